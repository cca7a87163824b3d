// Reads a JSON body with a zod schema and refuses it the way the API does.
import { z } from 'zod';
import { Refusal, type Call, type ErrorShape, type Issue } from './answer';

type Path = Array<string | number>;

/**
 * The body as the schema gives it; unknown members are left out and noted in the arrival log.
 * Null counts as absent. A refusal is always 406 and names every problem at once.
 */
export function readBody<Schema extends z.ZodTypeAny>(
	schema: Schema,
	call: Call,
	shape: ErrorShape,
): z.output<Schema> {
	const given = withoutNulls(call.body);
	const result = schema.safeParse(given);
	if (!result.success) throw new Refusal(406, toIssues(result.error.issues, shape));
	call.noteIgnored(ignoredMembers(given, result.data));
	return result.data as z.output<Schema>;
}

/** For rules that look at several members: adds an issue with the API's own key. */
export function complain(
	context: z.RefinementCtx,
	path: Path,
	key: string,
	message?: string,
): void {
	context.addIssue({ code: 'custom', path, message, params: { key } });
}

export function toIssues(issues: z.ZodIssue[], shape: ErrorShape): Issue[] {
	return issues.map((issue) => ({
		field: formatPath(issue.path),
		key: keyOf(issue, shape),
		...(issue.code === 'custom' && issue.message !== 'Invalid input'
			? { message: issue.message }
			: {}),
	}));
}

function keyOf(issue: z.ZodIssue, shape: ErrorShape): string {
	const key: unknown = issue.code === 'custom' ? issue.params?.key : undefined;
	const isMissing = issue.code === 'invalid_type' && issue.received === 'undefined';
	const isEmpty = issue.code === 'too_small' && issue.type !== 'number';
	if (shape === 'legacy' && (isMissing || isEmpty || key === 'NOTBLANK')) return 'missing_entity';
	if (typeof key === 'string') return key;
	if (shape === 'legacy') return 'invalid_value';
	if (isMissing) return 'NOTNULL';
	if (isEmpty) return 'NOTEMPTY';
	if (issue.code === 'too_big') return issue.type === 'number' ? 'MAX' : 'SIZE';
	return issue.code === 'too_small' ? 'MIN' : 'INVALID';
}

/** Such as `lineItems[0].unitPrice.netAmount`. */
export function formatPath(path: Path): string {
	return path
		.map((part, at) => (typeof part === 'number' ? `[${part}]` : at > 0 ? `.${part}` : part))
		.join('');
}

function withoutNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, member]) => member !== null)
			.map(([name, member]) => [name, withoutNulls(member)]),
	);
}

function ignoredMembers(given: unknown, taken: unknown, path: Path = []): string[] {
	if (Array.isArray(given) && Array.isArray(taken)) {
		return given.flatMap((entry, at) => ignoredMembers(entry, taken[at], [...path, at]));
	}
	if (!isObject(given) || !isObject(taken)) return [];
	return Object.entries(given).flatMap(([name, member]) =>
		name in taken
			? ignoredMembers(member, taken[name], [...path, name])
			: [formatPath([...path, name])],
	);
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text that must be there and not blank. */
export const requiredText = z.string().refine((text) => text.trim() !== '', {
	params: { key: 'NOTBLANK' },
});

export const optionalText = (max?: number) =>
	max === undefined ? z.string().optional() : z.string().max(max).optional();
