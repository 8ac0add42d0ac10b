import { CATALOGS } from './catalogs';
import { EMAIL } from './email';
import type { Endpoint } from './endpoint';
import { EXPORTS } from './export';
import { EXTERNAL_IDS } from './externalIds';
import { LISTS } from './lists';
import { MESSAGING } from './messaging';
import { SUBSCRIPTIONS } from './subscriptions';
import { USERS } from './users';

/**
 * Every endpoint of the stand-in. Left out, because they are closed betas: /users/track/sync and
 * /users/track/bulk.
 */
export const ENDPOINTS: Endpoint[] = [
	...USERS,
	...EXPORTS,
	...EXTERNAL_IDS,
	...SUBSCRIPTIONS,
	...MESSAGING,
	...LISTS,
	...EMAIL,
	...CATALOGS,
];
