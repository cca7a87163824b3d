// Business features of an account: a gate of their own beside the permissions of the key (fact sheet 1.2). The API answers
// both with 403; the profile tells them apart. Called by run.ts.
import { ApiError } from '../transport/errors';
import type { JsonObject } from '../transport/request';
import { attempt } from './attempt';
import type { SendRequest } from './define';
import { isEmptyMember, memberAt } from './record';
import { readRecord } from './update';

export type Feature = 'BOOKKEEPING' | 'INVOICING' | 'INVOICING_PRO';

/** A request was refused, and the account lacks a feature that it needs. */
export class MissingFeature extends Error {
	constructor(
		readonly refusal: ApiError,
		readonly feature: Feature,
	) {
		super(refusal.message);
	}
}

interface Call {
	/** Of the resource. */
	needs?: Feature;
	body: JsonObject;
	send: SendRequest;
}

/**
 * Carries out the action; after a 403 one more request asks the profile for the reason.
 * @throws MissingFeature, or what the action throws
 */
export async function withFeatures<T>(call: Call, action: () => Promise<T>): Promise<T> {
	const done = await attempt(action);
	if ('result' in done) return done.result;
	const { error } = done;
	const isRefused = error instanceof ApiError && error.kind === 'refused' && error.status === 403;
	const missing = isRefused ? await findMissing(call) : undefined;
	throw missing && isRefused ? new MissingFeature(error, missing) : error;
}

async function findMissing({ needs, body, send }: Call): Promise<Feature | undefined> {
	const needed = [...(needs ? [needs] : []), ...(isPro(body) ? (['INVOICING_PRO'] as const) : [])];
	if (needed.length === 0) return undefined;
	const read = await attempt(async () => readRecord(await send(profile)));
	const present = 'result' in read ? read.result.businessFeatures : undefined;
	return Array.isArray(present) ? needed.find((one) => !present.includes(one)) : undefined;
}

const profile = { method: 'GET', path: '/v1/profile' } as const;

function isPro(body: JsonObject): boolean {
	const isRequested = ['printLayoutId', 'xRechnung.buyerReference'].some(
		(at) => !isEmptyMember(memberAt(body, at)),
	);
	return isRequested || body.language === 'en';
}

export function describeMissingFeature({ feature }: MissingFeature) {
	return {
		message: `This Lexware Office account lacks the business feature ${feature}`,
		description:
			'Add it to the contract in Lexware Office; a new API key does not help. Get of the Profile resource lists the features that the account has.',
	};
}
