import { checkAdmin, checkBulkAdmin } from '../auth';
import { bulkAdd, bulkRemove } from '../bulk';
import {
	addMember,
	addUsers,
	createSegment,
	deleteSegment,
	getMember,
	listAllSegments,
	listSegments,
	removeMember,
	updateSegment,
} from '../segments';
import { checkedBy } from './route';

const SEGMENT = '/api2/dashboard/custom_segments';
const MEMBERS = `${SEGMENT}/members`;

/** The dashboard API: segments and their members. Changes of a segment are read from the query only. */
export const SEGMENTS = checkedBy(checkAdmin, [
	{
		method: 'GET',
		path: SEGMENT,
		status: 200,
		handle: (state, { params }) => listSegments(state, params),
	},
	{
		method: 'POST',
		path: SEGMENT,
		status: 201,
		handle: (state, { params }) => createSegment(state, params),
	},
	{
		method: 'PATCH',
		path: SEGMENT,
		status: 200,
		handle: (state, { query }) => updateSegment(state, query),
	},
	{
		method: 'DELETE',
		path: SEGMENT,
		status: 202,
		handle: (state, { query }) => deleteSegment(state, query),
	},
	{
		method: 'GET',
		path: MEMBERS,
		status: 200,
		handle: (state, { params }) => [getMember(state, params)],
	},
	{
		method: 'POST',
		path: MEMBERS,
		status: 201,
		handle: (state, { params }) => addMember(state, params),
	},
	{
		method: 'DELETE',
		path: MEMBERS,
		status: 204,
		handle: (state, { params }) => removeMember(state, params),
	},
	{
		method: 'POST',
		path: `${MEMBERS}/add_users`,
		status: 200,
		handle: (state, { params }) => addUsers(state, params),
	},
	{
		method: 'POST',
		path: `${MEMBERS}/bulk_add`,
		check: checkBulkAdmin,
		status: 200,
		handle: bulkAdd,
	},
	{
		method: 'DELETE',
		path: `${MEMBERS}/bulk_remove`,
		check: checkBulkAdmin,
		status: 200,
		handle: bulkRemove,
	},
	{
		method: 'GET',
		path: '/api2/dashboard/segments',
		status: 200,
		handle: (state, { params }) => listAllSegments(state, params),
	},
]);
