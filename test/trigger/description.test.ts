import { events } from '../../nodes/LexwareOffice/fields/events';
import { LexwareOfficeTrigger } from '../../nodes/LexwareOffice/LexwareOfficeTrigger.node';
import { loadTrigger, newLife } from '../support/triggerNode';

const { description } = new LexwareOfficeTrigger();
const all = events.map(({ value }) => value);

/** What the panel says with so many events chosen, judged as n8n's editor does it. */
function hintsFor(eventCount: number): string[] {
	const parameters = { events: all.slice(0, eventCount), options: {} };
	const trigger = { parameters, credentials: {} };
	const { workflow, node } = loadTrigger(trigger, 'http://127.0.0.1', newLife(false), 'manual');
	return (description.hints ?? [])
		.filter(
			({ displayCondition = '' }) =>
				workflow.expression.getSimpleParameterValue(node, displayCondition, 'internal', {}) ===
				true,
		)
		.map(({ message }) => message);
}

describe('the panel of the trigger', () => {
	it.each([0, 1, 10])('says nothing of the time that %d events take', (eventCount) => {
		expect(hintsFor(eventCount)).toEqual([]);
	});

	it.each([
		[11, 6],
		[12, 7],
		[20, 11],
		[42, 22],
	])('says that subscribing to %d events takes %d seconds', (eventCount, seconds) => {
		expect(hintsFor(eventCount)).toEqual([
			`Activating the workflow takes about ${seconds} seconds: each of the ${eventCount} events is a subscription of its own`,
		]);
	});

	it('says it once, however many events are chosen', () => {
		for (let count = 11; count <= all.length; count++) expect(hintsFor(count)).toHaveLength(1);
	});

	it('says when a new key takes effect', () => {
		const notice = description.properties.find(({ type }) => type === 'notice');
		expect(notice?.displayName).toContain('a new key takes effect');
	});

	it('answers the HEAD request first', () => {
		const webhooks = description.webhooks?.map(({ httpMethod, path }) => [httpMethod, path]);
		expect(webhooks).toEqual([
			['HEAD', 'webhook'],
			['POST', 'webhook'],
		]);
	});
});
