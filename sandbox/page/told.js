const listeners = new Set();

/** Says what has come of what somebody did, until something else is done; '' says nothing. */
export function tell(words) {
	for (const listener of listeners) listener(words);
}

/** Hears what is said. @returns what ends it */
export function hear(listener) {
	listeners.add(listener);
	return () => listeners.delete(listener);
}
