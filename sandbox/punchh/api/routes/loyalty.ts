import { checkAdmin } from '../auth';
import { checkIn, giveFeedback } from '../checkins';
import { listLocations, listRedeemables, programMeta } from '../lists';
import { discountsOfReceipt, findRedemption, forceRedeem } from '../redemptions';
import { checkedBy } from './route';

/** The dashboard API: check-ins, redemptions, and what the programme consists of. */
export const LOYALTY = checkedBy(checkAdmin, [
	{
		method: 'POST',
		path: '/api2/dashboard/checkins',
		status: 200,
		handle: (state, { params }) => checkIn(state, params),
	},
	{
		method: 'POST',
		path: '/api2/dashboard/feedbacks',
		status: 200,
		handle: (state, { params }) => giveFeedback(state, params),
	},
	{
		method: 'POST',
		path: '/api2/dashboard/redemptions/force_redeem',
		status: 201,
		handle: (state, { params }) => forceRedeem(state, params),
	},
	{
		method: 'GET',
		path: '/api2/dashboard/redemptions',
		status: 200,
		handle: (state, { params }) => findRedemption(state, params),
	},
	{
		method: 'GET',
		path: '/api2/dashboard/users/redemption',
		status: 200,
		handle: (state, { params }) => discountsOfReceipt(state, params),
	},
	{
		method: 'GET',
		path: '/api2/dashboard/redeemables',
		status: 200,
		handle: (state) => listRedeemables(state),
	},
	{
		method: 'GET',
		path: '/api2/dashboard/meta',
		status: 200,
		handle: (state) => programMeta(state),
	},
	{
		method: 'GET',
		path: '/api2/dashboard/locations',
		status: 200,
		handle: (state, { params }) => listLocations(state, params),
	},
]);
