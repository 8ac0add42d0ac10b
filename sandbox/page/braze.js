import { ask, useLive, useOrder } from './api.js';
import { Again, Outcome, State } from './deliveries.js';
import { tell } from './told.js';
import { Dialog, Facts, fieldsOf, html, Open, Pages, Time } from './pieces.js';

const aliasName = ({ alias_label: label, alias_name: name }) => `${label}: ${name}`;

const nameOf = ({ external_id: id, user_aliases: aliases, attributes }) =>
	id ?? aliases.map(aliasName)[0] ?? attributes.email ?? attributes.phone ?? 'anonymous';

/** How many attributes fit in a row of the list. */
const SHOWN_ATTRIBUTES = 4;

export function Profiles() {
	return html`<${Pages}
		path="/braze/profiles"
		subjects=${['braze']}
		search="Find by external ID, alias, email or phone"
		columns=${['User', 'Attributes', 'Events', 'Purchases']}
		empty="No profile. A track request makes them."
		row=${(profile) =>
			html`<tr key=${profile.braze_id}>
				<td><${Open} what="profile" id=${profile.braze_id}>${nameOf(profile)}<//></td>
				<td><${Attributes} attributes=${profile.attributes} /></td>
				<td data-name="Events">${profile.events}</td>
				<td data-name="Purchases">${profile.purchases}</td>
			</tr>`}
	/>`;
}

