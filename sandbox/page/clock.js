import { ask, useLive, useOrder } from './api.js';
import { html, options } from './pieces.js';

const SPEEDS = [
	[0, 'stands still'],
	[1, 'real time'],
	[10, '10 times'],
	[60, 'a minute in a second'],
	[600, '600 times'],
	[3600, 'an hour in a second'],
];

/** How fast the time of the senders passes. */
export function Clock() {
	const { data } = useLive('/clock', ['webhooks', 'messages', 'knobs']);
	const { run, problem } = useOrder();
	if (data === undefined) return '';
	const known = SPEEDS.some(([speed]) => speed === data.scale);
	const speeds = known ? SPEEDS : [...SPEEDS, [data.scale, `${data.scale} times`]];
	const turn = ({ target }) =>
		run(async () => await ask('PATCH', '/clock', { scale: Number(target.value) }));
	const jump = () => run(async () => await ask('POST', '/clock/jump'));
	return html`<span class="row">
		<label class="soft">
			Time of the senders${' '}
			<select onChange=${turn} value=${data.scale}>
				${options(speeds, data.scale)}
			</select>
		</label>
		<button disabled=${!data.waiting} onClick=${jump}>
			${data.waiting ? 'Skip to what is due next' : 'Nothing is waiting'}
		</button>
		${problem && html`<span class="problem">${problem}</span>`}
	</span>`;
}
