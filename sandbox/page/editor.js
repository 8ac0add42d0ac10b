import { Said } from './answer.js';
import { html } from './pieces.js';

/** Why an event does not come by itself to who waits for it in n8n. */
export function EditorHelp() {
	return html`<p class="soft">
		<strong>Execute step</strong> in n8n waits for one event at the Test URL, while Punchh sends to
		the Production URL. Click it in the Punchh Trigger first, then an event here.
	</p>`;
}

/** Which editor has got an event; one that does not listen answers 404. */
export function SentToEditor({ sent }) {
	const heard = sent.filter(({ attempt }) => !isDeaf(attempt));
	if (heard.length === 0) {
		const names = sent.map(({ webhook }) => `"${webhook}"`).join(', ');
		return html`<p class="problem">
			${`n8n's editor is not waiting for an event (${names}): click Execute step in the Punchh Trigger, and send again.`}
		</p>`;
	}
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

/** As n8n answers at the Test URL while nobody waits there. */
const isDeaf = ({ status, answer }) => status === 404 && /not registered/i.test(answer ?? '');
