import type { INodeParameters } from 'n8n-workflow';

import { GUEST_PASSWORD } from '../../sandbox/punchh/seed';
import { MARA } from './punchh';

/** Parameters of an operation on the guest that the item names, by the user ID unless told. */
export const guest = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'guest',
	operation,
	findGuestBy: 'userId',
	userId: '={{ $json.id }}',
	email: '={{ $json.email }}',
	phone: '={{ $json.phone }}',
	...more,
});

/** What a list, ID or URL parameter holds. */
export const picked = (value: string, mode = 'id') => ({ __rl: true, mode, value });

export const segment = (operation: string, id = '1874', more: INodeParameters = {}) => ({
	resource: 'segment',
	operation,
	segment: picked(id),
	...more,
});

export const member = (operation: string, more: INodeParameters = {}) =>
	guest(operation, { resource: 'segmentMember', segment: picked('1874'), ...more });

export const loyalty = (operation: string, more: INodeParameters = {}) =>
	guest(operation, { resource: 'loyalty', ...more });

/** What a check-in has to have. */
export const receipt: INodeParameters = {
	external_uid: 'POS-7-1',
	transaction_no: '90815',
	store_number: '202',
	receipt_datetime: '2026-11-24T08:15:00-05:00',
	subtotal_amount: 12,
	receipt_amount: 13.2,
	payable: 13.2,
	menu_items: '[{"item_name":"Cold Brew","item_qty":1,"item_amount":12}]',
};

export const eclub = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'guest',
	operation: 'signUp',
	signUpApi: 'eclub',
	email: 'ada@example.com',
	firstName: 'Ada',
	lastName: 'Berg',
	storeNumber: '202',
	...more,
});

/** A sign-up with a password, of the guest that the item describes. */
export const signUp = (signUpApi: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'guest',
	operation: 'signUp',
	signUpApi,
	email: '={{ $json.email }}',
	password: '={{ $json.password }}',
	firstName: '={{ $json.first }}',
	lastName: '={{ $json.last }}',
	additionalFields: {
		external_source: 'customer_id',
		external_source_id: '={{ $json.crm }}',
		phone: '',
	},
	...more,
});

/** A guest who is new. */
export const ADA = {
	email: 'ada@example.com',
	first: 'Zoë',
	last: 'Berg',
	crm: 'CRM-1',
	password: 'correct-horse-battery',
};

export const logIn = (api: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'guest',
	operation: 'logIn',
	api,
	email: MARA.email,
	password: GUEST_PASSWORD,
	...more,
});

/** A change with the guest's own token. */
export const ownChange = (
	api: 'mobile' | 'sso',
	token: string,
	more: INodeParameters = {},
): INodeParameters => ({
	resource: 'guest',
	operation: 'update',
	api,
	[api === 'mobile' ? 'accessToken' : 'authenticationToken']: token,
	updateFields: { first_name: 'Marlene' },
	...more,
});
