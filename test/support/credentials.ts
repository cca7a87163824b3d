// Credentials as n8n's own helper treats them: defaults filled in, expressions resolved for the item at hand, and
// the generic `authenticate` laid over the request.
import {
	ICredentialsHelper,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeParameters,
} from 'n8n-workflow';

import type { Package } from './nodeTypes';

/** Data of each credential by its id. */
export type StoredCredentials = Record<string, ICredentialDataDecryptedObject>;

export class CredentialsHelper extends ICredentialsHelper {
	private readonly types: Map<string, ICredentialType>;

	/** Of two types with one name, the last wins, as in n8n. */
	constructor(
		private readonly packages: Package[],
		private readonly stored: StoredCredentials,
	) {
		super();
		const types = packages.flatMap(({ credentials }) => credentials);
		this.types = new Map(types.map((type) => [type.name, type]));
	}

	getParentTypes(): string[] {
		return [];
	}

	/** A type that restricts itself serves the nodes that name it, and no others. */
	isCredentialUsableByNode(type: string, nodeType: string): boolean {
		if (!this.types.get(type)?.restrictToSupportedNodes) return true;
		return this.packages.some(({ name, nodes }) =>
			nodes.some(
				({ description }) =>
					nodeType === `${name}.${description.name}` &&
					description.credentials?.some((credential) => credential.name === type),
			),
		);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	getCredentialsProperties(name: string) {
		return this.types.get(name)?.properties ?? [];
	}

	async getCredentials(): Promise<never> {
		throw new Error('Stored credentials are never needed undecrypted');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	/** Resolves with the values n8n gives for the item; without any (dropdowns) the data stays as it is. */
	getDecrypted: ICredentialsHelper['getDecrypted'] = async (
		_additionalData,
		{ id },
		type,
		mode,
		executeData,
		_raw,
		resolve,
	) => {
		const properties = this.getCredentialsProperties(type);
		const data = this.stored[id ?? ''];
		if (!data) throw new Error(`No credential ${id}`);
		const complete =
			NodeHelpers.getNodeParameters(properties, data as INodeParameters, true, false, null, null) ??
			{};
		if (!resolve) return complete as ICredentialDataDecryptedObject;
		return resolve.workflow.expression.getParameterValue(
			complete,
			resolve.runExecutionData,
			resolve.runIndex,
			resolve.itemIndex,
			resolve.node.name,
			resolve.connectionInputData,
			mode,
			{},
			executeData,
			false,
			complete,
		) as ICredentialDataDecryptedObject;
	};

	authenticate: ICredentialsHelper['authenticate'] = async (
		credentials,
		name,
		request,
		workflow,
		node,
	) => {
		const rule = this.types.get(name)?.authenticate;
		if (!workflow || !node || !rule || typeof rule === 'function' || rule.type !== 'generic')
			throw new Error(`${name} does not authenticate generically`);
		const resolveText = (text: string) =>
			workflow.expression.resolveSimpleParameterValue(
				text,
				{},
				null,
				0,
				0,
				node.name,
				[],
				'internal',
				{ $credentials: credentials },
			);
		const headers = Object.entries(rule.properties.headers ?? {}).map(([header, value]) => [
			header,
			String(resolveText(String(value))),
		]);
		const signed: IHttpRequestOptions = request as IHttpRequestOptions;
		signed.headers = { ...signed.headers, ...Object.fromEntries(headers) };
		return signed;
	};
}
