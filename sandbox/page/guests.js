import { ask, useLive } from './api.js';
import { FormDialog } from './formDialog.js';
import { Dialog, Facts, Field, fieldsOf, html, Json, Open, Pages, View } from './pieces.js';

export function Guests() {
	return html`<div>
		<div class="row end"><${Open} what="newGuest" id="">Sign up a guest<//></div>
		<${Pages}
			path="/punchh/guests"
			subjects=${['punchh']}
			search="Find by name, email, phone or ID"
			columns=${['User ID', 'Guest', 'Email', 'External source ID', '']}
			empty="No such guest"
			row=${(guest) =>
				html`<tr key=${guest.user_id}>
					<td class="mono"><${Open} what="guest" id=${guest.user_id}>${guest.user_id}<//></td>
					<td>${guest.first_name} ${guest.last_name}</td>
					<td>${guest.email}</td>
					<td class="mono">${guest.external_source_id ?? html`<span class="soft">none</span>`}</td>
					<td><${Open} what="changedGuest" id=${guest.user_id}>Change<//></td>
				</tr>`}
		/>
	</div>`;
}

/** What a person enters of a guest. */
const FIELDS = [
	{ name: 'first_name', label: 'First name', required: true },
	{ name: 'last_name', label: 'Last name', required: true },
	{ name: 'email', label: 'Email', required: true },
	{ name: 'phone', label: 'Phone' },
	{ name: 'external_source_id', label: 'External source ID (Braze: external ID)' },
];

/** The consents to marketing that Punchh asks a guest for. */
const CONSENTS = [
	{ name: 'marketing_email_subscription', label: 'Marketing emails' },
	{ name: 'marketing_pn_subscription', label: 'Push notifications' },
	{ name: 'sms_subscription', label: 'Text messages (SMS)' },
];

const hasGiven = ({ fields }, { name }) => Boolean(fields?.[name]);

export function NewGuest({ close }) {
	return html`<${GuestForm}
		title="Sign up a guest"
		button="Sign up"
		note="Punchh then sends two events to the webhooks: Guest, and the notification of the sign-up."
		guest=${{}}
		close=${close}
		save=${async (fields) => await ask('POST', '/punchh/guests', fields)}
		done=${({ user_id: id, ...told }) =>
			html`The guest is signed up, with the user ID ${id}. <${Told} ...${told} />`}
	/>`;
}

export function ChangedGuest({ id, close }) {
	const path = `/punchh/guests/${id}`;
	const { data: guest } = useLive(path, []);
	if (guest === undefined) return '';
	return html`<${GuestForm}
		title=${`Change guest ${id}`}
		button="Change"
		note="Punchh then sends a Guest event to the webhooks. A field that is left empty stays as it is."
		guest=${guest}
		close=${close}
		save=${async (fields) => await ask('PATCH', path, fields)}
		done=${(told) => html`Guest ${id} was updated. <${Told} ...${told} />`}
	/>`;
}

/** What Punchh tells of it, if somebody wants to hear. */
function Told({ told: count, events }) {
	if (count === 0) {
		return html`No active webhook has selected Guest events, so that Punchh tells nobody:${' '}
			<${View} punchh="webhooks">see the webhooks<//>.`;
	}
	const isOne = events.length === 1;
	const what = `${isOne ? 'the event' : 'the events'} ${events.join(' and ')}`;
	const webhooks = count === 1 ? 'a webhook' : `${count} webhooks`;
	return html`${`Punchh sends ${what} to ${webhooks}: follow ${isOne ? 'it' : 'them'} under `}
		<${View} punchh="deliveries">Deliveries<//>.`;
}

function GuestForm({ title, button, note, guest, close, save, done }) {
	return html`<${FormDialog}
		title=${title}
		button=${button}
		close=${close}
		save=${async (form) => await save({ ...fieldsOf(form), ...consentsIn(form, guest) })}
		done=${done}
	>
		${FIELDS.map(
			({ name, label, required }) =>
				html`<${Field} key=${name} label=${label}>
					<input name=${name} required=${required} defaultValue=${guest[name] ?? ''} />
				<//>`,
		)}
		<fieldset>
			<legend>Agrees to</legend>
			${CONSENTS.map(
				(consent) =>
					html`<label class="check" key=${consent.name}>
						<input
							type="checkbox"
							name=${consent.name}
							defaultChecked=${hasGiven(guest, consent)}
						/>${consent.label}
					</label>`,
			)}
			<p class="soft">
				Without a tick, Punchh says that the guest has not agreed, and Braze has the guest as
				unsubscribed. A tick subscribes nobody in Braze again while the node has Subscription
				States: Only Unsubscribes, as the recommended mapping has.
			</p>
		</fieldset>
		<p class="soft">${note}</p>
	<//>`;
}

/** The consents that are different now; a box that is not ticked is in no form's data. */
function consentsIn(form, guest) {
	const changes = CONSENTS.map((consent) => {
		const { checked } = form.elements[consent.name];
		return [consent.name, checked === hasGiven(guest, consent) ? undefined : checked];
	});
	return Object.fromEntries(changes);
}

export function Guest({ id }) {
	const { data, error } = useLive(`/punchh/guests/${id}`, ['punchh']);
	return html`<${Dialog} title=${`Guest ${id}`} narrow>
		${error && html`<p class="problem">${error}</p>`}
		${data &&
		html`<div class="stack">
			<${Facts} facts=${factsOf(data)} />
			<h3>All that the sandbox knows</h3>
			<${Json} value=${data} />
		</div>`}
	<//>`;
}

/** What one looks for first. */
function factsOf(guest) {
	const { credits, debits, pending } = guest.balance;
	const externalId = guest.external_source_id;
	return {
		name: `${guest.first_name} ${guest.last_name}`.trim(),
		email: guest.email,
		phone: guest.phone,
		status: guest.user_status,
		'agrees to': CONSENTS.filter((consent) => hasGiven(guest, consent))
			.map(({ label }) => label)
			.join(', '),
		'external source ID': externalId && `${externalId} (${guest.external_source})`,
		points: pending > 0 ? `${credits - debits}, and ${pending} pending` : credits - debits,
		rewards: guest.rewards.map(({ name }) => name).join(', '),
	};
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
			columns=${['User ID', 'Email', 'Since']}
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
