import { Reason } from './answer.js';
import { ask, useLive, useOrder } from './api.js';
import { Outcome, State } from './deliveries.js';
import { useReceiver } from './webhooks.js';
import { Dialog, duration, Facts, Field, fieldsOf, html, Json, options, Time } from './pieces.js';

const KINDS = [
	['campaign', 'Campaign'],
	['canvas', 'Canvas step'],
];
const METHODS = ['POST', 'GET', 'PUT', 'DELETE'].map((method) => [method, method]);

/** Fits both kinds. The receiver can tell from it who is meant, and one sending from another. */
const TEMPLATE = `{
  "event": "{{campaign.\${name} | json_escape}}",
  "message_id": "{{campaign.\${message_api_id}}}",
  "dispatch_id": "{{campaign.\${dispatch_id}}}",
  "external_id": "{{\${user_id} | json_escape}}",
  "email": "{{\${email_address} | json_escape}}",
  "properties": {
    "punchh_user_id": "{{custom_attribute.\${punchh_user_id} | json_escape}}"
  }
}`;

/** As plain text also a body arrives whose JSON is broken by a value. */
const HEADERS = 'Content-Type: text/plain';

/** The form in which a marketer writes a webhook message. */
export function NewMessage({ close }) {
	const receiver = useReceiver();
	const { run, busy, problem } = useOrder();
	const submit = async (event) => {
		event.preventDefault();
		const { header, ...message } = fieldsOf(event.target);
		const order = { ...message, headers: headersIn(header) };
		if (await run(async () => await ask('POST', '/braze/messages', order))) close();
	};
	return html`<${Dialog} title="Add a webhook campaign or Canvas step" narrow>
		<form class="stack" onSubmit=${submit}>
			<${RequestLine} receiver=${receiver} />
			<${Field} label="Request headers, one in a line">
				<textarea name="header" rows="3" class="mono">${HEADERS}</textarea>
			<//>
			<p class="soft">
				Add the header by which the receiver knows Braze, with the secret that was printed at the
				start. For the Braze Trigger of n8n paste the body from its panel; the one below works too,
				except for a signature, which is in the body.
			</p>
			<${Field} label="Body (raw text, Liquid is resolved)">
				<textarea name="body" rows="11" class="mono">${TEMPLATE}</textarea>
			<//>
			${problem && html`<p class="problem" role="alert">${problem}</p>`}
			<div class="row end"><button class="main" disabled=${busy}>Add</button></div>
		</form>
	<//>`;
}

/** `Name: value` in each line. */
function headersIn(text) {
	const lines = text.split('\n').filter((line) => line.includes(':'));
	return Object.fromEntries(
		lines.map((line) => [
			line.slice(0, line.indexOf(':')).trim(),
			line.slice(line.indexOf(':') + 1).trim(),
		]),
	);
}

function RequestLine({ receiver }) {
	return html`<div class="row">
			<${Field} label="Kind"
				><select name="kind">
					${options(KINDS, 'campaign')}
				</select><//
			>
			<${Field} label="Name" grow><input name="name" required value="Win back" autofocus /><//>
		</div>
		<div class="row">
			<${Field} label="Method"
				><select name="method">
					${options(METHODS, 'POST')}
				</select><//
			>
			<${Field} label="Webhook URL" grow>
				<input name="url" required placeholder=${`${receiver}/webhook/...`} />
			<//>
		</div>`;
}

/** One request that Braze sent, with its tries. */
export function SentMessage({ id }) {
	const { data, error } = useLive(`/braze/activity/${id}`, ['messages']);
	return html`<${Dialog} title="Sent by Braze" narrow>
		${error && html`<p class="problem">${error}</p>`}
		${data &&
		html`<div class="stack">
			<${Facts} facts=${factsOf(data)} />
			${data.error && html`<p class="problem">${data.error}</p>`}
			${data.problems.map(
				({ part, line, text }) =>
					html`<p class="problem" role="alert">${`${part}, line ${line}: ${text}`}</p>`,
			)}
			<h3>Tries</h3>
			${data.attempts.length === 0 && html`<p class="soft">Not sent</p>`}
			<table>
				<tbody>
					${data.attempts.map((attempt) => html`<${Try} attempt=${attempt} />`)}
				</tbody>
			</table>
			<h3>Body, with the Liquid resolved</h3>
			${data.body ? html`<${Json} value=${data.body} />` : html`<p class="soft">No body</p>`}
		</div>`}
	<//>`;
}

function factsOf(activity) {
	return {
		[activity.kind === 'canvas' ? 'Canvas step' : 'campaign']: activity.name,
		state: html`<${State} state=${activity.state} />`,
		request: html`<code>${activity.method} ${activity.url}</code>`,
		external_id: activity.externalId,
		braze_id: activity.brazeId,
		dispatch_id: activity.dispatchId,
		'campaign or Canvas ID': activity.messageId,
	};
}

function Try({ attempt }) {
	const { at, status, answer, nextDelaySeconds } = attempt;
	const isGood = status >= 200 && status < 300;
	return html`<tr>
		<td class="time"><${Time} at=${at} /></td>
		<td>
			<${Outcome} attempt=${attempt} />${' '}
			${nextDelaySeconds !== undefined &&
			html`<span class="soft">again after ${duration(nextDelaySeconds)}</span>`}
			${isGood
				? answer && html`<div class="mono">${answer}</div>`
				: html`<${Reason} attempt=${attempt} />`}
		</td>
	</tr>`;
}
