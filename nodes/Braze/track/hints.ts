/** What to do about an object of which nobody knows whether Braze took it. */
export const OPEN_HINT =
	'Braze may have taken it. Look at the profile before sending it again: Braze does not drop duplicates';

/** The same of an eCommerce event that Braze refused. */
export const ECOMMERCE_HINT =
	'Braze may have kept this eCommerce event all the same: look at the profile before sending it again';
