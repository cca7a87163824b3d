import { profile } from '../../nodes/LexwareOffice/resources/profile';
import { requestOf } from './requestOf';

describe('profile', () => {
	it('gets the profile behind the key', async () => {
		expect(await requestOf(profile, 'get', {})).toEqual({ method: 'GET', path: '/v1/profile' });
	});
});