function Attributes({ attributes }) {
	const all = Object.entries(attributes);
	const more = all.length - SHOWN_ATTRIBUTES;
	return html`<dl>
			${all.slice(0, SHOWN_ATTRIBUTES).map(
				([name, value]) =>
					html`<dt>${name}</dt>
						<dd>${typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>`,
			)}
		</dl>
		${more > 0 && html`<span class="soft">and ${more} more</span>`}`;
}

export function Profile({ id }) {
	const { data, error } = useLive(`/braze/profile?braze_id=${encodeURIComponent(id)}`, ['braze']);
	return html`<${Dialog} title=${data ? `Profile of ${nameOf(data)}` : 'Profile'}>
		${error && html`<p class="problem">${error}</p>`}
		${data &&
		html`<div class="stack">
			<p class="soft">
				A profile shows what your integration has sent, the newest value of each. A check-in or a
				reward brings itself and little else; a Guest event brings the guest's values, all of them
				for a new guest, else what has changed: have Punchh send one, or sign a guest up under
				Punchh > Guests.
			</p>
			<${Facts}
				facts=${{
					'external ID': data.external_id,
					'Braze ID': data.braze_id,
					aliases: data.user_aliases.map(aliasName).join(', '),
				}}
			/>
			<h3>Attributes</h3>
			<${Facts} facts=${readable(data.attributes)} />
			<h3>Events <span class="count">newest first</span></h3>
			<${Occurrences} list=${data.events} name="name" empty="No event" />
			<h3>Purchases <span class="count">newest first</span></h3>
			<${Occurrences} list=${data.purchases} name="product_id" empty="No purchase" />
		</div>`}
	<//>`;
}

function Occurrences({ list, name, empty }) {
	if (list.length === 0) return html`<p class="soft">${empty}</p>`;
	return html`<table>
		<tbody>
			${[...list].reverse().map(
				(one) =>
					html`<tr>
						<td class="time">${one.time}</td>
						<td class="whole">${one[name]}</td>
						<td><${Facts} facts=${readable(one.properties ?? {})} /></td>
					</tr>`,
			)}
		</tbody>
	</table>`;
}

/** Properties with a value each that can be read; lists and objects as JSON. */
const readable = (properties) =>
	Object.fromEntries(
		Object.entries(properties).map(([name, value]) => [
			name,
			typeof value === 'object' ? JSON.stringify(value) : String(value),
		]),
	);

export function Drops() {
	return html`<${Pages}
		path="/braze/drops"
		subjects=${['braze']}
		columns=${['Object', 'What Braze does not tell']}
		empty="Nothing was dropped. What Braze takes with a success and then ignores is listed here."
		row=${({ request, array, index, reason, purpose }) =>
			html`<tr>
				<td class="mono">
					<${Open} what="brazeRequest" id=${request}>call ${request}<//> ${array}[${index}]
				</td>
				<td>${reason} ${purpose && html`<div class="soft">${purpose}</div>`}</td>
			</tr>`}
	/>`;
}

export function Activity() {
	return html`<div>
		<div class="row end">
			<${Open} what="newMessage" id="">Add a webhook campaign or Canvas step<//>
		</div>
		<${Pages}
			path="/braze/messages"
			subjects=${['messages']}
			columns=${['Message', 'URL', '']}
			empty="No webhook campaign or Canvas step yet"
			row=${(message) => html`<${MessageRow} key=${message.messageApiId} message=${message} />`}
		/>
		<${Recipients} />
		<h3>Message activity log</h3>
		<${Pages}
			path="/braze/activity"
			subjects=${['messages']}
			columns=${['Time', 'Message', 'To', 'Tries', 'State']}
			empty="Braze has sent nothing yet. Trigger a message, or call /campaigns/trigger/send."
			row=${(activity) =>
				html`<tr key=${activity.id}>
					<td class="time"><${Time} at=${activity.createdAt} /></td>
					<td><${Open} what="activity" id=${activity.id}>${activity.name}<//></td>
					<td class="mono">${activity.externalId ?? activity.brazeId}</td>
					<td>
						<div class="tags">
							${activity.attempts.map((attempt) => html`<${Outcome} attempt=${attempt} />`)}
						</div>
					</td>
					<td>
						<${State} state=${activity.state} />
						${activity.state === 'PENDING' &&
						html`<${Again} attempt=${activity.attempts.at(-1)} />`}
					</td>
				</tr>`}
		/>
	</div>`;
}

/** Whom a message can be sent to: every profile by its best name, with what else tells who it is. */
function Recipients() {
	const { data } = useLive('/braze/profiles?limit=100', ['braze']);
	return html`<datalist id="recipients">
		${(data?.items ?? []).map(
			(profile) =>
				html`<option key=${profile.braze_id} value=${surestName(profile)}>
					${personOf(profile.attributes)}
				</option>`,
		)}
	</datalist>`;
}

/** A name that no other profile has: families share an address or a phone. */
const surestName = ({ external_id: id, user_aliases: aliases, braze_id: brazeId }) =>
	id ?? aliases.map(aliasName)[0] ?? brazeId;

const personOf = ({ first_name: first, last_name: last, email, phone }) =>
	[[first, last].filter(Boolean).join(' '), email, phone].filter(Boolean).join(', ');

function MessageRow({ message: { id, messageApiId, kind, name, method, url } }) {
	const { run, busy, problem } = useOrder();
	const order = async (verb, path, body) => await run(async () => await ask(verb, path, body));
	const one = `/braze/messages?${new URLSearchParams({ messageApiId })}`;
	const send = async (user) => {
		const sent = await order('POST', '/braze/messages/send', { id, to: [user] });
		if (sent) tell(html`<${Sent} name=${name} user=${user} line=${sent.sent.at(-1)} />`);
	};
	return html`<tr>
		<td>
			${name}
			<div class="soft">${kind === 'canvas' ? 'Canvas step' : 'campaign'}</div>
		</td>
		<td class="mono">
			${method} ${url}
			<div class="soft">ID ${id}</div>
			${problem && html`<p class="problem">${problem}</p>`}
		</td>
		<td>
			<div class="row">
				<${SendTo} send=${send} busy=${busy} />
				<${Open} what="changedMessage" id=${messageApiId}>Change<//>
				<button class="plain danger" onClick=${async () => await order('DELETE', one)}>
					Delete
				</button>
			</div>
		</td>
	</tr>`;
}

function Sent({ name, user, line }) {
	return html`Braze sends "${name}" to ${user}:${' '}
		<${Open} what="activity" id=${line}>see what came of it<//>.`;
}

/** @param send takes a name of whom to send it to */
function SendTo({ send, busy }) {
	const submit = (event) => {
		event.preventDefault();
		void send(fieldsOf(event.target).to);
	};
	return html`<form class="row" onSubmit=${submit}>
		<input
			name="to"
			required
			size="22"
			placeholder="Any ID, email or phone"
			title="External ID, alias, Braze ID, email address or phone number of a profile"
			aria-label="Whom to send it to"
			list="recipients"
		/>
		<button disabled=${busy}>Send</button>
	</form>`;
}
