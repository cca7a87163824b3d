// Tax type of a sales document, and what each type demands of the rest of it.
import type { Fields } from '../operation/field';
import { memberAt } from '../operation/record';
import { isJsonObject } from '../operation/define';
import type { JsonObject } from '../transport/request';

export const taxType = {
	type: 'options',
	displayName: 'Tax Type',
	default: 'net',
	options: [
		{ name: 'Construction Services (§13b)', value: 'constructionService13b' },
		{ name: 'Gross', value: 'gross', description: 'Prices include VAT' },
		{ name: 'Intra-Community Supply', value: 'intraCommunitySupply' },
		{ name: 'Net', value: 'net', description: 'VAT is added to the prices' },
		{ name: 'Photovoltaic Equipment', value: 'photovoltaicEquipment' },
		{ name: 'Services in the EU (§13b)', value: 'externalService13b' },
		{ name: 'Third Country, Delivery', value: 'thirdPartyCountryDelivery' },
		{ name: 'Third Country, Service', value: 'thirdPartyCountryService' },
		{ name: 'VAT-Free', value: 'vatfree', description: 'For organizations exempt from VAT' },
	],
} as const;

export const taxDetails = {
	taxSubType: {
		type: 'options',
		displayName: 'Tax Sub Type',
		options: [
			{ name: 'Distance Sales', value: 'distanceSales' },
			{ name: 'Electronic Services', value: 'electronicServices' },
		],
	},
	taxTypeNote: { type: 'string', displayName: 'Tax Type Note', rows: 2 },
} as const satisfies Fields;

const typesWithContact = [
	'intraCommunitySupply',
	'constructionService13b',
	'externalService13b',
	'thirdPartyCountryService',
	'thirdPartyCountryDelivery',
];
const typesWithVat = ['net', 'gross'];

/** Fact sheet 6.1: some types need a contact, and all but net and gross have a rate of 0. */
export function checkTaxConditions(body: JsonObject): string[] {
	const type = String(memberAt(body, 'taxConditions.taxType') ?? '');
	const findings: string[] = [];
	if (typesWithContact.includes(type) && !memberAt(body, 'address.contactId'))
		findings.push(`'Tax Type' ${type} needs a contact as recipient`);
	if (type !== '' && !typesWithVat.includes(type))
		ratesOf(body).forEach((rate, index) => {
			if (rate)
				findings.push(
					`'Line Items ${index + 1} → Tax Rate (%)' has to be 0 with the tax type ${type}`,
				);
		});
	return findings;
}

function ratesOf(body: JsonObject): number[] {
	const items = Array.isArray(body.lineItems) ? body.lineItems : [];
	return items.map((item) =>
		isJsonObject(item) ? Number(memberAt(item, 'unitPrice.taxRatePercentage') ?? 0) : 0,
	);
}
