import { z } from 'zod';

const LOCAL_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

/** A URL on this machine: what the sandbox sends is invented and must not reach anyone else. */
export const LOCAL_URL = z.string().refine(isLocal, 'must be an http URL on this machine');

function isLocal(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	return protocol === 'http:' && LOCAL_HOSTS.includes(hostname);
}
