import { randomUUID } from 'node:crypto';

import type { N8nClient } from '../../playground/n8nClient';
import { runThroughWebhook } from './workflow';

/** A data table of n8n, used by workflows of its own: nothing else can read one without an API key. */
export class DataTable {
	constructor(
		private readonly client: N8nClient,
		private readonly name: string,
	) {}

	/** Empties the table, which has to be there. */
	async clear(): Promise<void> {
		await this.run({ resource: 'table', operation: 'clear' });
	}

	/** Deletes the table, which has to be there. */
	async drop(): Promise<void> {
		await this.run({ resource: 'table', operation: 'delete' });
	}

	/** Writes a value into a column of the rows that have another one there, as a person would. */
	async change(column: string, from: string, to: string): Promise<void> {
		await this.run({
			resource: 'row',
			operation: 'update',
			filters: { conditions: [{ keyName: column, condition: 'eq', keyValue: from }] },
			columns: {
				mappingMode: 'defineBelow',
				value: { [column]: to },
				matchingColumns: [],
				schema: [{ id: column, displayName: column, type: 'string', display: true }],
			},
			options: {},
		});
	}

	/** The rows whose column has a value. */
	async rowsWith<Row>(column: string, value: string): Promise<Row[]> {
		const filters = { conditions: [{ keyName: column, condition: 'eq', keyValue: value }] };
		return await this.get({ filters });
	}

	/** All rows. */
	async rows<Row>(): Promise<Row[]> {
		return await this.get({ returnAll: true });
	}

	/** n8n answers with an empty item where there is no row. */
	private async get<Row>(parameters: object): Promise<Row[]> {
		const text = await this.run({ resource: 'row', operation: 'get', ...parameters });
		const rows = text === '' ? [] : (JSON.parse(text) as Row[]);
		return rows.filter((row) => Object.keys(row as object).length > 0);
	}

	/** Does something with the table. @returns the text of n8n's answer */
	private async run(parameters: object): Promise<string> {
		const node = {
			name: 'Table',
			type: 'n8n-nodes-base.dataTable',
			typeVersion: 1.1,
			parameters: {
				dataTableId: { __rl: true, mode: 'name', value: this.name },
				...parameters,
			},
		};
		const path = `${this.name.toLowerCase().replaceAll(' ', '-')}-${randomUUID()}`;
		return await (await runThroughWebhook(this.client, path, [node], undefined, {})).text();
	}
}
