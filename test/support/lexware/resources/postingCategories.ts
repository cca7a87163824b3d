// https://developers.lexware.io/docs/#posting-categories-endpoint
import { json, type Resource } from '../answer';

export interface PostingCategory {
	id: string;
	name: string;
	type: 'income' | 'outgo';
	contactRequired: boolean;
	splitAllowed: boolean;
	groupName: string;
}

/** The ids the vendor names; the real list is longer. */
export const categories: PostingCategory[] = [
	income('8f8664a8-fd86-11e1-a21f-0800200c9a66', 'Warenverkäufe'),
	income('8f8664a0-fd86-11e1-a21f-0800200c9a66', 'Dienstleistungen'),
	income('8f8664a1-fd86-11e1-a21f-0800200c9a66', 'Einnahmen'),
	income('9075a4e3-66de-4795-a016-3889feca0d20', 'Innergemeinschaftliche Lieferung', true),
	income('380a20cb-d04c-426e-b49c-84c22adfa362', 'Fremdleistungen §13b', true),
	income('93d24c20-ea84-424e-a731-5e1b78d1e6a9', 'Ausfuhrlieferungen an Drittländer', true),
	income('ef5b1a6e-f690-4004-9a19-91276348894f', 'Dienstleistungen an Drittländer', true),
	income('f5c7fee8-f184-4e7a-ab04-8f7e7ad6c207', 'Einnahmen als Kleinunternehmer'),
	income('7c112b66-0565-479c-bc18-5845e080880a', 'Fernverkauf'),
	income('d73b880f-c24a-41ea-a862-18d90e1c3d82', 'Elektronische Dienstleistungen'),
	income('4ebd965a-7126-416c-9d8c-a5c9366ee473', 'Fernverkauf in EU-Land steuerpflichtig'),
	income(
		'7ecea006-844c-4c98-a02d-aa3142640dd5',
		'Elektronische Dienstleistung in EU-Land steuerpflichtig',
	),
	outgo('cf03a2b0-f838-474f-ac5e-67adb9b830c7', 'Reise Mitarbeiter'),
	outgo('efa82f49-fd85-11e1-a21f-0800200c9a66', 'Reisen Selbständige'),
	outgo('3620798f-ae06-4492-b775-1c87eb99247c', 'Fahrtkosten Mitarbeiter'),
	outgo('b99b667f-bfee-41b9-8ec0-cee308bdacfd', 'Übernachtung Mitarbeiter'),
	outgo('f9f05694-fd89-11e1-a21f-0800200c9a66', 'Übernachtungskosten Selbständige'),
	outgo('353e8c93-5f69-4476-887f-d48734ee2cc7', 'Verpflegungsmehraufwand Mitarbeiter'),
	outgo('9fb5e4b0-94ae-47f3-804f-5ed00e4aceb6', 'Verpflegungsmehraufwendungen Selbständige'),
];

export const postingCategories: Resource = {
	name: 'posting-categories',
	errors: 'regular',
	routes: [{ method: 'GET', path: '/posting-categories', handle: () => json(200, categories) }],
};

function income(id: string, name: string, contactRequired = false): PostingCategory {
	return { id, name, type: 'income', contactRequired, splitAllowed: true, groupName: 'Einnahmen' };
}

function outgo(id: string, name: string): PostingCategory {
	return {
		id,
		name,
		type: 'outgo',
		contactRequired: false,
		splitAllowed: true,
		groupName: 'Reisen',
	};
}
