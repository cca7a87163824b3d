import { forgetHanded, handedBy } from '../../nodes/LexwareOffice/trigger/handed';

beforeEach(forgetHanded);

describe('an event handed to n8n', () => {
	it('is waiting until n8n has answered', () => {
		handedBy('a').waiting.set('event', { writableEnded: false, statusCode: 200 });
		expect(handedBy('a').waiting.has('event')).toBe(true);
		expect(handedBy('a').entries).toEqual([]);
	});

	it('is emitted when n8n has answered well, even if nobody listened any more', () => {
		handedBy('a').waiting.set('event', { writableEnded: true, statusCode: 200 });
		expect(handedBy('a')).toEqual({ entries: ['event'], waiting: new Map() });
	});

	it('is forgotten when n8n could not take it, so that it can come again', () => {
		handedBy('a').waiting.set('event', { writableEnded: true, statusCode: 500 });
		expect(handedBy('a')).toEqual({ entries: [], waiting: new Map() });
	});

	it('is known to its own trigger only', () => {
		handedBy('a').waiting.set('event', { writableEnded: true, statusCode: 200 });
		expect(handedBy('b').entries).toEqual([]);
	});
});
