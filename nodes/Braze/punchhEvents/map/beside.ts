import { namesAnother } from '../../../Punchh/events/envelope';
import { guestFieldsOf, type PunchhItem } from '../../../Punchh/events/item';
import { isRowId } from '../../../shared/values/identifiers';
import { isScalar } from '../../../shared/values/json';
import { trimmed } from '../../../shared/values/trimmed';
import { firstValue, valueAt } from '../read';
import type { ExtraField } from '../types';

/** What an item has of the event itself, so that nothing else stands below these names. */
const OF_THE_EVENT =
	/^(?:event|event_name|event_type|action|timestamp|content_id|occurred_at|guest|payload|business_\w+)(?:\.|$)/;

/**
 * Warns of extra fields whose values stand beside an event, where something else put them, together with
 * what names another guest: a Merge node pairs what does not belong together when one side has lost an item.
 *
 * @param isSent whether a field has a value that is sent
 */
export function warnOfBeside(
	event: PunchhItem,
	fields: ExtraField[],
	isSent: (field: ExtraField) => boolean,
	warn: (warning: string) => void,
): void {
	if (fields.length === 0) return;
	warnOfAnothers(event, fields, warn);
	const named = otherNamedBeside(event);
	if (named === undefined) return;
	for (const field of fields) {
		const [from] = field.from;
		const places = [...(field.target === 'attribute' ? [guestFieldsOf(event)] : []), event.payload];
		const isBeside = !OF_THE_EVENT.test(from) && firstValue(places, field.from) === undefined;
		if (!isBeside || !isSent(field)) continue;
		warn(
			`'${from}' is next to the event, where the '${named}' is not the guest's: a Merge node may have put another guest's there`,
		);
	}
}

/** Warns of attributes that are left out: where a payload names another guest, its fields are about that one. */
function warnOfAnothers(
	event: PunchhItem,
	fields: ExtraField[],
	warn: (warning: string) => void,
): void {
	const { payload } = event;
	if (!namesAnother(payload)) return;
	for (const { from, target } of fields) {
		const isGuests = firstValue([guestFieldsOf(event)], from) !== undefined;
		if (target !== 'attribute' || isGuests || firstValue([payload], from) === undefined) continue;
		warn(
			`'${from[0]}' is not sent as an attribute, because 'payload' names another guest than 'payload.user': if it is the guest's all the same, take 'payload.${from[0]}'`,
		);
	}
}

/** By what another guest is named beside the event. */
function otherNamedBeside(event: PunchhItem): string | undefined {
	const { user_id: id, email } = event.guest;
	const [ownId, besideId] = [id, valueAt(event, 'user_id')].map(asText);
	if (isRowId(ownId) && isRowId(besideId)) return ownId === besideId ? undefined : 'user_id';
	const [own, beside] = [email, valueAt(event, 'email')].map((one) => asText(one).toLowerCase());
	return own.includes('@') && beside.includes('@') && own !== beside ? 'email' : undefined;
}

const asText = (value: unknown) => trimmed(isScalar(value) ? String(value) : '');
