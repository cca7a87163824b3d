/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// Applies n8n's own lint rules for parameters to properties that no source file holds: they are written out as the literal
// that the rules look for.
import { inspect } from 'node:util';

import { Linter } from 'eslint';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import type { INodeProperties } from 'n8n-workflow';

/** Breaches such as `node-param-options-type-unsorted-items: Alphabetize by 'name' …`, with the label they are at. */
export function lintProperties(properties: INodeProperties[], switchedOff: string[]): string[] {
	const literal = inspect(properties, {
		depth: Infinity,
		maxArrayLength: null,
		maxStringLength: null,
		breakLength: 80,
	});
	const code = `export class Node { description = { properties: ${literal} }; }`;
	const lines = code.split('\n');
	const labelAt = (line: number) =>
		lines
			.slice(0, line + 3)
			.filter((text) => text.includes('displayName:'))
			.at(-1) ?? '';
	return new Linter()
		.verify(code, {
			plugins: { 'n8n-nodes-base': n8nNodesBase },
			rules: rulesWithout(switchedOff),
		})
		.map(({ ruleId, message, line }) => `${ruleId}: ${message} (${labelAt(line).trim()})`);
}

function rulesWithout(switchedOff: string[]): Linter.RulesRecord {
	const rules = Object.entries(n8nNodesBase.configs.nodes.rules);
	return Object.fromEntries(
		rules.filter(([name]) => {
			const short = name.replace('n8n-nodes-base/', '');
			return short.startsWith('node-param-') && !switchedOff.includes(short);
		}),
	);
}
