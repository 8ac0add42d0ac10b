import { useState } from 'preact/hooks';

import { addressWith } from './address.js';
import { ask, useLive, useOrder } from './api.js';
import { EditorHelp, SentToEditor } from './editor.js';
import { Field, html, options } from './pieces.js';

const RECEIVERS = [
	['webhooks', 'the webhooks'],
	['editor', "n8n's editor (Test URL)"],
];

/** Buttons that send events to the registered webhooks, once or many times, or one to n8n's editor. */
export function SendEvents() {
	const { data: choices = [] } = useLive('/webhooks/choices', []);
	const { run, busy, problem } = useOrder();
	const [count, setCount] = useState(1);
	const [receiver, setReceiver] = useState('webhooks');
	const [sent, setSent] = useState();
	const toEditor = receiver === 'editor';
	const send = async (...names) => {
		setSent(undefined);
		const order = toEditor ? toTheEditor : sendEach;
		setSent(await run(async () => await order(names, count)));
	};
	const choose = ({ target }) => {
		setSent(undefined);
		setReceiver(target.value);
	};
	return html`<section class="card wide" aria-label="Send events">
		<div class="row top">
			<${Field} label="Send to">
				<select onChange=${choose}>
					${options(RECEIVERS, receiver)}
				</select>
			<//>
			${!toEditor && html`<${Count} count=${count} setCount=${setCount} />`}
			<${EventButtons} choices=${choices} busy=${busy} send=${send} onlyOne=${toEditor} />
		</div>
		${toEditor && html`<${EditorHelp} />`}
		<div class="soft" role="status">
			${sent && (toEditor ? html`<${SentToEditor} ...${sent} />` : html`<${Sent} ...${sent} />`)}
		</div>
		${problem && html`<p class="problem" role="alert">${problem}</p>`}
	</section>`;
}

function Count({ count, setCount }) {
	return html`<${Field} label="How many of each">
		<input
			type="number"
			min="1"
			max="100000"
			value=${count}
			onInput=${({ target }) => setCount(Number(target.value))}
		/>
	<//>`;
}

function EventButtons({ choices, busy, send, onlyOne }) {
	const families = choices.filter(({ name }) => !name.includes(':'));
	const kinds = choices.filter(({ name }) => name.includes(':'));
	return html`<div class="grow stack" style="gap: 3px">
		<span class="soft" style="font-size: 12px">Have Punchh send</span>
		<div class="row">
			${families.map(
				({ name, label }) =>
					html`<button disabled=${busy} onClick=${() => send(name)}>${label}</button>`,
			)}
			<select
				class="short"
				aria-label="A kind of notification"
				disabled=${busy}
				onChange=${({ target }) => {
					void send(target.value);
					target.value = '';
				}}
			>
				<option value="">One kind of notification ...</option>
				${kinds.map(({ name, label }) => html`<option value=${name}>${label}</option>`)}
			</select>
			<button
				class="main"
				disabled=${busy || onlyOne}
				onClick=${() => send(...families.map(({ name }) => name))}
			>
				Every kind
			</button>
		</div>
	</div>`;
}

async function toTheEditor([event]) {
	return await ask('POST', '/events/editor', { event });
}

/** Sends so many of each kind; returns the sums. */
async function sendEach(names, count) {
	const sum = { published: 0, deliveries: 0 };
	for (const name of names) {
		const sent = await ask('POST', '/events', { events: [name], count });
		sum.published += sent.published;
		sum.deliveries += sent.deliveries;
	}
	return sum;
}

function Sent({ published, deliveries }) {
	const events = published === 1 ? '1 event' : `${published.toLocaleString()} events`;
	if (deliveries === 0) {
		return html`${events} happened, but no active webhook has selected that kind.${' '}
			<a href=${addressWith({ punchh: 'webhooks' })}>See the webhooks</a>`;
	}
	const sent = deliveries === 1 ? '1 delivery' : `${deliveries.toLocaleString()} deliveries`;
	return html`${events} happened: ${sent} to webhooks.${' '}
		<a href=${addressWith({ punchh: 'deliveries' })}>See the deliveries</a>`;
}
