import { useLive } from './api.js';
import { Dialog, duration, html, Json, Open, Status, Tag, Time } from './pieces.js';
import { Said, Words } from './answer.js';
import { Outcome, State } from './deliveries.js';
import { Fault, Verdict } from './requests.js';
import { SplitGuest } from './splits.js';

/** What happened to one event: from Punchh, through the integration, to Braze. */
export function Event({ id }) {
	const path = `/timeline?content_id=${encodeURIComponent(id)}`;
	const { data, error } = useLive(path, ['webhooks', 'braze']);
	return html`<${Dialog} title=${data ? `Event: ${data.label}` : 'Event'}>
		${error && html`<p class="problem">${error}</p>`}
		${data &&
		html`<div class="stack">
			<div class="row">
				<span class="soft">content_id</span><code>${data.contentId}</code>
				<span class="soft">guest</span><code>${data.guest ?? 'not named'}</code>
			</div>
			<p><strong>${data.outcome}</strong></p>
			${data.split &&
			html`<div class="problem" role="status"><${SplitGuest} ...${data.split} /></div>`}
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
	guestCall: GuestCall,
	profile: OnProfile,
};

function Origin({ label, request }) {
	return html`<div class="step at-punchh">
		${request === undefined
			? label
			: html`Punchh was called: <${Open} what="punchhRequest" id=${request}>${label}<//>`}
	</div>`;
}

function Published({ label, name, action, webhooks }) {
	return html`<div class="step at-punchh">
		<strong>${label}</strong>
		<div class="soft"><code>${name}</code>, ${action}</div>
		${webhooks.length > 1 &&
		html`<div class="soft">
			${webhooks.length} deliveries: ${webhooks.map((webhook) => `to ${webhook}`).join(', ')}
		</div>`}
	</div>`;
}

function Attempt({ webhook, delivery, number, attempt }) {
	return html`<div class="step to-you">
		<span class="arrow"></span>
		<div class="row">
			<span>POST, try ${number}</span><${Outcome} attempt=${attempt} />
			<span class="soft">${Math.round(attempt.tookMs)} ms</span>
		</div>
		<div class="soft">to ${webhook}, delivery ${delivery}</div>
		<${Said} attempt=${attempt} />
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

function Waiting({ webhook, state, nextDelaySeconds }) {
	return html`<div class="step at-punchh">
		<${State} state=${state} />${' '}
		${nextDelaySeconds === undefined
			? WAITS_FOR[state]
			: `next try after ${duration(nextDelaySeconds)}`}
		<div class="soft">to ${webhook}</div>
	</div>`;
}

function Call({ number, method, url, status, fault, refusal, objects, others, match }) {
	const shared = objects.filter((object) => object.shared);
	const cutBefore = fault?.cut === 'before';
	return html`<div class="step to-braze">
		<span class="arrow"></span>
		<div class="row">
			${cutBefore
				? `${method} ${url}`
				: html`<${Open} what="brazeRequest" id=${number}>${method} ${url}<//>`}
			${!cutBefore && html`<${Status} status=${status} />`}<${Fault} fault=${fault} />
		</div>
		<${Words} answer=${refusal} />
		${match === 'guest' && html`<div class="soft">${notOfEvent(objects)}</div>`}
		<${Objects} objects=${objects.filter(({ shared }) => !shared)} />
		${shared.length > 0 &&
		html`<div class="soft">
				About the same guest; of this event or of another one in the same request:
			</div>
			<${Objects} objects=${shared} />`}
		${others > 0 &&
		html`<div class="soft">
			Besides ${others === 1 ? 'an object' : `${others} objects`} about other events or guests
		</div>`}
	</div>`;
}

/** Why a request without the content_id is shown. */
function notOfEvent(objects) {
	return objects.every(({ array }) => array === 'attributes')
		? 'Attributes of the guest, which carry no content_id of an event'
		: 'No content_id of this event in it, but it is about the same guest';
}

/** A call that asks whose a profile is, or gives it a name. */
function GuestCall({ number, method, url, status, fault, refusal, words }) {
	return html`<div class="step to-braze">
		<span class="arrow"></span>
		<div class="row">
			<${Open} what="brazeRequest" id=${number}>${method} ${url}<//>
			<${Status} status=${status} /><${Fault} fault=${fault} />
		</div>
		<${Words} answer=${refusal} />
		<ul>
			${words.map((one) => html`<li>${one}</li>`)}
		</ul>
	</div>`;
}

function Objects({ objects }) {
	return html`<ul>
		${objects.map(
			({ array, index, title, ...verdict }) =>
				html`<li>
					<span class="mono">${array}[${index}]</span> ${title}
					<${Verdict} ...${verdict} />
				</li>`,
		)}
	</ul>`;
}

function OnProfile({ name, braze_id: id, copies, onlyAttributes }) {
	return html`<div class="step at-braze">
		On the profile of <${Open} what="profile" id=${id}>${name}<//>
		${copies === 1 && html`${' '}<${Tag} tone="good">once<//>`}
		${copies > 1 && html`${' '}<${Tag} tone="bad">${copies} times<//>`}
		${copies === 0 &&
		html`<div class="soft">
			${onlyAttributes ? "the guest's attributes, and no event" : 'no event with this content_id'}
		</div>`}
	</div>`;
}
