import type { IDataObject } from 'n8n-workflow';

/** The three arrays of a /users/track body, in the order in which Braze processes them. */
export const TRACK_ARRAYS = ['attributes', 'events', 'purchases'] as const;
export type TrackArray = (typeof TRACK_ARRAYS)[number];

/** One object for /users/track as an item asks for it. */
export interface TrackObject {
	array: TrackArray;
	body: IDataObject;
	/** Tells an object that would count again from all others of its node; see `SentBefore`. */
	key?: string;
	/** Tells the objects with one key apart: the same object may come for a user who is named otherwise by then. */
	content?: IDataObject;
}

/** An object that passed our checks, serialised and ready to be packed. */
export interface PreparedObject {
	array: TrackArray;
	/** The object as JSON text, exactly as it is sent. */
	text: string;
	/** Length of `text` in UTF-8 bytes. */
	bytes: number;
	/** Same value = same user, as far as the identifiers tell; undefined = a user of its own. */
	user: string | undefined;
	/** Whether sending it twice has the same effect as sending it once. */
	repeatSafe: boolean;
	/** How many data points it is likely to cost. */
	dataPoints: number;
	/** As the item gives it. */
	key: string | undefined;
	/** As the item gives it. */
	content: IDataObject | undefined;
	/** The same for all objects of one item. */
	item: object | undefined;
}

/**
 * An object of an item after our own checks. If it has neither a problem nor a prepared object, it is
 * valid but held back, because another object of its item is not.
 */
export interface CheckedObject {
	array: TrackArray;
	/** Of an event its name, of a purchase its product, of attributes theirs. */
	names: string[];
	/** What names its user. */
	identifier?: IDataObject;
	problem?: string;
	prepared?: PreparedObject;
}

/** Adds a sentence to the warnings of an item. */
export type Warn = (text: string) => void;
