import { Reason } from './answer.js';
import { ask, useLive } from './api.js';
import { Outcome, State } from './deliveries.js';
import { FormDialog } from './formDialog.js';
import { useReceiver } from './webhookForm.js';
import {
	Dialog,
	duration,
	Facts,
	Field,
	fieldsOf,
	html,
	Json,
	options,
	Time,
	View,
} from './pieces.js';

const KINDS = [
	['campaign', 'Campaign'],
	['canvas', 'Canvas step'],
];
const METHODS = ['POST', 'GET', 'PUT', 'DELETE'].map((method) => [method, method]);

export function NewMessage({ close }) {
	const { data } = useLive('/braze/messages/new', []);
	if (data === undefined) return '';
	const headers = Object.entries(data.headers).map((pair) => pair.join(': '));
	return html`<${MessageForm}
		title="Add a webhook campaign or Canvas step"
		button="Add"
		message=${{ name: 'Win back', body: data.body, headers: headers.join('\n'), isNew: true }}
		about="Add the header by which the receiver knows Braze, for n8n's examples X-Webhook-Secret, with the secret that was printed at the start. For the Braze Trigger of n8n paste the body from its panel; the one below works too, except for a signature, which is in the body."
		close=${close}
		save=${async ({ header, ...message }) =>
			await ask('POST', '/braze/messages', { ...message, headers: headersIn(header) })}
	/>`;
}

export function ChangedMessage({ id, close }) {
	const { data } = useLive('/braze/messages?limit=100', []);
	const message = data?.items.find(({ messageApiId }) => messageApiId === id);
	if (message === undefined) return '';
	const save = async ({ header, ...rest }) => {
		const headers = header.trim() === '' ? {} : { headers: headersIn(header) };
		const path = `/braze/messages?${new URLSearchParams({ messageApiId: id })}`;
		return await ask('PATCH', path, { ...rest, ...headers });
	};
	return html`<${MessageForm}
		title=${`Change "${message.name}"`}
		button="Change"
		message=${{ ...message, headers: '' }}
		about=${`Left empty, the headers stay as they are: ${message.headers.join(', ') || 'none'}. What you enter replaces all of them.`}
		close=${close}
		save=${save}
	/>`;
}

/** What to do with it next. */
function saved({ name }) {
	return html`"${name}" is saved. Send it to a profile by its row under${' '}
		<${View} braze="activity">Webhooks out<//>.`;
}

/** The form in which a marketer writes a webhook message. */
function MessageForm({ title, button, message, about, close, save }) {
	return html`<${FormDialog}
		title=${title}
		button=${button}
		close=${close}
		save=${async (form) => await save(fieldsOf(form))}
		done=${saved}
	>
		<${RequestLine} message=${message} />
		<${Field} label="Request headers, one per line">
			<textarea name="header" rows="3" class="mono" defaultValue=${message.headers} />
		<//>
		<p class="soft">${about}</p>
		<${Field} label="Body (raw text, Liquid is resolved)">
			<textarea name="body" rows="11" class="mono" defaultValue=${message.body ?? ''} />
		<//>
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

function RequestLine({ message: { isNew, name, method = 'POST', url = '' } }) {
	const receiver = useReceiver();
	return html`<div class="row">
			${isNew &&
			html`<${Field} label="Kind"
				><select name="kind">
					${options(KINDS, 'campaign')}
				</select><//
			>`}
			<${Field} label="Name" grow><input name="name" required defaultValue=${name} autofocus /><//>
		</div>
		<div class="row">
			<${Field} label="Method"
				><select name="method">
					${options(METHODS, method)}
				</select><//
			>
			<${Field} label="Webhook URL" grow>
				<input name="url" required placeholder=${`${receiver}/webhook/...`} defaultValue=${url} />
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
			${data.unnamed && html`<p class="problem" role="alert">${data.unnamed}</p>`}
			<h3>Tries</h3>
			${data.attempts.length === 0 && html`<p class="soft">Not sent</p>`}
			<table>
				<tbody>
					${data.attempts.map((attempt) => html`<${Try} attempt=${attempt} />`)}
				</tbody>
			</table>
			${data.state === 'DELIVERED' &&
			html`<p class="soft">
				What your integration did with it at Punchh is under${' '}
				<${View} punchh="segments">Segments<//> and <${View} punchh="requests">API calls<//>.
			</p>`}
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
		'external ID': activity.externalId,
		'Braze ID': activity.brazeId,
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
				: html`<${Reason} attempt=${attempt} sender="Braze" />`}
		</td>
	</tr>`;
}
