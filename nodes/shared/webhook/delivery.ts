import type { Response } from 'express';
import type { IDataObject } from 'n8n-workflow';

/** A call that was found genuine and wanted. */
export interface Delivery {
	item: IDataObject;
	/** What the event is recognised by; undefined where it is not to be or cannot be recognised. */
	key: string | undefined;
	/** Size of the body. */
	bytes: number;
	/** After how many milliseconds the call is answered, whatever has become of its event by then. */
	answerWithinMs: number;
	response: Response;
}
