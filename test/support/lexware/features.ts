// Which business feature of the account a resource needs: a gate of its own beside the scopes of the key (fact sheet 1.2).
// The status of the refusal is not documented; 403 is what the docs say of missing rights.
import type { Account, BusinessFeature } from './account';

const invoicing = [
	'credit-notes',
	'delivery-notes',
	'down-payment-invoices',
	'dunnings',
	'invoices',
	'order-confirmations',
	'quotations',
];

const needs = new Map<string, BusinessFeature>([
	...invoicing.map((name) => [name, 'INVOICING'] as const),
	['files', 'BOOKKEEPING'],
	['print-layouts', 'INVOICING_PRO'],
	['vouchers', 'BOOKKEEPING'],
]);

export function lacksFeature({ profile }: Account, resource: string): boolean {
	const needed = needs.get(resource);
	return needed !== undefined && !profile.businessFeatures.includes(needed);
}
