import type { IDataObject } from 'n8n-workflow';

import type { Behaviour } from '../../shared/operations/types';
import { inParallel } from '../../shared/operations/inParallel';
import { valueForAll } from '../../shared/operations/item';
import { asText } from '../../shared/values/json';
import { ApiItem } from '../transport/apiItem';
import { CONCURRENCY, MOST_UNANSWERED } from '../transport/policy';
import { concurrencyOption, languageOption } from './options';

interface ForEachItem {
	/** How many items are processed at once unless the user says otherwise. */
	concurrency?: number;
	/** Whether it changes nothing, so that it may read the same guest several times at once. */
	onlyReads?: true;
	/** Processes one item and returns its output, or throws. */
	execute(item: ApiItem): Promise<IDataObject | IDataObject[]>;
}

/** The parameters by which operations know a guest. */
const NAMES_OF_GUEST = ['userId', 'email', 'phone', 'accessToken', 'authenticationToken'];

/** The guest of an item, as text that can be compared; undefined if it names none. */
function about(item: ApiItem): string | undefined {
	try {
		const names = NAMES_OF_GUEST.map((name) => asText(item.value<unknown>(name, '')).toLowerCase());
		return names.every((name) => name === '') ? undefined : JSON.stringify(names);
	} catch {
		// Reported when the item has its turn.
		return undefined;
	}
}

/** What almost every Punchh operation does: make some calls for each item. */
export function callPunchh({
	concurrency = CONCURRENCY.preset,
	onlyReads,
	execute,
}: ForEachItem): Behaviour {
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
					about: onlyReads ? () => undefined : about,
					execute,
				},
			);
		},
	};
}
