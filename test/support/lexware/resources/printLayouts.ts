// https://developers.lexware.io/docs/#print-layouts-endpoint
import { randomUUID } from 'node:crypto';
import { json, type Resource } from '../answer';

export interface PrintLayout {
	id: string;
	name: string;
	default: boolean;
}

export const printLayouts: Resource = {
	name: 'print-layouts',
	errors: 'regular',
	routes: [
		{
			method: 'GET',
			path: '/print-layouts',
			handle: ({ account }) => json(200, account.printLayouts),
		},
	],
};

export function defaultPrintLayouts(): PrintLayout[] {
	return [
		{ id: randomUUID(), name: 'Standard', default: true },
		{ id: randomUUID(), name: 'International', default: false },
	];
}
