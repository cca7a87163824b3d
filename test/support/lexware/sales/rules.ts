// Rules of a sales document that look at the account: tax, articles, contact, layout.
import type { Account } from '../account';
import { Refusal, type Issue } from '../answer';
import { countries, isCountryCode } from '../countries';
import type { Contact } from '../resources/contacts';
import { vatFreeTaxTypes, type ItemBody, type SalesBody } from './schema';

const needsContact = new Set<string>([
	'intraCommunitySupply',
	'constructionService13b',
	'externalService13b',
	'thirdPartyCountryService',
	'thirdPartyCountryDelivery',
]);

/** Throws the first kind of problem, as the API does not collect these. */
export function checkAgainstBooks(account: Account, body: SalesBody): void {
	const items = body.lineItems.flatMap((item, at) => [
		{ item, field: `lineItems[${at}]` },
		...(item.subItems ?? []).map((sub, subAt) => ({
			item: { ...sub, subItems: undefined },
			field: `lineItems[${at}].subItems[${subAt}]`,
		})),
	]);
	for (const { item } of items) checkArticle(account, item);
	checkCountry(body);
	checkTaxType(account, body);
	const rates = allowedRates(body);
	const issues = items
		.filter(({ item }) => item.type !== 'text' && item.unitPrice)
		.filter(({ item }) => !rates.includes(item.unitPrice?.taxRatePercentage ?? 0))
		.map(({ field }): Issue => ({
			field: `${field}.unitPrice.taxRatePercentage`,
			key: 'INVALID',
			message: `allowed tax rates are ${rates.join(', ')}`,
		}));
	if (issues.length > 0) throw new Refusal(406, issues);
	const { printLayoutId } = body;
	if (printLayoutId && !account.printLayouts.some(({ id }) => id === printLayoutId)) {
		throw new Refusal(406, [{ field: 'printLayoutId', key: 'INVALID' }]);
	}
}

function checkArticle(account: Account, { id, type }: ItemBody): void {
	if (!id) return;
	if (type !== 'material' && type !== 'service') {
		throw new Refusal(406, [], "Only line items of type 'material' or 'service' can contain an ID");
	}
	const article = account.articles.get(id);
	if (!article) throw new Refusal(406, [], `Referenced article ${id} does not exist`);
	if (article.type !== (type === 'material' ? 'PRODUCT' : 'SERVICE')) {
		throw new Refusal(406, [], `Article ${id} is no ${type}`);
	}
}

function checkCountry({ address: { countryCode } }: SalesBody): void {
	if (!countryCode || isCountryCode(countryCode)) return;
	const codes = countries.map((country) => country.countryCode).join(', ');
	throw new Refusal(
		406,
		[],
		`Country code '${countryCode}' is invalid, must be one of: [${codes}]`,
	);
}

function checkTaxType({ profile }: Account, { taxConditions, address }: SalesBody): void {
	const { taxType, taxSubType } = taxConditions;
	if (profile.taxType === 'vatfree' && taxType !== 'vatfree') {
		throw new Refusal(406, [
			{ field: 'taxConditions.taxType', key: 'INVALID', message: 'organization is tax-exempt' },
		]);
	}
	if (needsContact.has(taxType) && !address.contactId) {
		throw new Refusal(406, [
			{ field: 'address.contactId', key: 'NOTNULL', message: `needed for ${taxType}` },
		]);
	}
	if (taxSubType && isVatFree(taxType)) {
		throw new Refusal(406, [{ field: 'taxConditions.taxSubType', key: 'INVALID' }]);
	}
}

function isVatFree(taxType: string): boolean {
	return vatFreeTaxTypes.some((free) => free === taxType);
}

function allowedRates(body: SalesBody): number[] {
	const { taxType, taxSubType } = body.taxConditions;
	if (isVatFree(taxType)) return [0];
	// OSS: the rates of the destination country; 27 % is the highest in the EU.
	if (taxSubType) return Array.from({ length: 28 }, (_none, rate) => rate);
	const relevant = relevantDate(body).slice(0, 10);
	return relevant >= '2020-07-01' && relevant <= '2020-12-31' ? [0, 5, 16] : [0, 7, 19];
}

function relevantDate({ voucherDate, shippingConditions }: SalesBody): string {
	const { shippingType = 'none', shippingDate, shippingEndDate } = shippingConditions ?? {};
	if (shippingType === 'none') return voucherDate;
	return (shippingType.endsWith('period') ? shippingEndDate : shippingDate) ?? voucherDate;
}

/** The contact a document refers to. Without an address of its own the document takes the contact's only one. */
export function findContact(account: Account, { address }: SalesBody): Contact | undefined {
	const { contactId, name, countryCode } = address;
	if (!contactId) return undefined;
	const contact = account.contacts.get(contactId);
	if (!contact) throw new Refusal(406, [], `Referenced contact ${contactId} does not exist`);
	if (!contact.roles.customer) {
		throw new Refusal(406, [], 'Referenced contact needs to have the role customer');
	}
	const found = contact.addresses?.billing?.length ?? 0;
	if (!(name && countryCode) && found !== 1) {
		throw new Refusal(
			406,
			[],
			`Referenced contact needs to have exactly one billing address, but ${found} addresses were found.`,
		);
	}
	return contact;
}
