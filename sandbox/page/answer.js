import { html } from './pieces.js';

/**
 * What is likely wrong when a receiver does not take what is sent to it; the first that fits. Where it
 * depends on the sender, it is a function of that.
 */
const ADVICE = [
	{
		when: ({ status, answer }) => status === 200 && /^\s*</.test(answer ?? ''),
		says: 'A web page came back, which is no answer of a webhook. Compare the URL with that of the receiver.',
	},
	{
		when: ({ status, answer }) => status === 404 && /not registered/i.test(answer ?? ''),
		says: "n8n has no published workflow at this URL. Publish the workflow, and compare the URL with the trigger's Production URL.",
	},
	{
		when: ({ status }) => status === 404,
		says: 'There is nothing at this path. Compare it with the URL of the receiver.',
	},
	{
		when: ({ status }) => status === 401 || status === 403,
		says: (sender) =>
			`The receiver does not accept the proof of the sender. Compare authentication and secret on both sides; in n8n they are in the credential "${sender} Webhook API".`,
	},
	{
		when: ({ status }) => status >= 300 && status < 400,
		says: 'Redirects are not followed. Enter the URL that it leads to.',
	},
	{
		when: ({ error }) => error === 'ECONNREFUSED',
		says: 'Nothing listens there. Is the receiver running, and is the port right?',
	},
];

/** What is likely wrong, in a sentence; undefined when nothing is known. */
function adviceOn(attempt, sender) {
	const says = ADVICE.find(({ when }) => when(attempt))?.says;
	return typeof says === 'function' ? says(sender) : says;
}

/** The sentences of an answer: the message of JSON, else its text. */
function wordsOf(answer) {
	try {
		const { message, hint, error, errors } = JSON.parse(answer);
		return textsIn([message, hint, error, errors]).join(' ') || answer;
	} catch {
		return answer;
	}
}

/** Every text in a value, however deep. */
function textsIn(value) {
	if (typeof value === 'string') return [value];
	return Object.values(value ?? {}).flatMap(textsIn);
}

/** What a receiver answered to Punchh: with a success its words, else why it was none and what helps. */
export function Said({ attempt }) {
	if (attempt.status !== 200 && attempt.status !== 202)
		return html`<${Reason} attempt=${attempt} />`;
	const advice = adviceOn(attempt, 'Punchh');
	return html`${attempt.said && html`<div class="words said">It answered: ${attempt.said}</div>`}
	${advice && html`<div>${advice}</div>`}`;
}

/** The words of an answer that was no success. */
export function Words({ answer }) {
	if (!answer) return '';
	return html`<div class="problem words">${wordsOf(answer)}</div>`;
}

/** Why an attempt to send something was no success, and what helps. */
export function Reason({ attempt, sender = 'Punchh' }) {
	const { error, answer } = attempt;
	const advice = adviceOn(attempt, sender);
	return html`${error && html`<div class="problem">${error}</div>`}
		<${Words} answer=${answer} />
		${advice && html`<div>${advice}</div>`}`;
}
