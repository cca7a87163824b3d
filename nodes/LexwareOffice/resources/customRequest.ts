// For what this node has no operation of: any route of the API, within the same quota.
// https://developers.lexware.io/docs/
import {
	checkParameters,
	checkRoute,
	pairFields,
	toParameters,
	toRoute,
} from '../fields/customRequest';
import { checkUpload, toUpload, uploadFields } from '../fields/upload';
import { defineOperation, defineResource, jsonOutputs, readJson } from '../operation/define';
import { fileOutput, outputDataField } from '../operation/download';
import type { Fields } from '../operation/field';

const sendsBody = { method: ['POST', 'PUT'] };
const sendsFile = { ...sendsBody, bodyType: ['file'] };
const getsFile = { responseFormat: ['file'] };

const fields = {
	method: {
		type: 'options',
		displayName: 'Method',
		noDataExpression: true,
		default: 'GET',
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
	},
	path: {
		type: 'string',
		displayName: 'Path',
		required: true,
		placeholder: 'e.g. /contacts',
		description: 'The route below /v1',
	},
	queryParameters: {
		type: 'group',
		displayName: 'Query Parameters',
		entryName: 'Parameter',
		multiple: true,
		fields: pairFields,
	},
	bodyType: {
		type: 'options',
		displayName: 'Body',
		default: 'json',
		options: [
			{ name: 'File', value: 'file', description: 'A file of the input item as form data' },
			{ name: 'JSON', value: 'json' },
		],
		showFor: sendsBody,
	},
	requestBody: {
		type: 'json',
		displayName: 'JSON',
		showFor: { ...sendsBody, bodyType: ['json'] },
	},
	inputDataField: { ...uploadFields.inputDataField, showFor: sendsFile },
	formFields: {
		type: 'group',
		displayName: 'Form Fields',
		entryName: 'Field',
		multiple: true,
		fields: pairFields,
		showFor: sendsFile,
	},
	responseFormat: {
		type: 'options',
		displayName: 'Response Format',
		default: 'json',
		options: [
			{ name: 'File', value: 'file' },
			{ name: 'JSON', value: 'json' },
		],
	},
	accept: {
		type: 'string',
		displayName: 'Accept',
		default: '*/*',
		required: true,
		description: 'The media type to ask for, such as application/pdf',
		showFor: getsFile,
	},
	outputDataField: { ...outputDataField, showFor: getsFile },
} as const satisfies Fields;

export const customRequest = defineResource({
	value: 'customRequest',
	name: 'Custom Request',
	operations: [
		defineOperation({
			value: 'send',
			name: 'Send',
			action: 'Send custom request',
			description: 'Use any route of the API within the same quota',
			writes: true,
			fields,
			check: ({ path, queryParameters, inputDataField }) => [
				...checkRoute(path),
				...checkParameters(queryParameters),
				...(inputDataField ? checkUpload(inputDataField) : []),
			],
			isIrreversible: ({ method }) => method === 'DELETE',
			deed: { one: 'record was deleted', many: 'records were deleted' },
			execute: async ({ values, send }) => {
				const { method, inputDataField, formFields, outputDataField: field } = values;
				const route = toRoute(values.path);
				const answer = await send({
					method,
					path: route,
					query: toParameters(values.queryParameters),
					body: values.requestBody,
					...(inputDataField && {
						upload: await toUpload(inputDataField, toParameters(formFields ?? [])),
					}),
					accept: values.accept,
				});
				return field === undefined
					? jsonOutputs(readJson(answer))
					: [fileOutput(answer, route.split('/').at(-1) ?? '', field)];
			},
		}),
	],
});
