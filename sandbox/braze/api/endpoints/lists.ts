import { z } from 'zod';

import type { Json } from '../../../shared/json';
import type { BrazeState } from '../state';
import { isoTime } from '../time';
import { endpoint, success, type Endpoint } from './endpoint';
import { queryNumber } from './inputs';

const PAGE_SIZE = 100;
const EVENTS_PAGE_SIZE = 250;

const LIST = z.object({
	page: queryNumber(0),
	include_archived: z.enum(['true', 'false']).default('false'),
	sort_direction: z.enum(['asc', 'desc']).default('asc'),
	'last_edit.time[gt]': z
		.string()
		.refine((value) => !Number.isNaN(isoTime(value)))
		.optional(),
});

/** What stands in a list: kept in the order of its creation. */
interface Listed {
	last_edited: string;
	archived?: boolean;
}

interface ListRow<Item extends Listed> {
	path: string;
	permission: string;
	key: string;
	items: (state: BrazeState) => Item[];
	show: (item: Item) => Json;
}

/** An endpoint that lists things of the dashboard, a page of 100 at a time. */
function listEndpoint<Item extends Listed>(row: ListRow<Item>): Endpoint {
	return endpoint({
		method: 'GET',
		path: row.path,
		permission: row.permission,
		pool: 'others',
		reads: 'query',
		input: LIST,
		handle: (state, query) => {
			const { page, sort_direction: direction } = query;
			const since = query['last_edit.time[gt]'];
			const items = row
				.items(state)
				.filter(({ archived }) => !archived || query.include_archived === 'true')
				.filter(({ last_edited: at }) => since === undefined || isoTime(at) > isoTime(since));
			if (direction === 'desc') items.reverse();
			const shown = items.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map(row.show);
			return success({ [row.key]: shown }, 200);
		},
	});
}

/** The lists of the dashboard's contents. */
export const LISTS: Endpoint[] = [
	listEndpoint({
		path: '/campaigns/list',
		permission: 'campaigns.list',
		key: 'campaigns',
		items: ({ workspace }) => workspace.campaigns,
		show: ({ id, last_edited, name, is_api_campaign = false, tags }) => ({
			id,
			last_edited,
			name,
			is_api_campaign,
			tags,
		}),
	}),
	listEndpoint({
		path: '/canvas/list',
		permission: 'canvas.list',
		key: 'canvases',
		items: ({ workspace }) => workspace.canvases,
		show: ({ id, last_edited, name, tags }) => ({ id, last_edited, name, tags }),
	}),
	listEndpoint({
		path: '/segments/list',
		permission: 'segments.list',
		key: 'segments',
		items: ({ workspace }) => workspace.segments,
		show: ({ id, name, analytics_tracking_enabled, tags }) => ({
			id,
			name,
			analytics_tracking_enabled,
			tags,
		}),
	}),
	endpoint({
		method: 'GET',
		path: '/events/list',
		permission: 'events.list',
		pool: 'customEvents',
		reads: 'query',
		input: z.object({ page: queryNumber(0) }),
		handle: ({ workspace }, { page }) => {
			const names = [...workspace.eventNames];
			const start = page * EVENTS_PAGE_SIZE;
			return success({ events: names.slice(start, start + EVENTS_PAGE_SIZE) }, 200);
		},
	}),
];
