import type { Browser, Page } from 'playwright-core';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { PunchhWebhookApi } from '../../credentials/PunchhWebhookApi.credentials';
import type { Stack } from '../../playground/stack';
import type { EditorPage } from '../../test/e2e/editorPage';
import { storyOfAnEvent } from './sandboxEvent';
import { canvasShown, credentialShown, panelShown, sandboxPageShown } from './shown';

/** What is running when a picture is taken. */
export interface Stage {
	stack: Stack;
	browser: Browser;
	editor: EditorPage;
}

/** A picture of the guide. */
export interface Picture {
	/** The file in docs/images, without its ending. */
	name: string;
	/** What of the source it shows; the picture is old when this changes. */
	shown(): unknown;
	/** Brings up what it shows, and returns the page. */
	open(stage: Stage): Promise<Page>;
}

/** Every picture of the guide. */
export const PICTURES: Picture[] = [
	{
		name: 'events-workflow',
		shown: () => canvasShown('punchh-events-to-braze'),
		async open({ editor, stack }) {
			await editor.openWorkflow(stack.workflows['punchh-events-to-braze'].id);
			await editor.page.getByText('Punchh Event: Track', { exact: true }).waitFor();
			return editor.page;
		},
	},
	panel('panel-punchh-trigger', 'punchh-events-to-braze', 'Punchh Trigger'),
	{
		name: 'panel-webhook-urls',
		shown: () => panelShown('punchh-events-to-braze', 'Punchh Trigger'),
		async open({ editor, stack }) {
			await editor.openWorkflow(stack.workflows['punchh-events-to-braze'].id);
			const open = await editor.openNode('Punchh Trigger');
			await open.getByText('Webhook URLs', { exact: true }).click();
			await open.getByText('Production URL', { exact: true }).click();
			await open.getByText('https://n8n.example.com/webhook/').waitFor();
			return editor.page;
		},
	},
	panel('panel-punchh-event', 'punchh-events-to-braze', 'Record in Braze'),
	panel('panel-braze-trigger', 'braze-canvas-to-punchh-segment', 'Braze Trigger'),
	credential('credential-punchh-webhook', new PunchhWebhookApi(), {
		scheme: 'hmacSha256',
		secret: 'a-long-random-text-of-your-own',
	}),
	credential('credential-braze', new BrazeApi(), {
		instance: 'https://rest.iad-03.braze.com',
		apiKey: 'a-key-of-the-dashboard',
	}),
	{
		name: 'sandbox-event',
		shown: sandboxPageShown,
		open: async ({ browser }) => await storyOfAnEvent(browser),
	},
];

function panel(name: string, example: string, node: string): Picture {
	return {
		name,
		shown: () => panelShown(example, node),
		async open({ editor, stack }) {
			await editor.openWorkflow(stack.workflows[example].id);
			await editor.openNode(node);
			return editor.page;
		},
	};
}

function credential(
	name: string,
	type: PunchhWebhookApi | BrazeApi,
	values: Record<string, string>,
): Picture {
	return {
		name,
		shown: () => credentialShown(type, values),
		async open({ editor, stack }) {
			const { id } = await stack.client.createCredential(type.displayName, type.name, values);
			await editor.openCredential(id);
			return editor.page;
		},
	};
}
