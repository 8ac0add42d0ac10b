import { useState } from 'preact/hooks';

import { Reason } from './answer.js';
import { ask, useLive, useOrder } from './api.js';
import { Outcome, State } from './deliveries.js';
import { Dialog, Field, fieldsOf, html, Open, options, Pages, Time } from './pieces.js';

export function Webhooks() {
	return html`<div>
		<div class="row end"><${Open} what="newWebhook" id="">Register a webhook<//></div>
		<${Pages}
			path="/webhooks"
			subjects=${['webhooks']}
			columns=${['Webhook', 'Events', 'State', '']}
			empty="No webhook is registered. Punchh sends its events to webhooks only."
			row=${(webhook) => html`<${WebhookRow} key=${webhook.id} webhook=${webhook} />`}
		/>
		<h3>Notices to the Admin Email</h3>
		<${Pages}
			path="/notices"
			subjects=${['webhooks']}
			columns=${['Time', 'Notice']}
			empty="None so far"
			row=${({ at, text }) =>
				html`<tr>
					<td class="time"><${Time} at=${at} /></td>
					<td>${text}</td>
				</tr>`}
		/>
	</div>`;
}

function WebhookRow({ webhook }) {
	const { run, busy, problem } = useOrder();
	const { id, name, baseUrl, endPoint, authentication, labels, state, failures } = webhook;
	const isOn = state === 'ACTIVE' || state === 'SUSPENDED';
	const order = (method, path, body) => () => run(async () => await ask(method, path, body));
	const shown = labels.length > 3 ? `${labels.length} kinds` : labels.join(', ');
	return html`<tr>
		<td>
			<strong>${name}</strong>
			<div class="mono">${baseUrl}${endPoint}</div>
			<div class="soft">${Object.fromEntries(AUTHENTICATIONS)[authentication]}</div>
			${problem && html`<p class="problem">${problem}</p>`}
		</td>
		<td title=${labels.join('\n')}>${shown}</td>
		<td>
			<${State} state=${state} />
			<${LastCheck} ...${webhook} />
			<${NotTaken} ...${webhook} />
			${failures > 0 && html`<div class="soft">${failures.toLocaleString()} failed for good</div>`}
		</td>
		<td>
			<button class="plain" disabled=${busy} onClick=${order('POST', `/webhooks/${id}/ping`)}>
				Ping
			</button>
			<button
				class="plain"
				disabled=${busy}
				onClick=${order('PATCH', `/webhooks/${id}`, { active: !isOn })}
			>
				${isOn ? 'Switch off' : 'Activate'}
			</button>
			<button class="plain danger" disabled=${busy} onClick=${order('DELETE', `/webhooks/${id}`)}>
				Delete
			</button>
		</td>
	</tr>`;
}

/** Why a webhook gets nothing, and what helps. */
const HINTS = {
	INACTIVE: 'A check must be answered with 200 first. Then activate it.',
	SUSPENDED: 'Too many events failed. Punchh checks again by itself; a ping checks now.',
	DEACTIVATED: 'No check was answered while it was suspended. Only you can activate it.',
};

function LastCheck({ state, active, lastCheck }) {
	const hint = state === 'INACTIVE' && !active ? 'Switched off' : HINTS[state];
	return html`${lastCheck &&
	html`<div class="row tight soft">
		GET check <${Outcome} attempt=${lastCheck.attempt} /><${Time} at=${lastCheck.attempt.at} />
	</div>`}
	${lastCheck && html`<${Reason} attempt=${lastCheck.attempt} />`}
	${hint && html`<div class="soft">${hint}</div>`}`;
}

/** An active webhook may fail all the same, when its check is answered and its events are not. */
function NotTaken({ state, notTaken }) {
	if (notTaken === undefined || state === 'INACTIVE') return '';
	return html`<div class="row tight soft">
			Newest event <${Outcome} attempt=${notTaken} /><${Time} at=${notTaken.at} />
		</div>
		<${Reason} attempt=${notTaken} />`;
}

const AUTHENTICATIONS = [
	['hmacSha256', 'HMAC SHA-256'],
	['hmacSha1', 'HMAC SHA-1'],
	['basic', 'Basic'],
	['bearer', 'Bearer'],
	['none', 'None'],
];

