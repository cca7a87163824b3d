// Who takes part: each a node that makes one invoice of every item, as somebody sets it up in the editor.
import type { INode, INodeParameters } from 'n8n-workflow';

import type { StoredCredentials } from '../../support/credentials';
import type { Package } from '../../support/nodeTypes';
import { unpackPackage } from '../../support/packedPackage';
import { credentialFor, lexwareNode, type NodeSettings } from '../../support/workflows';
import type { Target } from '../contenders/contender';
import { httpRequestNode, loadHttpRequest, type Batching } from './httpRequest';

export interface Entrant {
	packages: Package[];
	/** The node, with `customer` of each item as the name on the invoice. */
	nodeFor: (target: Target) => INode;
	credentialsFor: (target: Target) => StoredCredentials;
	/** Removes what was unpacked for it. */
	leave: () => void;
}

export const ours = 'this package';

type HttpRequestSettings = NodeSettings & { batching?: Batching };

const everyHalfSecond: Batching = { batchSize: 1, batchInterval: 500 };
const twoEverySecond: Batching = { batchSize: 2, batchInterval: 1000 };
/** As the editor fills them in when the switch is turned on. */
const retryOnFail: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 };

/** n8n's HTTP Request node, by what is changed in its settings. */
const httpRequestSettings = {
	'HTTP Request': {},
	'HTTP Request, Retry On Fail': retryOnFail,
	'HTTP Request, 1 per 500 ms': { batching: everyHalfSecond },
	'HTTP Request, 2 per 1,000 ms': { batching: twoEverySecond },
	'HTTP Request, 1 per 500 ms, Retry On Fail': { batching: everyHalfSecond, ...retryOnFail },
	'HTTP Request, 1 per 500 ms, continue on error': {
		batching: everyHalfSecond,
		onError: 'continueRegularOutput',
	},
	// Takes part where the quota holds nobody up.
	'HTTP Request, 10 per 10 ms': { batching: { batchSize: 10, batchInterval: 10 } },
} satisfies Record<string, HttpRequestSettings>;

export type EntrantName = typeof ours | keyof typeof httpRequestSettings;

export const entrants: EntrantName[] = [
	ours,
	'HTTP Request',
	'HTTP Request, Retry On Fail',
	'HTTP Request, 1 per 500 ms',
	'HTTP Request, 2 per 1,000 ms',
	'HTTP Request, 1 per 500 ms, Retry On Fail',
	'HTTP Request, 1 per 500 ms, continue on error',
];

export function enter(name: EntrantName): Entrant {
	return name === ours ? enterOurs() : enterHttpRequest(httpRequestSettings[name]);
}

function enterOurs(): Entrant {
	const packed = unpackPackage();
	return {
		packages: [packed.load()],
		nodeFor: () => lexwareNode('Lexware Office', invoiceParameters),
		credentialsFor: ({ url, apiKey, requests, windowMs }) =>
			credentialFor(url, apiKey, { requestsPerWindow: requests, windowMs }),
		leave: packed.remove,
	};
}

function enterHttpRequest(settings: HttpRequestSettings): Entrant {
	return {
		packages: [loadHttpRequest()],
		nodeFor: ({ url }) => httpRequestNode(`${url}/v1/invoices`, invoiceBody, settings),
		credentialsFor: ({ apiKey }) => ({ bearer: { token: apiKey } }),
		leave: () => {},
	};
}

const customer = '={{ $json.customer }}';

const invoiceParameters: INodeParameters = {
	resource: 'invoice',
	operation: 'create',
	recipient: 'address',
	address: { entry: { name: customer, countryCode: 'DE' } },
	voucherDate: '2026-01-15',
	lineItems: { entry: [{ name: 'Beratung', quantity: 2, unitName: 'Std', unitPrice: 80 }] },
};

/** The same invoice, written down as the vendor's documentation has it. */
const invoiceBody = `={{ JSON.stringify({
	voucherDate: '2026-01-15T00:00:00.000+01:00',
	address: { name: $json.customer, countryCode: 'DE' },
	lineItems: [{
		type: 'custom',
		name: 'Beratung',
		quantity: 2,
		unitName: 'Std',
		unitPrice: { currency: 'EUR', netAmount: 80, taxRatePercentage: 19 },
	}],
	totalPrice: { currency: 'EUR' },
	taxConditions: { taxType: 'net' },
	shippingConditions: { shippingType: 'service', shippingDate: '2026-01-15T00:00:00.000+01:00' },
}) }}`;
