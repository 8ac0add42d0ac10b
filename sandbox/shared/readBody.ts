import type { Readable } from 'node:stream';

/** The bytes of a request body, or none and `tooLarge` when there were more than allowed. */
export interface ReadBody {
	bytes: Buffer;
	tooLarge: boolean;
}

/**
 * Reads a body to its end. What is over the limit is read as well and thrown away, so that the
 * client gets to see its 413 instead of a broken connection. A body that breaks off throws an error
 * with statusCode 400.
 */
export async function readBody(stream: Readable, maxBytes: number): Promise<ReadBody> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size <= maxBytes) chunks.push(chunk);
		}
	} catch {
		throw Object.assign(new Error('The request ended before its body did'), { statusCode: 400 });
	}
	const tooLarge = size > maxBytes;
	return { bytes: tooLarge ? Buffer.alloc(0) : Buffer.concat(chunks), tooLarge };
}
