// This package: the unchanged retry(limit(send)), on axios instead of n8n's helper.
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readAccount } from '../../../nodes/LexwareOffice/transport/account';
import { openClient } from '../../../nodes/LexwareOffice/transport/client';
import type { ApiRequest } from '../../../nodes/LexwareOffice/transport/request';
import { createAxiosSend } from '../../support/axiosSend';
import type { Contender, Target } from './contender';

/** The node's default for Max Wait. */
const defaultMaxWaitMs = 600_000;

export function openOurs(
	{ url, apiKey, requests, windowMs }: Target,
	maxWaitMs = defaultMaxWaitMs,
	sharing: ICredentialDataDecryptedObject = {},
): Contender {
	const quota = { requestsPerWindow: requests, windowMs, ...sharing };
	const account = readAccount({ apiKey, baseUrl: url, ...quota });
	const cancel = new AbortController();
	const axiosSend = createAxiosSend(account);
	const watched = new Map<ApiRequest, () => void>();
	const client = openClient(account, { signal: cancel.signal, maxWaitMs }, async (request) => {
		watched.get(request)?.();
		return await axiosSend(request);
	});
	return {
		send: (request, onLeave) => {
			if (!onLeave) return client.send(request);
			watched.set(request, onLeave);
			return client.send(request).finally(() => watched.delete(request));
		},
		stop: () => cancel.abort(),
	};
}
