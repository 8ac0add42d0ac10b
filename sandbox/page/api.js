import { useEffect, useState } from 'preact/hooks';

import { tell } from './told.js';

/** Proves that an order comes from this page. */
const TOKEN = document.querySelector('meta[name="sandbox-token"]').content;

/** Calls the control interface; throws with its sentence when it refuses. */
export async function ask(method, path, body) {
	const response = await fetch(path, {
		method,
		headers: {
			'x-sandbox-token': TOKEN,
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	}).catch(() => {
		throw new Error('The sandbox does not answer. Start it again with: npm run sandbox');
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.error ?? `The sandbox answered ${response.status}`);
	return answer;
}

const listeners = new Set();
let connected = false;

/** Follows the stream of changes; the browser connects anew by itself. */
function follow() {
	const stream = new EventSource('/stream');
	const tell = (state) => {
		connected = state.connected;
		for (const listener of listeners) listener(state);
	};
	stream.onmessage = ({ data }) => tell({ connected: true, changed: JSON.parse(data).changed });
	stream.onerror = () => tell({ connected: false, changed: [] });
}
follow();

/** Whether the sandbox is there. */
export function useConnected() {
	const [state, setState] = useState(connected);
	useEffect(() => {
		const listener = (now) => setState(now.connected);
		listeners.add(listener);
		// The first message may have come after the first drawing and before this.
		setState(connected);
		return () => listeners.delete(listener);
	}, []);
	return state;
}

/** Waits so long between two readings of the same thing, however often it changes. */
const REST_MS = 400;

/**
 * What a call answers, read anew whenever one of the subjects changes.
 *
 * @returns {{ data?: any, error?: string }}
 */
export function useLive(path, subjects) {
	const [state, setState] = useState({});
	useEffect(() => {
		let here = true;
		let reading = false;
		let stale = false;
		const read = async () => {
			stale = reading;
			if (reading || !here) return;
			reading = true;
			const result = await ask('GET', path).then(
				(data) => ({ data }),
				(error) => ({ error: error.message }),
			);
			if (here) setState((before) => ({ ...before, error: undefined, ...result }));
			await new Promise((resolve) => setTimeout(resolve, REST_MS));
			reading = false;
			if (stale) void read();
		};
		const listener = ({ changed }) => {
			if (changed.some((subject) => subjects.includes(subject))) void read();
		};
		void read();
		listeners.add(listener);
		return () => {
			here = false;
			listeners.delete(listener);
		};
	}, [path]);
	return state;
}

/** Runs an order of the user, and keeps the sentence when it is refused. */
export function useOrder() {
	const [problem, setProblem] = useState('');
	const [busy, setBusy] = useState(false);
	const run = async (order) => {
		setBusy(true);
		setProblem('');
		tell('');
		try {
			return await order();
		} catch (error) {
			setProblem(error.message);
			return undefined;
		} finally {
			setBusy(false);
		}
	};
	return { run, busy, problem };
}
