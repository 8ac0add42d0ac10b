import { useEffect, useState } from 'preact/hooks';

import { html } from './pieces.js';
import { hear, tell } from './told.js';

/** Where it is said what has come of what somebody did; who follows its link has read it. */
export function Notice() {
	const [words, setWords] = useState('');
	useEffect(() => hear(setWords), []);
	const followed = ({ target }) => target.closest('a') && tell('');
	return html`<div class="notice" role="status" aria-label="What has happened" onClick=${followed}>
		${words !== '' &&
		html`<p>${words}</p>
			<button class="plain" onClick=${() => tell('')}>Close</button>`}
	</div>`;
}
