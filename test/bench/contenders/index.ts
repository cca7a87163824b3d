// Everybody who takes part, by the name that the tables show.
import { openAxiosRetry } from './axiosRetry';
import { openBottleneckMinTime } from './bottleneckMinTime';
import { openBottleneckRefresh } from './bottleneckRefresh';
import type { OpenContender } from './contender';
import { openOurs } from './ours';
import { openPQueueStrict } from './pQueueStrict';

export const contenders = {
	'this package': (target) => openOurs(target),
	'Bottleneck minTime': openBottleneckMinTime,
	'Bottleneck refresh': openBottleneckRefresh,
	'p-queue strict': openPQueueStrict,
	'axios-retry': openAxiosRetry,
} satisfies Record<string, OpenContender>;

export type ContenderName = keyof typeof contenders;

export const opponents: ContenderName[] = [
	'Bottleneck minTime',
	'Bottleneck refresh',
	'p-queue strict',
	'axios-retry',
];
