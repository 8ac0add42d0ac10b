import { render } from 'preact';

import { addressWith, close, useAddress } from './address.js';
import { ask, useConnected, useLive, useOrder } from './api.js';
import { Activity, Drops, Profile, Profiles } from './braze.js';
import { Clock } from './clock.js';
import { Event } from './event.js';
import { Faults } from './faults.js';
import { Knobs } from './knobs.js';
import { ChangedMessage, NewMessage, SentMessage } from './message.js';
import { html, Tabs } from './pieces.js';
import { Notice } from './notice.js';
import { tell } from './told.js';
import { Deliveries } from './deliveries.js';
import { ChangedGuest, Guest, Guests, Members, NewGuest, Segments } from './guests.js';
import { Request, Requests } from './requests.js';
import { SendEvents } from './send.js';
import { FirstSteps } from './firstSteps.js';
import { Splits } from './splits.js';
import { ChangedWebhook, NewWebhook } from './webhookForm.js';
import { Webhooks } from './webhooks.js';

/** The tabs of both sides, with the count of the summary that each shows. */
const PUNCHH_TABS = [
	{ id: 'deliveries', label: 'Deliveries', show: () => html`<${Deliveries} />` },
	{ id: 'webhooks', label: 'Webhooks', show: () => html`<${Webhooks} />` },
	{ id: 'guests', label: 'Guests', show: () => html`<${Guests} />` },
	{ id: 'segments', label: 'Segments', show: () => html`<${Segments} />` },
	{
		id: 'requests',
		label: 'API calls',
		show: () => html`<${Requests} side="punchh" key="punchh" />`,
	},
];
const BRAZE_TABS = [
	{
		id: 'requests',
		label: 'API calls',
		show: () => html`<${Requests} side="braze" key="braze" />`,
	},
	{ id: 'profiles', label: 'Profiles', show: () => html`<${Profiles} />` },
	{ id: 'drops', label: 'Silent drops', show: () => html`<${Drops} />` },
	{ id: 'activity', label: 'Webhooks out', show: () => html`<${Activity} />` },
];

/** What opens above the page, by the name in the address. */
const DIALOGS = {
	event: ({ id }) => html`<${Event} id=${id} />`,
	newWebhook: () => html`<${NewWebhook} close=${close} />`,
	changedWebhook: ({ id }) => html`<${ChangedWebhook} id=${id} close=${close} />`,
	newGuest: () => html`<${NewGuest} close=${close} />`,
	changedGuest: ({ id }) => html`<${ChangedGuest} id=${id} close=${close} />`,
	guest: ({ id }) => html`<${Guest} id=${id} />`,
	segment: ({ id }) => html`<${Members} id=${id} />`,
	punchhRequest: ({ id }) => html`<${Request} side="punchh" id=${id} />`,
	brazeRequest: ({ id }) => html`<${Request} side="braze" id=${id} />`,
	profile: ({ id }) => html`<${Profile} id=${id} />`,
	newMessage: () => html`<${NewMessage} close=${close} />`,
	changedMessage: ({ id }) => html`<${ChangedMessage} id=${id} close=${close} />`,
	activity: ({ id }) => html`<${SentMessage} id=${id} />`,
	faults: () => html`<${Faults} />`,
	knobs: () => html`<${Knobs} />`,
};

const EVERYTHING = ['punchh', 'braze', 'webhooks', 'messages', 'faults', 'knobs'];

function App() {
	const address = useAddress();
	const { data: summary } = useLive('/summary', EVERYTHING);
	const dialog = DIALOGS[address.open];
	return html`
		<${Top} summary=${summary} />
		<main>
			<${FirstSteps} summary=${summary} />
			<${SendEvents} />
			<${Side}
				name="punchh"
				title="Punchh"
				tabs=${PUNCHH_TABS}
				chosen=${address.punchh}
				summary=${summary}
			/>
			<${Side}
				name="braze"
				title="Braze"
				tabs=${BRAZE_TABS}
				chosen=${address.braze}
				summary=${summary}
			/>
		</main>
		<${Notice} />
		${dialog && html`<div key=${`${address.open} ${address.id}`}>${dialog(address)}</div>`}
	`;
}

function Top({ summary }) {
	const connected = useConnected();
	const { run } = useOrder();
	const reset = async () => {
		if (!confirm('Forget all that has happened or was added, and be as after the start?')) return;
		if (await run(async () => await ask('POST', '/reset')))
			tell('All is as it was after the start.');
	};
	return html`<header class="bar">
		<h1>Sandbox</h1>
		<span class="live soft ${connected ? 'on' : ''}">${connected ? 'live' : 'not running'}</span>
		<${Links} links=${summary?.links} />
		<span class="grow"></span>
		<${Clock} />
		<a href=${addressWith({ open: 'faults' })}
			>Faults${summary?.faults > 0 ? ` (${summary.faults})` : ''}</a
		>
		<a href=${addressWith({ open: 'knobs' })}
			>Knobs${summary?.knobs > 0 ? ` (${summary.knobs} turned)` : ''}</a
		>
		<button class="danger" onClick=${reset}>Reset</button>
	</header>`;
}

/** Where the integration is looked into, if whoever started the sandbox has said it. */
function Links({ links = [] }) {
	if (links.length === 0) return '';
	return html`<nav class="row" aria-label="Your integration">
		${links.map(
			({ label, url }) => html`<a href=${url} target="_blank" rel="noreferrer">${label}</a>`,
		)}
	</nav>`;
}

function Side({ name, title, tabs, chosen, summary }) {
	const tab = tabs.find(({ id }) => id === chosen) ?? tabs[0];
	const counted = tabs.map(({ id, label }) => ({ id, label, count: summary?.[name][id] }));
	return html`<section class="card ${name}" aria-label=${title}>
		<div class="row">
			<h2 class=${name}>${title}</h2>
			<code class="soft">${summary?.[name].url}</code>
		</div>
		${name === 'braze' && html`<${Splits} />`}
		<${Tabs} name=${name} tabs=${counted} chosen=${tab.id} />
		<div role="tabpanel" key=${tab.id}>${tab.show()}</div>
	</section>`;
}

render(html`<${App} />`, document.body);
