import { useState } from 'preact/hooks';

import { ask, useLive, useOrder } from './api.js';
import {
	Dialog,
	duration,
	Field,
	fieldsOf,
	html,
	Json,
	Open,
	options,
	Pages,
	Status,
	Tag,
	Time,
} from './pieces.js';

const STATE_TONES = {
	ACTIVE: 'good',
	DELIVERED: 'good',
	FAILED: 'bad',
	DEACTIVATED: 'bad',
	SUSPENDED: 'bad',
	SENDING: 'wait',
	PENDING: 'wait',
};

/** The state of a webhook or of a delivery. */
export function State({ state }) {
	return html`<${Tag} tone=${STATE_TONES[state] ?? ''}>${state}<//>`;
}

/** What a try got: its status, or why there is none. */
export function Outcome({ attempt }) {
	return attempt.status === undefined
		? html`<${Tag} tone="bad" title=${attempt.error}>no answer<//>`
		: html`<${Status} status=${attempt.status} />`;
}

/** An event's name as a person reads it. */
export const eventName = ({ eventName, eventType }) =>
	[eventName.trim(), eventType].filter(Boolean).join(' · ');

/** After how long the sender tries again, by its own clock. */
export function Again({ attempt }) {
	if (attempt?.nextDelaySeconds === undefined) return '';
	return html`<div class="soft">again after ${duration(attempt.nextDelaySeconds)}</div>`;
}

export function Deliveries() {
	return html`<${Pages}
		path="/deliveries"
		subjects=${['webhooks']}
		search="Find by content_id or name of the event"
		columns=${['Event', 'Webhook', 'Tries', 'State']}
		empty="No event yet. Register a webhook and send one, or call one of Punchh's APIs."
		row=${(delivery) =>
			html`<tr key=${delivery.id}>
				<td>
					<${Open} what="event" id=${delivery.contentId}>${eventName(delivery)}<//>
					<div class="soft mono">${delivery.contentId.slice(0, 8)}</div>
				</td>
				<td>${delivery.webhook}</td>
				<td>
					<div class="tags">
						${delivery.attempts.map((attempt) => html`<${Outcome} attempt=${attempt} />`)}
					</div>
				</td>
				<td>
					<${State} state=${delivery.state} />
					${delivery.state === 'PENDING' && html`<${Again} attempt=${delivery.attempts.at(-1)} />`}
				</td>
			</tr>`}
	/>`;
}

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
	const { id, name, baseUrl, endPoint, authentication, events, active, state, failures } = webhook;
	const order = (method, path, body) => () => run(async () => await ask(method, path, body));
	const shown = events.length > 3 ? `${events.length} kinds` : events.join(', ');
	return html`<tr>
		<td>
			<strong>${name}</strong>
			<div class="mono">${baseUrl}${endPoint}</div>
			<div class="soft">${authentication}</div>
			${problem && html`<p class="problem">${problem}</p>`}
		</td>
		<td title=${events.join('\n')}>${shown}</td>
		<td>
			<${State} state=${state} />
			${failures > 0 && html`<div class="soft">${failures.toLocaleString()} failed</div>`}
		</td>
		<td>
			<button class="plain" disabled=${busy} onClick=${order('POST', `/webhooks/${id}/ping`)}>
				Ping
			</button>
			<button
				class="plain"
				disabled=${busy}
				onClick=${order('PATCH', `/webhooks/${id}`, { active: !active })}
			>
				${active ? 'Switch off' : 'Activate'}
			</button>
			<button class="plain danger" disabled=${busy} onClick=${order('DELETE', `/webhooks/${id}`)}>
				Delete
			</button>
		</td>
	</tr>`;
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

