// Tables of the report: drawn for a terminal, and as Markdown to be kept.
import Table from 'cli-table3';

export interface Sheet {
	title: string;
	head: string[];
	rows: string[][];
	/** Sentences below the table. */
	notes?: string[];
}

export function draw({ title, head, rows, notes = [] }: Sheet): string {
	const table = new Table({ head, style: { head: [], border: [], compact: true } });
	table.push(...rows);
	return ['', title, table.toString(), ...notes].join('\n');
}

export function toMarkdown({ title, head, rows, notes = [] }: Sheet): string {
	const line = (cells: string[]) => `| ${cells.map(escapeBars).join(' | ')} |`;
	const table = [line(head), line(head.map(() => '---')), ...rows.map(line)];
	return [`## ${title}`, '', ...table, '', ...notes, ''].join('\n');
}

function escapeBars(text: string): string {
	return text.replace(/\|/g, '\\|');
}