/** The secrets that each kind of authentication needs. */
const SECRETS = {
	hmacSha256: [
		['secret', 'Secret'],
		['clientKey', 'Client key (x-pch-key)'],
	],
	hmacSha1: [
		['secret', 'Secret'],
		['clientKey', 'Client key (x-pch-key)'],
	],
	basic: [
		['user', 'User'],
		['password', 'Password'],
	],
	bearer: [['token', 'Token']],
	none: [],
};

/** Where the receiver likely listens: as an active webhook, else where n8n does by itself. */
export function useReceiver() {
	const { data } = useLive('/webhooks?limit=100', []);
	return data?.items.find(({ state }) => state === 'ACTIVE')?.baseUrl ?? 'http://127.0.0.1:5678';
}

/** The form of Punchh's Webhooks Manager. */
export function NewWebhook({ close }) {
	const { data: choices = [] } = useLive('/webhooks/choices', []);
	const receiver = useReceiver();
	const { run, busy, problem } = useOrder();
	const [scheme, setScheme] = useState('hmacSha256');
	const submit = async (event) => {
		event.preventDefault();
		const order = orderOf(event.target);
		if (await run(async () => await ask('POST', '/webhooks', order))) close();
	};
	return html`<${Dialog} title="Register a webhook" narrow>
		<form class="stack" onSubmit=${submit}>
			<${Registration} receiver=${receiver} scheme=${scheme} setScheme=${setScheme} />
			<${SecretFields} secrets=${SECRETS[scheme]} />
			<${EventFields} choices=${choices} />
			<p class="soft">
				Punchh checks the URL with a GET first; the webhook becomes active once that is answered
				with 200.
			</p>
			${problem && html`<p class="problem" role="alert">${problem}</p>`}
			<div class="row end">
				<button class="main" disabled=${busy}>Register and activate</button>
			</div>
		</form>
	<//>`;
}

/** What the form says, as an order to the sandbox. */
function orderOf(form) {
	const { name, baseUrl, endPoint, authentication, ...rest } = fieldsOf(form);
	const events = new FormData(form).getAll('events');
	const secrets = Object.fromEntries(
		SECRETS[authentication]
			.map(([key]) => [key, rest[key] ?? ''])
			.filter(([, value]) => value !== ''),
	);
	return { name, baseUrl, endPoint, authentication, secrets, events, active: true };
}

function Registration({ receiver, scheme, setScheme }) {
	return html`<div class="row">
			<${Field} label="Name" grow
				><input name="name" required value="My integration" autofocus
			/><//>
			<${Field} label="Authentication">
				<select name="authentication" onChange=${({ target }) => setScheme(target.value)}>
					${options(AUTHENTICATIONS, scheme)}
				</select>
			<//>
		</div>
		<div class="row">
			<${Field} label="Base URL"
				><input name="baseUrl" required key=${receiver} defaultValue=${receiver}
			/><//>
			<${Field} label="Webhook End Point" grow>
				<input name="endPoint" required placeholder="/webhook/..." />
			<//>
		</div>
		<p class="soft">
			The base URL must not end in a slash: the call would go to //webhook/..., where n8n answers
			the check with its editor and every event with 404.
		</p>`;
}

function SecretFields({ secrets }) {
	if (secrets.length === 0) return '';
	return html`<p class="soft">
			The sandbox proves itself with the secrets that it printed at its start, unless you give
			others:
		</p>
		<div class="row">
			${secrets.map(
				([key, label]) =>
					html`<${Field} key=${key} label=${label} grow>
						<input name=${key} type="password" autocomplete="off" placeholder="as printed" />
					<//>`,
			)}
		</div>`;
}

function EventFields({ choices }) {
	const isKind = ({ name }) => name.includes(':');
	return html`<fieldset>
		<legend>Events</legend>
		<div class="columns">
			${choices
				.filter((choice) => !isKind(choice))
				.map((choice) => html`<${Choice} ...${choice} checked />`)}
		</div>
		<details>
			<summary>Single kinds of notification</summary>
			<div class="columns">
				${choices.filter(isKind).map((choice) => html`<${Choice} ...${choice} />`)}
			</div>
		</details>
	</fieldset>`;
}

function Choice({ name, label, checked }) {
	return html`<label class="check">
		<input type="checkbox" name="events" value=${name} defaultChecked=${checked} />${label}
	</label>`;
}
