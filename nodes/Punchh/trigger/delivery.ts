import type { Request, Response } from 'express';

import type { PunchhItem } from './envelope';

/** One call of Punchh's that was found genuine and wanted. */
export interface Delivery {
	item: PunchhItem;
	/** What the event is recognised by; undefined where it is not to be or cannot be recognised. */
	key: string | undefined;
	/** Size of the body. */
	bytes: number;
	request: Request;
	response: Response;
}
