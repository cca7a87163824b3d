// Figures of scenes → the tables of the report, and the counts that are not what was promised.
import type { Sheet } from '../table';
import { describeScene } from './plan';
import type { Scene, SceneFigures } from './scene';

export interface SceneResult {
	scene: Scene;
	figures: SceneFigures;
	/** Load of the machine when the scene ended, over one minute. */
	load: number;
}

const head = [
	'contender',
	'what happens',
	'server',
	'N',
	'processes',
	'used %',
	'429',
	'done',
	'Jain',
	'scripts per request',
	'after kill %',
	'longest gap, W',
	'load',
];

export function sheetsOf(results: SceneResult[]): Sheet[] {
	const sections = [...new Set(results.map(({ scene }) => scene.section))];
	return sections.map((title) => ({
		title,
		head,
		rows: results.filter(({ scene }) => scene.section === title).map(toRow),
	}));
}

function toRow({ scene, figures, load }: SceneResult): string[] {
	const { bars = {} } = scene;
	const { used, refused, done, asked, jain, roundTrips, afterKill, longestGap } = figures;
	return [
		scene.mode,
		scene.title,
		scene.policy,
		String(scene.requests),
		String(scene.processes),
		atLeast(used, bars.leastUsed),
		`${refused}${bars.mostRefused === undefined ? '' : mark(`<= ${bars.mostRefused}`, refused <= bars.mostRefused)}`,
		`${done} of ${asked}`,
		// The others do not tell which process a request is from.
		Number.isNaN(jain) ? '-' : atLeast(jain, bars.leastJain, 3),
		atMost(roundTrips, bars.mostRoundTrips),
		afterKill === undefined ? '-' : atLeast(afterKill, bars.leastAfterKill),
		scene.mishap ? atMost(longestGap, bars.mostGapWindows) : '-',
		load.toFixed(1),
	];
}

function atLeast(value: number, bar: number | undefined, digits = 1): string {
	const shown = value.toFixed(digits);
	return bar === undefined ? shown : `${shown}${mark(`>= ${bar}`, Number(shown) >= bar)}`;
}

function atMost(value: number, bar: number | undefined): string {
	const shown = value.toFixed(2);
	return bar === undefined ? shown : `${shown}${mark(`<= ${bar}`, Number(shown) <= bar)}`;
}

function mark(bar: string, isKept: boolean): string {
	return ` (${bar}${isKept ? '' : ', MISSED'})`;
}

/** Times are only shown; refusals and losses of ours count. */
export function brokenCounts(results: SceneResult[]): string[] {
	return results.flatMap(({ scene, figures: { refused, done, asked, lost } }) => {
		const { mostRefused } = scene.bars ?? {};
		if (mostRefused === undefined) return [];
		return [
			...(refused > mostRefused ? [`${refused} refused of ${mostRefused} allowed`] : []),
			...(done < asked ? [`${done} of ${asked} done, ${lost} lost`] : []),
		].map((finding) => `${describeScene(scene)}: ${finding}`);
	});
}
