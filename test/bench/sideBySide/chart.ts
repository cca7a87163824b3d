// What became of every invoice, as a picture: one panel per round, one bar per contender. With its own background, so that it
// can be read on light and dark pages.
import * as echarts from 'echarts';
import type { EChartsOption } from 'echarts';

import { ours } from './contenders';
import { fates, itemsOf, panelsOf, percentOfAll, titleOf } from './fates';
import { isFlawless, policyNames, spanRatio } from './judge';
import type { Cell } from './run';

const size = { width: 920, height: 640 };
const ink = '#1f2430';
const font = 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif';

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
	return {
		animation: false,
		backgroundColor: '#ffffff',
		color: fates.map(({ color }) => color),
		textStyle: { fontFamily: font, color: ink },
		title: headings(panels),
		// One for each, because widths are guessed too small without a page to measure text on.
		legend: fates.map(({ name }, index) => ({
			data: [name],
			bottom: 18,
			left: 16 + index * 230,
			textStyle: { color: ink },
		})),
		grid: panels.map((_, index) => boxOf(index)),
		...axes(panels),
		series: panels.flatMap(bars),
	};
}

function headings(panels: Cell[][]) {
	const policy = policyNames[panels[0]?.[0]?.policy ?? 'bucket'];
	return [
		{
			text: 'What became of every invoice',
			subtext: `Quota: 2 requests per second, ${policy}. Percent of the items; beside flawless bars: time ÷ possible minimum`,
			left: 16,
			top: 10,
			textStyle: { fontSize: 18, color: ink },
			subtextStyle: { fontSize: 13, color: '#4a5163' },
		},
		...panels.map((panel, index) => ({
			text: titleOf(panel[0]),
			left: boxOf(index).left - 5,
			top: boxOf(index).top - 28,
			textStyle: { fontSize: 13, color: ink },
		})),
	];
}

function axes(panels: Cell[][]) {
	const most = Math.max(...panels.flat().map(percentOfAll));
	return {
		xAxis: panels.map((_, gridIndex) => ({
			type: 'value' as const,
			gridIndex,
			max: Math.ceil(most / 50) * 50,
			interval: most > 200 ? 100 : 50,
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
				formatter: (name: string) => (name === ours ? `{own|${name}}` : name),
				rich: { own: { fontWeight: 'bold' as const, color: ink } },
			},
			axisTick: { show: false },
		})),
	};
}

function bars(panel: Cell[], index: number) {
	return fates.map(({ name, of }) => ({
		name,
		type: 'bar' as const,
		stack: `panel ${index}`,
		xAxisIndex: index,
		yAxisIndex: index,
		barWidth: '62%',
		data: panel.map((cell) => ({
			value: (100 * of(cell)) / itemsOf(cell),
			label: {
				show: name === fates.at(-1)?.name && isFlawless(cell),
				position: 'right' as const,
				formatter: `${spanRatio(cell).toFixed(2)} ×`,
				color: ink,
			},
		})),
	}));
}

/** Two by two. */
function boxOf(index: number) {
	const [column, row] = [index % 2, Math.floor(index / 2)];
	return { left: 302 + column * 316, top: 104 + row * 246, width: 268, height: 180 };
}
