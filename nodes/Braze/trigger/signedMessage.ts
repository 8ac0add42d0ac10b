/** A message below the line that signs it, which is what the templates with a signature render. */
export interface SignedMessage {
	/** When Liquid signed it, in seconds since 1970. */
	seconds: string;
	/** HMAC-SHA256 in lowercase hex. */
	signature: string;
	/** The bytes that are signed, and nothing else: everything below the line. */
	message: Buffer;
}

/** Read as latin1, in which a byte order mark is three characters. */
const SIGNATURE_LINE = /^(?:\xEF\xBB\xBF)?\s*t=(\d{1,12}),v1=([0-9a-f]{64})[ \t]*\r?\n/;

/** The line and some whitespace before it. No more than this is looked at before the proof. */
const LONGEST_LINE = 200;

/** @returns undefined for a body that does not begin with a signature */
export function readSignedMessage(body: Buffer): SignedMessage | undefined {
	// As latin1 each byte is one character, so the length of the line is its size.
	const line = SIGNATURE_LINE.exec(body.toString('latin1', 0, LONGEST_LINE));
	if (line === null) return undefined;
	const [{ length }, seconds, signature] = line;
	return { seconds, signature, message: body.subarray(length) };
}
