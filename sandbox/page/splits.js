import { useLive } from './api.js';
import { html, Open } from './pieces.js';

/** How many guests are named above the profiles. */
const NAMED = 3;

/** Guests who are several profiles, above everything else of Braze. */
export function Splits() {
	const { data } = useLive(`/braze/splits?limit=${NAMED}`, ['braze']);
	if (data === undefined || data.total === 0) return '';
	const more = data.total - data.items.length;
	return html`<div class="stack problem" role="status">
		${data.items.map((split) => html`<${SplitGuest} key=${split.userId} ...${split} />`)}
		${more > 0 && html`<p>and ${more === 1 ? 'another guest' : `${more} other guests`}</p>`}
	</div>`;
}

/** Says which profiles one guest is. */
export function SplitGuest({ userId, externalIds, profiles }) {
	const ids = externalIds.length === 0 ? '' : ` (external source ID ${externalIds.join(' or ')})`;
	const count = COUNTS[profiles.length] ?? profiles.length;
	return html`<p>
		<strong>One guest, ${count} profiles:</strong> Punchh's guest ${userId}${ids} is${' '}
		${profiles.map(
			({ braze_id: id, name }, index) =>
				html`${index > 0 && ' and '}<${Open} what="profile" id=${id}>${name}<//>`,
		)}.
	</p>`;
}

const COUNTS = { 2: 'two', 3: 'three' };
