// What became of every invoice, as a picture: one panel per round, one bar per contender. With its own background, so that it
// can be read on light and dark pages.
import * as echarts from 'echarts';
import type { EChartsOption } from 'echarts';

import { ours } from './contenders';
import { policyNames } from './report';
import type { Cell } from './run';

const size = { width: 920, height: 640 };
const ink = '#1f2430';
const font = 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif';

/** Bottom up in a bar: from left to right. Colours differ in lightness too, for whoever sees no red and green. */
const parts = [
	{
		name: 'once, and the workflow knows it',
		color: '#1b7f5c',
		of: ({ executions, items, figures }: Cell) =>
			executions * items - figures.withoutDocument - figures.withoutOutput,
	},
	{
		name: 'in the books, but the output is lost',
		color: '#f2b134',
		of: ({ figures }: Cell) => figures.withoutOutput,
	},
	{ name: 'never written', color: '#c9ced8', of: ({ figures }: Cell) => figures.withoutDocument },
	{
		name: 'written again (doublets)',
		color: '#b3261e',
		of: ({ figures }: Cell) => figures.doubled,
	},
];

/** @param cells of one policy; SVG as text */
export function drawChart(cells: Cell[]): string {
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
	chart.setOption(optionsOf(cells));
	const svg = chart.renderToSVGString();
	chart.dispose();
	return `${svg}\n`;
}

function optionsOf(cells: Cell[]): EChartsOption {
	const panels = panelsOf(cells);
	const most = Math.max(...cells.map(percentOfAll));
	return {
		animation: false,
		backgroundColor: '#ffffff',
		color: parts.map(({ color }) => color),
		textStyle: { fontFamily: font, color: ink },
		title: [
			{
				text: 'What became of every invoice',
				subtext: `2 requests per second as ${policyNames[cells[0]?.policy ?? 'bucket']}; percent of the items, and span ÷ possible minimum`,
				left: 16,
				top: 10,
				textStyle: { fontSize: 18, color: ink },
				subtextStyle: { fontSize: 13, color: '#4a5163' },
			},
			...panels.map((panel, index) => ({
				text: titleOf(panel[0]),
				left: boxOf(index).left,
				top: boxOf(index).top - 26,
				textStyle: { fontSize: 13, color: ink },
			})),
		],
		legend: { data: parts.map(({ name }) => name), bottom: 10, left: 16, itemGap: 18 },
		grid: panels.map((_, index) => boxOf(index)),
		xAxis: panels.map((_, gridIndex) => ({
			type: 'value' as const,
			gridIndex,
			max: Math.ceil(most / 50) * 50,
			axisLabel: { formatter: '{value} %', color: ink },
			splitLine: { lineStyle: { color: '#e3e6ec' } },
		})),
		yAxis: panels.map((panel, gridIndex) => ({
			type: 'category' as const,
			gridIndex,
			inverse: true,
			data: panel.map(({ entrant }) => entrant),
			axisLabel: {
				show: gridIndex % 2 === 0,
				color: ink,
				formatter: (name: string) =>
					name === ours ? `{own|${name}}` : name.replace('HTTP Request', 'HTTP'),
				rich: { own: { fontWeight: 'bold' as const, color: ink } },
			},
			axisTick: { show: false },
		})),
		series: panels.flatMap((panel, index) =>
			parts.map(({ name, of }) => ({
				name,
				type: 'bar' as const,
				stack: `panel ${index}`,
				xAxisIndex: index,
				yAxisIndex: index,
				barWidth: '62%',
				data: panel.map((cell) => (100 * of(cell)) / itemsOf(cell)),
			})),
		),
	};
}

function panelsOf(cells: Cell[]): Cell[][] {
	const counts = [...new Set(cells.map(({ executions }) => executions))];
	return counts.map((count) => cells.filter(({ executions }) => executions === count));
}

/** Two by two. */
function boxOf(index: number) {
	const [column, row] = [index % 2, Math.floor(index / 2)];
	return { left: 270 + column * 330, top: 100 + row * 250, width: 290, height: 180 };
}

function titleOf(cell: Cell | undefined): string {
	if (!cell) return '';
	const { executions, items } = cell;
	return executions === 1
		? `1 execution × ${items}`
		: `${executions} executions at once × ${items}`;
}

function itemsOf({ executions, items }: Cell): number {
	return executions * items;
}

function percentOfAll(cell: Cell): number {
	return (100 * (itemsOf(cell) + cell.figures.doubled)) / itemsOf(cell);
}
