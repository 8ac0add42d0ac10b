/** A point in time as Ruby's Time has it: with the offset, and perhaps the name, of its zone. */
export class Moment {
	constructor(
		/** Since 1970. */
		readonly seconds: number,
		/** Of the second. */
		readonly nanos: number,
		/** Seconds east of UTC. */
		readonly offset: number,
		/** As `%Z` writes it; empty for a bare offset. */
		readonly zone: string,
	) {}
}

/** `to_s` of Rails. */
export function momentText(moment: Moment): string {
	const { seconds, offset, zone } = moment;
	const local = new Date((seconds + offset) * 1_000).toISOString().slice(0, 19).replace('T', ' ');
	return `${local} ${zone === 'UTC' ? 'UTC' : offsetText(offset)}`;
}

export function compareMoments(left: Moment, right: Moment): number {
	return Math.sign(left.seconds - right.seconds || left.nanos - right.nanos);
}

/** `-0700`, or with colons between hours, minutes and perhaps seconds. */
export function offsetText(offset: number, colons = 0): string {
	const size = Math.abs(offset);
	const parts = [Math.floor(size / 3_600), Math.floor(size / 60) % 60, size % 60];
	const shown = parts
		.slice(0, Math.max(2, colons + 1))
		.map((part) => String(part).padStart(2, '0'));
	return (offset < 0 ? '-' : '+') + shown.join(colons > 0 ? ':' : '');
}
