import type { IDataObject } from 'n8n-workflow';

import type { Behaviour } from '../../shared/operations/types';
import { inParallel } from '../../shared/operations/inParallel';
import { valueForAll } from '../../shared/operations/item';
import { ApiItem } from '../transport/apiItem';
import { CONCURRENCY, MOST_UNANSWERED } from '../transport/policy';
import { concurrencyOption, languageOption } from './options';

interface ForEachItem {
	/** How many items are processed at once unless the user says otherwise. */
	concurrency?: number;
	/** Processes one item and returns its output, or throws. */
	execute(item: ApiItem): Promise<IDataObject | IDataObject[]>;
}

/** What almost every Punchh operation does: make some calls for each item. */
export function callPunchh({ concurrency = CONCURRENCY.preset, execute }: ForEachItem): Behaviour {
	return {
		options: [concurrencyOption(concurrency), languageOption],

		async run(items) {
			const [first] = items;
			return await inParallel(
				this,
				items.map((item) => ApiItem.of(item)),
				{
					what: `Punchh: ${first.operation.name}`,
					concurrency: first.toNumber(
						valueForAll<unknown>(items, 'options.concurrency', concurrency),
						first.labelOf('options.concurrency'),
						{ minValue: 1, maxValue: CONCURRENCY.most },
					),
					mostUnanswered: MOST_UNANSWERED,
					execute,
				},
			);
		},
	};
}
