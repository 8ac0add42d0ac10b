import { Said } from './answer.js';
import { html, View } from './pieces.js';

/** Why an event does not come by itself to who waits for it in n8n. */
export function EditorHelp() {
	return html`<p class="soft">
		<strong>Execute step</strong> in n8n waits for one event at the Test URL, while Punchh sends to
		the Production URL. Click it in the Punchh Trigger first, then an event here. It goes to the
		workflows whose webhooks are registered here, to no other.
	</p>`;
}

/** Which editor has got an event; one that does not listen answers 404. */
export function SentToEditor({ sent }) {
	const heard = sent.filter(({ attempt }) => !isDeaf(attempt));
	if (heard.length === 0) return html`<${Deaf} sent=${sent} />`;
	return heard.map(
		({ webhook, attempt }) =>
			html`<div key=${webhook}>
				${attempt.status === 200 &&
				!attempt.said &&
				`n8n's editor has the event ("${webhook}"): look at the output of the Punchh Trigger.`}
				<${Said} attempt=${attempt} />
			</div>`,
	);
}

/** Whom nobody has heard; who waits in a workflow that is not registered here must register it first. */
function Deaf({ sent }) {
	return html`<div class="problem">
			${sent.map(
				({ webhook, url }) =>
					html`<p key=${url}>
						${`n8n's editor is not waiting for an event of the webhook "${webhook}" (${url}): click Execute step in the Punchh Trigger of that workflow, and send again.`}
					</p>`,
			)}
		</div>
		<p>
			Is it another workflow that waits? Its trigger must be registered first: under${' '}
			<${View} punchh="webhooks">Webhooks<//>, choose Register a webhook, and enter the Production
			URL of that workflow.
		</p>`;
}

/** As n8n answers at the Test URL while nobody waits there. */
const isDeaf = ({ status, answer }) => status === 404 && /not registered/i.test(answer ?? '');
