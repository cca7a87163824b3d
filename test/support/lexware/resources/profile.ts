// https://developers.lexware.io/docs/#profile-endpoint
import { json, type Resource } from '../answer';

export const profile: Resource = {
	name: 'profile',
	errors: 'regular',
	routes: [
		{ method: 'GET', path: '/profile', handle: ({ account }) => json(200, account.profile) },
	],
};
