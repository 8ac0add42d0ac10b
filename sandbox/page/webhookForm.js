import { useState } from 'preact/hooks';

import { ask, useLive } from './api.js';
import { FormDialog } from './formDialog.js';
import { Field, fieldsOf, html, options, View } from './pieces.js';

/** How Punchh can prove itself: value and label. */
export const AUTHENTICATIONS = [
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

export function NewWebhook({ close }) {
	const receiver = useReceiver();
	return html`<${WebhookForm}
		title="Register a webhook"
		button="Register and activate"
		webhook=${{ name: 'My integration', baseUrl: receiver, authentication: 'hmacSha256' }}
		secretsStay="The sandbox proves itself with the secrets that it printed at its start, unless you give others:"
		close=${close}
		save=${async (order) => await ask('POST', '/webhooks', { ...order, active: true })}
	/>`;
}

export function ChangedWebhook({ id, close }) {
	const { data } = useLive('/webhooks?limit=100', []);
	const webhook = data?.items.find((one) => one.id === Number(id));
	if (webhook === undefined) return '';
	return html`<${WebhookForm}
		title="Change a webhook"
		button="Change"
		webhook=${webhook}
		secretsStay="The secrets stay as they are, unless you give others:"
		close=${close}
		save=${async (order) => await ask('PATCH', `/webhooks/${id}`, order)}
	/>`;
}

/** Whether Punchh sends to the webhook now. */
function saved({ name, state, endPoint }) {
	return state === 'ACTIVE'
		? html`"${name}" is saved and active: Punchh sends the chosen events to ${endPoint}. Have it
				send one by a button above, and follow it under${' '}
				<${View} punchh="deliveries">Deliveries<//>.`
		: html`"${name}" is saved, and gets nothing yet:${' '}
				<${View} punchh="webhooks">the list of webhooks<//> says why.`;
}

/** The form of Punchh's Webhooks Manager. */
function WebhookForm({ title, button, webhook, secretsStay, close, save }) {
	const { data: choices = [] } = useLive('/webhooks/choices', []);
	const [scheme, setScheme] = useState(webhook.authentication);
	return html`<${FormDialog}
		title=${title}
		button=${button}
		close=${close}
		save=${async (form) => await save(orderOf(form))}
		done=${saved}
	>
		<${Registration} webhook=${webhook} scheme=${scheme} setScheme=${setScheme} />
		<${SecretFields} secrets=${SECRETS[scheme]} secretsStay=${secretsStay} />
		<${EventFields} choices=${choices} chosen=${webhook.events} />
		<p class="soft">
			Punchh checks the URL with a GET first; the webhook becomes active once that is answered with
			200.
		</p>
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
	const given = Object.keys(secrets).length > 0 ? { secrets } : {};
	return { name, baseUrl, endPoint, authentication, events, ...given };
}

function Registration({ webhook: { name, baseUrl, endPoint = '' }, scheme, setScheme }) {
	return html`<div class="row">
			<${Field} label="Name" grow><input name="name" required defaultValue=${name} autofocus /><//>
			<${Field} label="Authentication">
				<select name="authentication" onChange=${({ target }) => setScheme(target.value)}>
					${options(AUTHENTICATIONS, scheme)}
				</select>
			<//>
		</div>
		<div class="row">
			<${Field} label="Base URL"
				><input name="baseUrl" required key=${baseUrl} defaultValue=${baseUrl}
			/><//>
			<${Field} label="Webhook End Point" grow>
				<input name="endPoint" required placeholder="/webhook/..." defaultValue=${endPoint} />
			<//>
		</div>
		<p class="soft">
			The base URL must not end in a slash: the call would go to //webhook/..., where n8n answers
			the check with its editor and every event with 404.
		</p>`;
}

function SecretFields({ secrets, secretsStay }) {
	if (secrets.length === 0) return '';
	return html`<p class="soft">${secretsStay}</p>
		<div class="row">
			${secrets.map(
				([key, label]) =>
					html`<${Field} key=${key} label=${label} grow>
						<input name=${key} type="password" autocomplete="off" />
					<//>`,
			)}
		</div>`;
}

/** @param chosen of a webhook that exists; else all families are */
function EventFields({ choices, chosen }) {
	const isKind = ({ name }) => name.includes(':');
	const isChosen = ({ name }) => chosen?.includes(name) ?? !name.includes(':');
	return html`<fieldset>
		<legend>Events</legend>
		<div class="columns">
			${choices
				.filter((choice) => !isKind(choice))
				.map((choice) => html`<${Choice} ...${choice} checked=${isChosen(choice)} />`)}
		</div>
		<details>
			<summary>Single kinds of notification</summary>
			<div class="columns">
				${choices
					.filter(isKind)
					.map((choice) => html`<${Choice} ...${choice} checked=${isChosen(choice)} />`)}
			</div>
		</details>
	</fieldset>`;
}

function Choice({ name, label, checked }) {
	return html`<label class="check">
		<input type="checkbox" name="events" value=${name} defaultChecked=${checked} />${label}
	</label>`;
}
