import { BRAZE_MESSAGE, BRAZE_WEBHOOK_HEADER } from '../sandbox/braze/seed';
import type { MessageInput } from '../sandbox/braze/webhooks/types';
import { SEGMENTS } from '../sandbox/punchh/seed';
import { EVENT_TYPES } from '../sandbox/punchh/webhooks/events';
import type { Stack } from './stack';
import { triggerPath } from './webhookPaths';

/** The example that receives Punchh's events. */
export const EVENTS_EXAMPLE = 'punchh-events-to-braze';

/** The segment that the playground chooses in the example. */
const [, COFFEE_LOVERS] = SEGMENTS;

type Step = Pick<MessageInput, 'id' | 'canvasName' | 'name'>;

/** The steps of Canvases that call an example, by the example; their Canvases exist nowhere else. */
export const CANVAS_STEPS: Record<string, Step> = {
	'braze-canvas-to-punchh-segment': {
		id: 'playground-canvas-segment',
		canvasName: 'Guests into a Punchh segment',
		name: `Put the guest into ${COFFEE_LOVERS.name}`,
	},
	'win-back-from-braze': {
		id: 'playground-canvas-win-back',
		canvasName: 'Win-back',
		name: 'Win the guest back with a gift',
	},
};

/** What the sandbox is furnished for. */
export type Furnished = Pick<Stack, 'n8n' | 'sandbox' | 'webhookUrl' | 'workflows'>;

/** What an admin of Punchh and a marketer at Braze would set up for the examples. */
export async function furnish(stack: Furnished): Promise<void> {
	addCanvasSteps(stack);
	await registerWebhook(stack);
}

/** The address at which n8n waits for an example's messages or events. */
export function addressOf({ n8n, workflows }: Pick<Stack, 'n8n' | 'workflows'>, example: string) {
	return n8n.url + triggerPath(workflows[example]);
}

/** What an admin does in Punchh's Webhooks Manager, for the example that receives events. */
async function registerWebhook({ sandbox, webhookUrl }: Furnished): Promise<void> {
	const { origin, pathname } = new URL(webhookUrl);
	await sandbox.punchhWebhooks.register({
		name: 'n8n: Punchh events to Braze',
		baseUrl: origin,
		endPoint: pathname,
		authentication: 'hmacSha256',
		events: [...EVENT_TYPES],
		active: true,
	});
}

/** What a marketer enters at Braze, for each example that waits for messages. */
function addCanvasSteps(stack: Furnished): void {
	const { headerName, headerSecret } = BRAZE_WEBHOOK_HEADER;
	for (const [example, step] of Object.entries(CANVAS_STEPS)) {
		stack.sandbox.brazeWebhooks.register({
			...step,
			kind: 'canvas',
			url: addressOf(stack, example),
			method: 'POST',
			headers: { ...BRAZE_MESSAGE.headers, [headerName]: headerSecret },
			body: BRAZE_MESSAGE.body,
		});
	}
}
