// https://developers.lexware.io/docs/#countries-endpoint
import { json, type Resource } from '../answer';
import { countries as list } from '../countries';

export const countries: Resource = {
	name: 'countries',
	errors: 'regular',
	routes: [{ method: 'GET', path: '/countries', handle: () => json(200, list) }],
};
