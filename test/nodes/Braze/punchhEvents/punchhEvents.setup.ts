import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { forgetAllGuests } from '../../../../nodes/Braze/identity/memory/workspaces';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { EVENT_CHOICES, type WebhookEvent } from '../../../../sandbox/punchh/webhooks/catalogue';
import { sandboxCredentials, trackEvents } from '../../../harness/punchhEvents';
import type { NodeRun } from '../../../harness/runNode';

/** Everything that Punchh's webhooks can tell, but for what is no custom event of a guest. */
export const KINDS = (Object.keys(EVENT_CHOICES) as WebhookEvent[]).filter(
	(choice) => !['guest', 'redeemable'].includes(choice),
);

/** `event_name`, and `_` and `event_type` where there is one. */
export const nameByRule = ({
	event_name: name,
	event_type: type,
}: {
	event_name: string;
	event_type: string;
}) => (type === '' ? name : `${name}_${type}`);

export let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	forgetAllGuests();
});
afterEach(() => nock.cleanAll());
afterAll(async () => await sandbox.close());

export const track = async (
	items: IDataObject[],
	parameters: NodeRun['parameters'] = {},
	options: IDataObject = {},
	credentials: NodeRun['credentials'] = sandboxCredentials(sandbox),
) => await trackEvents({ items, parameters, options, credentials });

type Body = Record<'attributes' | 'events' | 'purchases', IDataObject[] | undefined>;
export const sent = () =>
	sandbox.braze.requests
		.filter(({ url }) => url === '/users/track')
		.map(({ body }) => JSON.parse(body) as Body);
