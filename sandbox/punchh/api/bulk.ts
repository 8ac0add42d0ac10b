import { parse } from 'csv-parse/sync';

import { isBlank, isForm, Refusal, refuse, type Call, type Parameters } from './call';
import { INVENTED } from './invented';
import { demand } from './lookup';
import { enter, segmentOf } from './segments';
import type { PunchhState } from './state';
import type { Guest, Segment } from './types';

const LARGEST_FILE = 15 * 1024 * 1024;

/** The night window in minutes of the day in EST, which is UTC-5: 9:30 PM to 5:30 AM. */
const WINDOW = { from: 21 * 60 + 30, to: 5 * 60 + 30, utcOffsetMinutes: -5 * 60 };

/** Makes the guests of a CSV file members of a segment. @throws Refusal 400, 404 or 422 */
export async function bulkAdd(state: PunchhState, call: Call): Promise<object> {
	return await bulk(state, call, (segment, guest) => enter(state, segment, guest));
}

/** Removes the guests of a CSV file from a segment. @throws Refusal as bulkAdd */
export async function bulkRemove(state: PunchhState, call: Call): Promise<object> {
	return await bulk(state, call, ({ custom_segment_id: id }, guest) =>
		state.memberBook.remove(id, guest.user_id),
	);
}

/** Does something to each guest of the file, in the background; unknown ones are skipped. */
async function bulk(
	state: PunchhState,
	call: Call,
	act: (segment: Segment, guest: Guest) => void,
): Promise<object> {
	if (state.knobs.nightWindow && !isNight(state.now())) {
		throw new Refusal(INVENTED.outsideNightWindow);
	}
	const { params, file } = await readForm(call);
	demand(params, ['name', 'custom_segment_id', 'bulk_guest_activity_file']);
	const segment = segmentOf(state, params);
	const guests = readRows(file).map((row) => guestOf(state, row));
	state.later(() => {
		for (const guest of guests) if (guest !== undefined) act(segment, guest);
	});
	return {};
}

async function readForm(call: Call): Promise<{ params: Parameters; file: string }> {
	if (!isForm(call.headers)) return { params: call.params, file: '' };
	const headers = { 'Content-Type': call.headers['content-type'] ?? '' };
	const form = await new Response(call.rawBody, { headers })
		.formData()
		.catch(() => refuse(INVENTED.wrongForm));
	const sent = form.get('bulk_guest_activity_file');
	const file = sent instanceof File ? await sent.text() : (sent ?? '');
	const fields: Parameters = {};
	form.forEach((value, name) => {
		if (typeof value === 'string') Object.assign(fields, { [name]: value });
	});
	return { params: { ...call.params, ...fields, bulk_guest_activity_file: file }, file };
}

/** @throws Refusal 422 when it is no CSV with the two documented columns, or too large */
function readRows(file: string): Parameters[] {
	if (Buffer.byteLength(file) > LARGEST_FILE) throw new Refusal(INVENTED.wrongFile);
	let rows: Parameters[];
	try {
		rows = parse(file, {
			bom: true,
			columns: true,
			skip_empty_lines: true,
			trim: true,
			relax_column_count: true,
		});
	} catch {
		return refuse(INVENTED.wrongFile);
	}
	const hasColumns = rows.every((row) => 'user_id' in row || 'email' in row);
	return hasColumns && rows.length > 0 ? rows : refuse(INVENTED.wrongFile);
}

/** When a row has both, both have to fit. */
function guestOf(state: PunchhState, { user_id: id, email }: Parameters): Guest | undefined {
	if (isBlank(id)) return state.findByEmail(email);
	const guest = state.findGuest(id);
	return isBlank(email) || guest === state.findByEmail(email) ? guest : undefined;
}

function isNight(ms: number): boolean {
	const { from, to, utcOffsetMinutes } = WINDOW;
	const minuteOfDay = (((Math.floor(ms / 60_000) + utcOffsetMinutes) % 1440) + 1440) % 1440;
	return minuteOfDay >= from || minuteOfDay < to;
}
