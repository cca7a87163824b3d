import { readDelivery } from '../../nodes/LexwareOffice/trigger/delivery';

const delivery = {
	organizationId: 'o',
	eventType: 'contact.changed',
	resourceId: 'r',
	eventDate: '2026-11-24T10:15:30.512+01:00',
};

describe('a delivery', () => {
	it('is read from its bytes', () => {
		expect(readDelivery(Buffer.from(JSON.stringify(delivery)))).toEqual(delivery);
	});

	it('keeps nothing that is not documented', () => {
		const more = { ...delivery, subscriptionId: 's', resource: {} };
		expect(readDelivery(Buffer.from(JSON.stringify(more)))).toEqual(delivery);
	});

	it.each(Object.keys(delivery))('is none without %s', (member) => {
		const less = Object.fromEntries(Object.entries(delivery).filter(([name]) => name !== member));
		expect(readDelivery(Buffer.from(JSON.stringify(less)))).toBeUndefined();
	});

	it.each(['', 'event', '[]', 'null', '"text"', '{"organizationId":', '{"organizationId":1}'])(
		'is none in the bytes %j',
		(text) => {
			expect(readDelivery(Buffer.from(text))).toBeUndefined();
		},
	);
});
