import type { Item } from '../../../shared/operations/item';
import { NO_EXTERNAL_ID, NO_ID } from '../../../shared/values/identifiers';

/**
 * Looks at an external ID that is given to a user, or by which a user is named.
 *
 * @throws NodeOperationError naming the item and the parameter if a look-up in a spreadsheet writes it where
 *   there is none: all for whom it stands would become one user
 */
export function refuseNoId(item: Item, parameter: string, externalId: string): void {
	if (!NO_EXTERNAL_ID.test(externalId)) return;
	throw item.error(`'${item.labelOf(parameter)}' ${NO_ID.problem(externalId)}`, NO_ID.hint);
}

/** An external ID that a user gets for good; throws as `refuseNoId` does, and if it is not the whole one. */
export function givenId(item: Item, parameter: string): string {
	const externalId = item.requiredId(parameter);
	refuseNoId(item, parameter, externalId);
	return externalId;
}
