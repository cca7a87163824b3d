// Which tax rates the positions of a sales document may have (fact sheet 6.3).
import { positionsOf } from './lineItemRules';
import { toBerlinDay } from '../operation/dates';
import { memberAt } from '../operation/record';
import type { JsonObject } from '../transport/request';

const usualRates = [0, 7, 19];
/** Germany lowered its rates for half a year. */
const loweredRates = [0, 5, 16];
const lowered = { from: '2020-07-01', to: '2020-12-31' };

interface Taxes {
	/** Label of the tax type, where it is one without VAT. */
	withoutVat?: string;
	/** Rates of the customer's country (OSS) may apply, which only the server knows. */
	hasSubType: boolean;
}

export function checkTaxRates(record: JsonObject, { withoutVat, hasSubType }: Taxes): string[] {
	const day = relevantDay(record);
	if (withoutVat !== undefined)
		return refuseRates(record, [0], `0 is allowed with the tax type ${withoutVat}`);
	if (hasSubType || day === undefined) return [];
	const isLowered = day >= lowered.from && day <= lowered.to;
	const allowed = isLowered ? loweredRates : usualRates;
	return refuseRates(record, allowed, `${allowed.join(', ')} are allowed on ${day}`);
}

function refuseRates(record: JsonObject, allowed: number[], rule: string): string[] {
	return positionsOf(record).flatMap(({ label, item }) => {
		const rate = memberAt(item, 'unitPrice.taxRatePercentage');
		const isRefused = typeof rate === 'number' && !allowed.includes(rate);
		return isRefused ? [`'${label} → Tax Rate (%)' is ${rate}, and ${rule}`] : [];
	});
}

/** The day whose rates count: of the service or delivery where there is one, of its end where it takes some time. */
function relevantDay(record: JsonObject): string | undefined {
	const type = String(memberAt(record, 'shippingConditions.shippingType') ?? 'none');
	const dated = type.endsWith('period') ? 'shippingEndDate' : 'shippingDate';
	return toBerlinDay(
		type === 'none' ? record.voucherDate : memberAt(record, `shippingConditions.${dated}`),
	);
}
