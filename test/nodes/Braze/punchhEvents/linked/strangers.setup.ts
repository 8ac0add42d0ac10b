import type { IDataObject } from 'n8n-workflow';

import { sandbox } from '../punchhEvents.setup';

export const MARA = {
	first_name: 'Mara',
	last_name: 'Lindqvist',
	email: 'mara@example.com',
	phone: '6155550117',
};
export const BEN = {
	first_name: 'Ben',
	last_name: 'Okafor',
	email: 'ben@example.org',
	phone: '+16155550199',
};

/** The app's profile of a person, under CRM-2. */
export const app = (attributes: IDataObject, id = 'CRM-2') =>
	sandbox.braze.seed({ profiles: [{ external_id: id, attributes }] });

export const NOT_USED =
	/^the external ID CRM-2 is not used, because its profile seems to be another person's/;

/** The warnings of some items. */
export const warnings = (items: Array<{ json: IDataObject }>) =>
	items.flatMap(({ json }) => (json.warnings as string[] | undefined) ?? []);

/** The app's profile in the end, which nobody has touched. */
export const UNTOUCHED = ['CRM-2', undefined, '', ''];
