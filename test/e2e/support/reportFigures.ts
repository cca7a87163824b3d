/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// Figures that a test measures beside what it requires: printed, and added to artifacts/e2e-figures.jsonl.
import { appendFileSync } from 'node:fs';
import path from 'node:path';

const file = path.join(__dirname, '../../../artifacts/e2e-figures.jsonl');

export function reportFigures(title: string, figures: Record<string, number>): void {
	const rounded = Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]);
	const line = JSON.stringify({ title, ...Object.fromEntries(rounded) });
	appendFileSync(file, `${line}\n`);
	process.stdout.write(`${line}\n`);
}
