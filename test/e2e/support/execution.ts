// What an execution came to, as n8n has stored it.
import type { INodeExecutionData, IRunExecutionData, ITaskData } from 'n8n-workflow';

export class Execution {
	constructor(
		readonly id: string,
		readonly status: string,
		readonly data: IRunExecutionData,
	) {}

	/** Items of the node's first output in its last run. */
	itemsOf(node: string): INodeExecutionData[] {
		return this.taskOf(node)?.data?.main?.[0] ?? [];
	}

	taskOf(node: string): ITaskData | undefined {
		return this.data.resultData.runData[node]?.at(-1);
	}

	/** Message of what ended the execution. */
	get message(): string | undefined {
		return this.data.resultData.error?.message;
	}
}
