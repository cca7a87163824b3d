// Texts of a sales document, and how it is laid out.
import { additional } from './additionalFields';
import { defineMembers } from '../operation/members';

/** Understood since May 2026 (fact sheet 6.9). */
export const markup = 'Understands **bold**, __italic__ and lists, whose lines start with a hyphen';

export const texts = defineMembers({
	fields: additional({
		introduction: {
			type: 'string',
			displayName: 'Introduction',
			rows: 3,
			maxLength: 2000,
			description: markup,
		},
		language: {
			type: 'options',
			displayName: 'Language',
			options: [
				{ name: 'English', value: 'en' },
				{ name: 'German', value: 'de' },
			],
		},
		printLayoutId: { type: 'id', displayName: 'Print Layout ID' },
		remark: {
			type: 'string',
			displayName: 'Remark',
			rows: 3,
			maxLength: 2000,
			description: markup,
		},
		title: { type: 'string', displayName: 'Title', maxLength: 25 },
	}),
});

export const deliveryTerms = defineMembers({
	fields: additional({
		deliveryTerms: { type: 'string', displayName: 'Delivery Terms', rows: 2, maxLength: 255 },
	}),
});
