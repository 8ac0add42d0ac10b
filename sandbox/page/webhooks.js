import { Reason, Said } from './answer.js';
import { ask, useOrder } from './api.js';
import { Outcome, State } from './deliveries.js';
import { html, Open, Pages, Time } from './pieces.js';
import { AUTHENTICATIONS } from './webhookForm.js';

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
			<${Open} what="changedWebhook" id=${id}>Change<//>${' '}
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
	${lastCheck && html`<${Said} attempt=${{ ...lastCheck.attempt, said: undefined }} />`}
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
