// One item's parameters → the values and the record of its operation, or everything that is wrong with them at once.
// Called by prepare.ts.
import type { JsonObject } from '../transport/request';
import { checkBody, readBody } from './bodyInput';
import type { Operation } from './define';
import type { Values } from './field';
import { fieldsOf } from './properties';
import { checkKey, runOptions, toRunOptions, type RunOptions } from './runOptions';
import { InputError, readValues, type Source } from './values';

export interface Input {
	values: Values;
	body: JsonObject;
	options: RunOptions;
}

/** @throws InputError with every finding */
export function readInput(operation: Operation, source: Source): Input {
	const fields = { ...fieldsOf(operation), options: runOptions };
	const { values: given, findings: ofFields } = readValues(fields, source);
	const { options, ...values } = given;
	const ofKey = checkKey(operation, source.readParameter('options', runOptions));
	const findings = [...ofFields, ...ofKey];
	if (findings.length > 0) {
		const more = tryToBuild(operation, values)?.findings ?? [];
		throw new InputError([...findings, ...more]);
	}
	const built = build(operation, values);
	if (built.findings.length > 0) throw new InputError(built.findings);
	return { values, body: built.body, options: toRunOptions(options) };
}

function build({ body: input, check }: Operation, values: Values) {
	const body = readBody(input, values);
	return { body, findings: [...check(values), ...checkBody(input, values, body)] };
}

/** A value that a finding speaks of is missing, and what goes by several values may not do without it. */
function tryToBuild(operation: Operation, values: Values) {
	try {
		return build(operation, values);
	} catch {
		return undefined;
	}
}
