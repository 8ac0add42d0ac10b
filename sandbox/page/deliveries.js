import { useState } from 'preact/hooks';

import { duration, html, Open, options, Pages, Status, Tag, Time } from './pieces.js';

const STATE_TONES = {
	ABORTED: 'bad',
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

/** After how long the sender tries again, by its own clock. */
export function Again({ attempt }) {
	if (attempt?.nextDelaySeconds === undefined) return '';
	return html`<div class="soft">again after ${duration(attempt.nextDelaySeconds)}</div>`;
}

const STATES = [
	['', 'in any state'],
	['PENDING', 'that wait'],
	['DELIVERED', 'that were delivered'],
	['FAILED', 'that failed'],
	['SUSPENDED', 'that are held'],
];

export function Deliveries() {
	const [state, setState] = useState('');
	const filter = html`<select
		aria-label="Deliveries in this state"
		onChange=${({ target }) => setState(target.value)}
	>
		${options(STATES, state)}
	</select>`;
	return html`<${Pages}
		key=${state}
		path=${state === '' ? '/deliveries' : `/deliveries?state=${state}`}
		subjects=${['webhooks', 'braze']}
		search="Find by name of the event or content_id"
		filter=${filter}
		columns=${['Event', 'Webhook', 'Tries', 'State']}
		empty=${state === ''
			? 'No event yet. Register a webhook if there is none, then click one of the events above.'
			: 'No such delivery'}
		row=${(delivery) => html`<${DeliveryRow} key=${delivery.id} delivery=${delivery} />`}
	/>`;
}

/** That Braze did not take what came of an event, or not all of it: its answer may be a 201. */
function Refused({ status, refused, of }) {
	const objects = of === 1 ? 'object' : 'objects';
	return html`<${Tag} tone="wait" title="Open the event to see what Braze said">
		${refused === undefined
			? `refused by Braze (${status})`
			: `Braze refused ${refused} of ${of} ${objects}`}
	<//>`;
}

function DeliveryRow({ delivery }) {
	return html`<tr>
		<td>
			<${Open} what="event" id=${delivery.contentId}>${delivery.label}<//>
			<div class="soft">
				<${Time} at=${delivery.createdAt} /> <code>${delivery.contentId.slice(0, 8)}</code>
			</div>
		</td>
		<td>${delivery.webhook}</td>
		<td>
			<div class="tags">
				${delivery.attempts.map((attempt) => html`<${Outcome} attempt=${attempt} />`)}
			</div>
		</td>
		<td>
			<div class="tags">
				<${State} state=${delivery.state} />
				${delivery.refusedByBraze && html`<${Refused} ...${delivery.refusedByBraze} />`}
			</div>
			<div class="soft">${delivery.attempts.at(-1)?.said}</div>
			${delivery.state === 'PENDING' && html`<${Again} attempt=${delivery.attempts.at(-1)} />`}
		</td>
	</tr>`;
}
