import { useLive } from './api.js';
import { Dialog, duration, html, Json, Open, Status, Tag, Time } from './pieces.js';
import { eventName, Outcome, State } from './deliveries.js';
import { Fault, Verdict } from './requests.js';

/** What happened to one event: from Punchh, through the integration, to Braze. */
export function Event({ id }) {
	const path = `/timeline?content_id=${encodeURIComponent(id)}`;
	const { data, error } = useLive(path, ['webhooks', 'braze']);
	return html`<${Dialog} title=${data ? `Event: ${eventName(data.event)}` : 'Event'}>
		${error && html`<p class="problem">${error}</p>`}
		${data &&
		html`<div class="stack">
			<div class="row">
				<span class="soft">content_id</span><code>${data.contentId}</code>
				<span class="soft">guest</span><code>${data.guest ?? 'not named'}</code>
			</div>
			<p><strong>${data.outcome}</strong></p>
			<div class="story">
				<div>
					<span class="party punchh">Punchh</span>
					<span class="party you">Your integration</span>
					<span class="party braze">Braze</span>
				</div>
				${data.steps.map(
					(step) => html`<${Row} at=${step.at}><${STEPS[step.kind]} ...${step} /><//>`,
				)}
			</div>
			<details>
				<summary>The event as it was sent</summary>
				<${Json} value=${data.body} />
			</details>
		</div>`}
	<//>`;
}

function Row({ at, children }) {
	return html`<div>
		<span class="at">${at === undefined ? 'to come' : html`<${Time} at=${at} />`}</span>${children}
	</div>`;
}

const STEPS = {
	origin: Origin,
	published: Published,
	attempt: Attempt,
	waiting: Waiting,
	request: Call,
	profile: OnProfile,
};

function Origin({ label, request }) {
	return html`<div class="step at-punchh">
		${request === undefined
			? label
			: html`Punchh was called: <${Open} what="punchhRequest" id=${request}>${label}<//>`}
	</div>`;
}

function Published({ name, action, deliveries }) {
	return html`<div class="step at-punchh">
		Event <strong>${name}</strong> (${action})
		${deliveries > 1 &&
		html`<div class="soft">
			${deliveries} deliveries: sent more than once, or to several webhooks
		</div>`}
	</div>`;
}

function Attempt({ webhook, delivery, number, attempt }) {
	return html`<div class="step to-you">
		<span class="arrow"></span>
		<div class="row">
			<span>POST, try ${number}</span><${Outcome} attempt=${attempt} />
			<span class="soft">${attempt.tookMs} ms</span>
		</div>
		<div class="soft">to ${webhook}, delivery ${delivery}</div>
		${attempt.error && html`<div class="problem">${attempt.error}</div>`}
		<div class="soft">${whatNext(attempt)}</div>
	</div>`;
}

/** What Punchh does after an answer, by its retry table. */
function whatNext({ status, nextDelaySeconds }) {
	if (nextDelaySeconds !== undefined)
		return `Punchh tries again after ${duration(nextDelaySeconds)}`;
	if (status === 200 || status === 202) return '';
	return 'Punchh counts only 200 and 202 as taken; its retry table has no further try';
}

/** What a delivery waits for that has no time set. */
const WAITS_FOR = {
	PENDING: 'waits for its turn',
	SUSPENDED: 'held until the webhook is active again',
};

function Waiting({ state, nextDelaySeconds }) {
	return html`<div class="step at-punchh">
		<${State} state=${state} />${' '}
		${nextDelaySeconds === undefined
			? WAITS_FOR[state]
			: `next try after ${duration(nextDelaySeconds)}`}
	</div>`;
}

function Call({ number, method, url, status, fault, objects, match }) {
	const cutBefore = fault?.cut === 'before';
	return html`<div class="step to-braze">
		<span class="arrow"></span>
		<div class="row">
			${cutBefore
				? `${method} ${url}`
				: html`<${Open} what="brazeRequest" id=${number}>${method} ${url}<//>`}
			${!cutBefore && html`<${Status} status=${status} />`}<${Fault} fault=${fault} />
		</div>
		${match === 'guest' &&
		html`<div class="soft">No content_id of this event in it, but it is about the same guest</div>`}
		<ul>
			${objects.map(
				({ array, index, title, ...verdict }) =>
					html`<li>
						<span class="mono">${array}[${index}]</span> ${title}
						<${Verdict} ...${verdict} />
					</li>`,
			)}
		</ul>
	</div>`;
}

function OnProfile({ name, braze_id: id, copies }) {
	return html`<div class="step at-braze">
		On the profile of <${Open} what="profile" id=${id}>${name}<//>
		${copies === 1 && html`${' '}<${Tag} tone="good">once<//>`}
		${copies > 1 && html`${' '}<${Tag} tone="bad">${copies} times<//>`}
		${copies === 0 && html`<div class="soft">no event with this content_id</div>`}
	</div>`;
}
