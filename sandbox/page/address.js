import { useEffect, useState } from 'preact/hooks';

/** What is shown stands behind the # of the address, so that it can be kept, sent and gone back to. */
export function readAddress() {
	return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** The address with some of it changed; an empty value takes a name out. */
export function addressWith(changes) {
	const all = Object.entries({ ...readAddress(), ...changes }).filter(([, value]) => value !== '');
	return `#${new URLSearchParams(all)}`;
}

/** Opens something above the page, e.g. `open('event', contentId)`. */
export function open(what, id = '') {
	location.hash = addressWith({ open: what, id });
}

export function close() {
	location.hash = addressWith({ open: '', id: '' });
}

/** The address, followed. */
export function useAddress() {
	const [address, setAddress] = useState(readAddress());
	useEffect(() => {
		const read = () => setAddress(readAddress());
		addEventListener('hashchange', read);
		return () => removeEventListener('hashchange', read);
	}, []);
	return address;
}
