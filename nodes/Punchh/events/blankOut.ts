import type { IDataObject } from 'n8n-workflow';

import { isEmpty, isObject } from '../../shared/values/json';
import { parseExact } from '../../shared/values/parseExact';

/**
 * Names of fields with a link or code that lets somebody else act as the guest, or that say where the
 * guest was; in lowercase. Without being asked, the trigger does not put them into an execution, and
 * the mapping does not send them to Braze.
 */
export const SECRET_FIELDS =
	/password|passcode|secret|token|confirmation_url|^verify_|_link$|(^|_)ip(_address)?$|user_agent|^gift_card_number$/;

/** What stands in an item in place of such a value. */
export const BLANKED_OUT = '***';

/**
 * Blanks out the values of these fields at any depth, in place; empty values and flags stay. It needs
 * no stack, so that a body may be as deep as it likes.
 *
 * @returns the same item
 */
export function blankOut<Item extends IDataObject>(item: Item): Item {
	const open: object[] = [item];
	for (let within = open.pop(); within !== undefined; within = open.pop()) {
		const fields = within as IDataObject;
		for (const [name, value] of Object.entries(fields)) {
			if (SECRET_FIELDS.test(name.toLowerCase())) {
				if (!isEmpty(value) && typeof value !== 'boolean') fields[name] = BLANKED_OUT;
			} else if (typeof value === 'object' && value !== null) {
				open.push(value);
			} else if (name === 'additional_properties') {
				fields[name] = blankedText(value);
			}
		}
	}
	return item;
}

/** Punchh writes these as JSON within JSON. Text that has nothing to hide stays as it is. */
function blankedText(json: unknown): IDataObject[string] {
	try {
		const inner: unknown = parseExact(String(json));
		if (!isObject(inner)) return json as string;
		const before = JSON.stringify(inner);
		const after = JSON.stringify(blankOut(inner));
		return after === before ? (json as string) : after;
	} catch {
		return json as string;
	}
}
