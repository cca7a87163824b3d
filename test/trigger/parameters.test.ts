import { InputError } from '../../nodes/LexwareOffice/operation/values';
import { requireCallback } from '../../nodes/LexwareOffice/trigger/parameters';

const real = 'https://api.lexware.io';
const loopback = 'http://127.0.0.1:4711';

describe('the address that Lexware is to call', () => {
	it.each([
		'https://n8n.example.com/webhook/a',
		'https://n8n.example.com:8443/webhook/a',
		'https://93.184.216.34/webhook/a',
		'https://172.32.0.1/webhook/a',
		'https://[2606:2800:220:1:248:1893:25c8:1946]/webhook/a',
		'https://10minutes.example.com/webhook/a',
	])('may be %s', (callbackUrl) => {
		expect(() => requireCallback(callbackUrl, real)).not.toThrow();
	});

	it.each([
		'http://n8n.example.com',
		'http://localhost:5678',
		'https://localhost:5678',
		'https://n8n.localhost',
		'https://127.0.0.1',
		'https://0.0.0.0',
		'https://10.1.2.3',
		'https://172.20.0.5',
		'https://192.168.1.2:5678',
		'https://169.254.1.1',
		'https://100.101.102.103',
		'https://[::1]',
		'https://[fd00::1]',
		'https://[fe80::1]',
		'https://n8n',
		'https://n8n.local',
		'https://n8n.internal',
		'https://n8n.fritz.lan',
	])('may not be %s', (callbackUrl) => {
		const { protocol, hostname } = new URL(callbackUrl);
		const require = () => requireCallback(`${callbackUrl}/webhook/a`, real);
		expect(require).toThrow(InputError);
		expect(require).toThrow(`Lexware Office cannot call ${protocol}//${hostname}: `);
	});

	it('may be a loopback address when the API is one itself', () => {
		expect(() => requireCallback('http://localhost:5678/webhook/a', loopback)).not.toThrow();
		expect(() => requireCallback('http://10.1.2.3/webhook/a', loopback)).toThrow(InputError);
	});
});