/** The form of Punchh's Webhooks Manager. */
export function NewWebhook({ close }) {
	const { data: choices = [] } = useLive('/webhooks/choices', []);
	const { run, busy, problem } = useOrder();
	const [scheme, setScheme] = useState('hmacSha256');
	const isKind = ({ name }) => name.includes(':');
	const submit = async (event) => {
		event.preventDefault();
		const form = event.target;
		const { name, baseUrl, endPoint, authentication, ...rest } = fieldsOf(form);
		const events = new FormData(form).getAll('events');
		const secrets = Object.fromEntries(
			SECRETS[authentication]
				.map(([key]) => [key, rest[key] ?? ''])
				.filter(([, value]) => value !== ''),
		);
		const order = { name, baseUrl, endPoint, authentication, secrets, events, active: true };
		if (await run(async () => await ask('POST', '/webhooks', order))) close();
	};
	return html`<${Dialog} title="Register a webhook" narrow>
		<form class="stack" onSubmit=${submit}>
			<div class="row">
				<${Field} label="Name" grow
					><input name="name" required value="My integration" autofocus
				/><//>
				<${Field} label="Authentication">
					<select name="authentication">
						${options(AUTHENTICATIONS, 'hmacSha256')}
					</select>
				<//>
			</div>
			<div class="row">
				<${Field} label="Base URL"
					><input name="baseUrl" required value="http://127.0.0.1:5678"
				/><//>
				<${Field} label="Webhook End Point" grow>
					<input name="endPoint" required placeholder="/webhook/..." />
				<//>
			</div>
			${SECRETS[scheme].length > 0 &&
			html`<p class="soft">
					The sandbox proves itself with the secrets that it printed at its start, unless you give
					others:
				</p>
				<div class="row">
					${SECRETS[scheme].map(
						([key, label]) =>
							html`<${Field} key=${key} label=${label} grow>
								<input name=${key} type="password" autocomplete="off" placeholder="as printed" />
							<//>`,
					)}
				</div>`}
			<fieldset>
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
			</fieldset>
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

function Choice({ name, label, checked }) {
	return html`<label class="check">
		<input type="checkbox" name="events" value=${name} defaultChecked=${checked} />${label}
	</label>`;
}

export function Guests() {
	return html`<${Pages}
		path="/punchh/guests"
		subjects=${['punchh']}
		search="Find by name, e-mail, phone or ID"
		columns=${['User ID', 'Guest', 'E-mail', 'External source ID']}
		empty="No such guest"
		row=${(guest) =>
			html`<tr key=${guest.user_id}>
				<td class="mono"><${Open} what="guest" id=${guest.user_id}>${guest.user_id}<//></td>
				<td>${guest.first_name} ${guest.last_name}</td>
				<td>${guest.email}</td>
				<td class="mono">${guest.external_source_id ?? html`<span class="soft">none</span>`}</td>
			</tr>`}
	/>`;
}

export function Guest({ id }) {
	const { data, error } = useLive(`/punchh/guests/${id}`, ['punchh']);
	return html`<${Dialog} title=${`Guest ${id}`} narrow>
		${error && html`<p class="problem">${error}</p>`} ${data && html`<${Json} value=${data} />`}
	<//>`;
}

export function Segments() {
	return html`<${Pages}
		path="/punchh/segments"
		subjects=${['punchh']}
		columns=${['ID', 'Custom segment', 'Members']}
		empty="No custom segment"
		row=${(segment) =>
			html`<tr key=${segment.custom_segment_id}>
				<td class="mono">${segment.custom_segment_id}</td>
				<td>
					<${Open} what="segment" id=${segment.custom_segment_id}>${segment.name}<//>
					<div class="soft">${segment.description}</div>
				</td>
				<td>${segment.members}</td>
			</tr>`}
	/>`;
}

export function Members({ id }) {
	return html`<${Dialog} title=${`Members of custom segment ${id}`} narrow>
		<${Pages}
			path=${`/punchh/segments/${id}/members`}
			subjects=${['punchh']}
			columns=${['User ID', 'E-mail', 'Since']}
			empty="Nobody is in it"
			row=${(member) =>
				html`<tr key=${member.custom_segment_member_id}>
					<td class="mono">${member.user_id}</td>
					<td>${member.email}</td>
					<td>${member.created_at}</td>
				</tr>`}
		/>
	<//>`;
}
