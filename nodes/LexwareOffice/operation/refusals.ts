// What the API refused, in sentences: what happened, and how to get on. Each status has a cure of its own.
// Called by nodeErrors.ts.
import { complaintLines, isStaleVersion, type ApiError } from '../transport/errors';
import type { Place, Sentence } from './nodeErrors';

export function describeRefusal(error: ApiError, { resource }: Pick<Place, 'resource'>): Sentence {
	if (isStaleVersion(error)) return error.mayHaveBeenCarriedOut ? maybeOwnVersion : staleVersion;
	switch (error.status) {
		case 401:
			return {
				message: 'Lexware Office does not accept the API key',
				description:
					'Make a new key at https://app.lexware.de/addons/public-api and put it into the credential. If this key worked before, look at https://status.lexware.de first.',
			};
		case 402:
			return {
				message: 'The Lexware Office contract does not cover this request',
				description:
					'Check in Lexware Office whether the contract is active and includes the public API.',
			};
		case 403:
			return isFreeRoute(resource) && isUnknownRoute(error) ? unknownRoute(error) : notAllowed;
		case 404:
			return isFreeRoute(resource) ? unknownRoute(error) : describeMissing(error, resource);
		case 409:
			return describeConflict(error);
		default:
			return describeComplaint(error);
	}
}

/** Every other resource goes to routes that exist. */
function isFreeRoute(resource: string): boolean {
	return resource === 'Custom Request';
}

/** The gateway's answer to a route that it does not know (fact sheet 5.2). */
function isUnknownRoute({ complaint }: ApiError): boolean {
	return /authorization header/i.test(complaint.message);
}

function unknownRoute({ request: { method, path } }: ApiError): Sentence {
	return {
		message: `${method} ${path} was not found`,
		description:
			'The API has no such route, or not with this method, or no such record in the books of this account.',
	};
}

const notAllowed: Sentence = {
	message: 'The API key may not do this',
	description:
		'Make a new key at https://app.lexware.de/addons/public-api with the permission this needs: a key made before an endpoint existed lacks it. The user of the key needs the right in Lexware Office, too.',
};

function describeMissing({ request }: ApiError, resource: string): Sentence {
	const [id] = /[0-9a-f-]{36}/i.exec(request.path) ?? [];
	return {
		message: id ? `${resource} ${id} was not found` : `${request.path} was not found`,
		description: 'The record may be deleted, of another type, or in the books of another account.',
	};
}

function describeConflict(error: ApiError): Sentence {
	if (error.request.path.endsWith('/file'))
		return {
			message: 'A draft has no document yet',
			description: 'Finalize it in Lexware Office, or create it with Finalize switched on.',
		};
	return describeComplaint(error);
}

const staleVersion: Sentence = {
	message: 'The record was changed by somebody else in the meantime',
	description: 'Nothing was written. Run the item again to lay the changes over the present state.',
};

/** Only where the operation could not compare by itself, such as a custom request. */
const maybeOwnVersion: Sentence = {
	message: 'The record has another version by now, perhaps from this very item',
	description:
		'The answer to the first attempt was lost, and the second one met a changed record. Read the record and compare before you run the item again.',
};

/** What helps against complaints that speak of the account or the file rather than of a field. */
const cures: Record<string, string> = {
	image_conversion_error: 'The image cannot be read: it may be damaged, or too small.',
	inacceptable_file_extension:
		"Lexware Office takes PDF, JPG and PNG, and XML where the account has 'E-Rechnung' switched on.",
	invalid_xrechnung: 'The XML file is no XRechnung that Lexware Office can read.',
	voucher_upload_toxic_pdf: 'The PDF cannot be read: it may be damaged, or no PDF at all.',
};

function describeComplaint(error: ApiError): Sentence {
	const { complaint, status } = error;
	const [first, ...others] = complaintLines(complaint);
	const [cure] = complaint.issues.flatMap(({ key }) => cures[key] ?? []);
	return {
		message: first ? `Lexware answered: ${first}` : `Lexware answered with status ${status}`,
		description: cure ?? (others.length > 0 ? undefined : 'Nothing was changed.'),
	};
}
