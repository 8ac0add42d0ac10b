import type { Location, Redeemable } from '../seed';
import { isBlank, Refusal, text, type Parameters } from './call';
import { ERRORS } from './errors';
import { pageOf } from './segments';
import type { PunchhState } from './state';

/** The redeemables that can be given. @throws Refusal 422 when the list is switched off */
export function listRedeemables(state: PunchhState): object[] {
	if (!state.knobs.redeemablesList) throw new Refusal(ERRORS.redeemablesOff);
	return state.redeemables.map(
		({ redeemable_id, redeemable_uuid, name, description, redeemable_image_url }) => ({
			redeemable_id,
			redeemable_uuid,
			name,
			description,
			redeemable_image_url,
		}),
	);
}

/** The programme: here its redeemables alone. */
export function programMeta(state: PunchhState): object {
	return { redeemables: state.redeemables.map(metaOf) };
}

/** Locations, one of them by ID or store number, or a page of them. */
export function listLocations(state: PunchhState, params: Parameters): object[] {
	const { location_id: id, store_number: store, page, per } = params;
	const fits = (location: Location) => {
		if (!isBlank(id)) return String(location.location_id) === text(id);
		return isBlank(store) || location.store_number === text(store);
	};
	const found = state.locations.filter(fits).map((location) => ({
		...location,
		country: 'US',
		time_zone: 'America/New_York',
		status: 'approved',
	}));
	return isBlank(page) ? found : pageOf(found, page, per);
}

function metaOf(offer: Redeemable): object {
	const { redeemable_id, name, description, points_required_to_redeem } = offer;
	return {
		redeemable_id,
		name,
		description,
		points_required_to_redeem,
		redeemable_image_url: offer.redeemable_image_url,
		redeemable_properties: null,
	};
}
