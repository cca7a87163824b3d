// Tax type of a sales document, and what each type demands of the rest of it (fact sheet 6.1 and 6.2).
import { additional } from './additionalFields';
import { checkTaxRates } from './taxRates';
import { defineMembers } from '../operation/members';
import { memberAt } from '../operation/record';
import type { JsonObject } from '../transport/request';

export const taxType = {
	type: 'options',
	displayName: 'Tax Type',
	default: 'net',
	required: true,
	at: 'taxConditions.taxType',
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

const typesWithContact = [
	'intraCommunitySupply',
	'constructionService13b',
	'externalService13b',
	'thirdPartyCountryService',
	'thirdPartyCountryDelivery',
];
const typesWithVat = ['net', 'gross'];

export const taxConditions = defineMembers({
	fields: {
		taxType,
		...additional({
			taxSubType: {
				type: 'options',
				displayName: 'Tax Sub Type',
				at: 'taxConditions.taxSubType',
				options: [
					{ name: 'Distance Sales', value: 'distanceSales' },
					{ name: 'Electronic Services', value: 'electronicServices' },
				],
			},
			taxTypeNote: {
				type: 'string',
				displayName: 'Tax Type Note',
				rows: 2,
				at: 'taxConditions.taxTypeNote',
			},
		}),
	},
	check: checkTaxConditions,
});

function checkTaxConditions(record: JsonObject): string[] {
	const type = taxType.options.find(
		({ value }) => value === memberAt(record, 'taxConditions.taxType'),
	);
	if (!type) return [];
	const hasVat = typesWithVat.includes(type.value);
	const hasSubType = Boolean(memberAt(record, 'taxConditions.taxSubType'));
	const lacksContact =
		typesWithContact.includes(type.value) && !memberAt(record, 'address.contactId');
	return [
		...(lacksContact ? [`'Tax Type' ${type.name} needs a contact as recipient`] : []),
		...(hasSubType && !hasVat ? ["'Tax Sub Type' goes with the tax types Net and Gross only"] : []),
		...checkTaxRates(record, { withoutVat: hasVat ? undefined : type.name, hasSubType }),
	];
}
