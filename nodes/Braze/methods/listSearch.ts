import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { operationError } from '../../shared/errors';
import { isObject } from '../../shared/values/json';
import { sendWithRetry } from '../../shared/http/retry';
import { connectToBraze } from '../transport/connect';
import { POLICY } from '../transport/policy';
import { brazeWaitMs } from '../transport/rateLimit';
import { explainFailure } from '../send/answer';

/** A Braze list that fills a dropdown. */
interface BrazeList {
	path: string;
	permission: string;
	/** The key of the list in the answer. */
	key: string;
	/** The key of an entry that the node needs. */
	valueKey: string;
	/** Whether the list comes in pages, counted from 0. */
	isPaged: boolean;
}

const LISTS = {
	campaigns: {
		path: '/campaigns/list',
		permission: 'campaigns.list',
		key: 'campaigns',
		valueKey: 'id',
		isPaged: true,
	},
	canvases: {
		path: '/canvas/list',
		permission: 'canvas.list',
		key: 'canvases',
		valueKey: 'id',
		isPaged: true,
	},
	catalogs: {
		path: '/catalogs',
		permission: 'catalogs.get',
		key: 'catalogs',
		valueKey: 'name',
		isPaged: false,
	},
} satisfies Record<string, BrazeList>;

/** Entries on a page of Braze's; a shorter page is the last one. */
const PAGE_SIZE = 100;

/** Campaigns whose name or ID contains the filter, most recently changed first. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchList.call(this, LISTS.campaigns, filter, paginationToken);
}

/** Canvases whose name or ID contains the filter, most recently changed first. */
export async function searchCanvases(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchList.call(this, LISTS.canvases, filter, paginationToken);
}

/** Catalogs whose name contains the filter. */
export async function searchCatalogs(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchList.call(this, LISTS.catalogs, filter);
}

/** Reads pages until enough entries match, so that a filter does not leave the dropdown empty. */
async function searchList(
	this: ILoadOptionsFunctions,
	list: BrazeList,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const results: INodeListSearchItems[] = [];
	const firstPage = Number(paginationToken);
	for (let page = firstPage; page < firstPage + POLICY.lists.mostPages; page++) {
		const entries = await readPage.call(this, list, page);
		results.push(
			...entries.filter(({ name, value }) =>
				[name, String(value)].some((text) => text.toLowerCase().includes(wanted)),
			),
		);
		if (!list.isPaged || entries.length < PAGE_SIZE) return { results };
		if (results.length >= PAGE_SIZE) return { results, paginationToken: String(page + 1) };
	}
	return { results, paginationToken: String(firstPage + POLICY.lists.mostPages) };
}

async function readPage(
	this: ILoadOptionsFunctions,
	list: BrazeList,
	page: number,
): Promise<INodeListSearchItems[]> {
	const connection = await connectToBraze.call(this);
	const qs = list.isPaged ? { page, sort_direction: 'desc' } : {};
	const sendOnce = async () => await connection.send({ method: 'GET', path: list.path, qs });
	const outcome = await sendWithRetry(sendOnce, true, {
		...POLICY.lists,
		askedWaitMs: brazeWaitMs,
	});
	const body = outcome.kind === 'reply' && outcome.status < 300 ? outcome.body : undefined;
	const entries = isObject(body) ? body[list.key] : undefined;
	if (!Array.isArray(entries)) {
		const { reason, hint } = explainFailure(outcome, list, 'Try again, or enter it manually');
		const message = reason ?? 'Braze did not send a list';
		throw operationError(this.getNode(), { message, description: hint });
	}
	return (entries as unknown[]).filter(isObject).map((entry: IDataObject) => ({
		name: String(entry.name ?? entry[list.valueKey]),
		value: String(entry[list.valueKey]),
	}));
}
