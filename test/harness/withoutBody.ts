import { request } from 'node:http';

/** A type whose body n8n leaves to the node. */
export const LEFT_TO_US = { 'Content-Type': 'application/octet-stream' };

/** As much as n8n reads of a body, and of that type. */
export const LARGE = { ...LEFT_TO_US, 'Content-Length': '16000000' };

/** No more than any trigger takes, and of that type. */
export const SMALL = { ...LEFT_TO_US, 'Content-Length': '1000' };

/** Begins a call whose body never comes, and gives the status that it is answered with. */
export async function statusWithoutBody(
	url: string,
	headers: Record<string, string>,
): Promise<number> {
	return await new Promise((resolve, reject) => {
		const call = request(url, { method: 'POST', headers }, ({ statusCode = 0 }) => {
			resolve(statusCode);
			call.destroy();
		});
		call.on('error', reject);
		call.flushHeaders();
	});
}
