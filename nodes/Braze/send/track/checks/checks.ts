import type { IDataObject } from 'n8n-workflow';

import {
	isNoValue,
	isRounded,
	isShortened,
	NO_EXTERNAL_ID,
	NO_ID,
	ROUNDED,
	SHORTENED_HINT,
} from '../../../../shared/values/identifiers';
import { isEmpty, isObject } from '../../../../shared/values/json';
import {
	identifierTypeOf,
	PRIMARY_IDENTIFIERS,
	SECONDARY_IDENTIFIERS,
} from '../../../identity/user';
import { LIMITS, RESERVED_PROPERTIES } from './limits';
import { isTimeWithZone } from './times';
import { withValues } from './withValues';
import type { TrackArray, TrackObject } from '../objects/types';

/** Returns what is wrong with an object, or undefined. */
type Check = (body: IDataObject, bytes: number) => string | undefined;

const CURRENCY = /^[A-Z]{3}$/;

/** The checks for each array, the most important first. */
const CHECKS: Record<TrackArray, Check[]> = {
	attributes: [identified, identifiers, attributeNames],
	events: [
		identified,
		identifiers,
		requiredText('name', LIMITS.name),
		appId,
		time,
		properties('events', LIMITS.eventPropertiesBytes),
	],
	purchases: [
		identified,
		identifiers,
		requiredText('product_id', LIMITS.productId),
		appId,
		currency,
		price,
		quantity,
		time,
		properties('purchases', LIMITS.purchasePropertiesBytes),
	],
};

/**
 * Checks an object before it is sent, so that anything Braze would refuse or silently lose is
 * reported with its reason and does not cost a request.
 *
 * @param bytes length of the whole object's JSON
 * @returns the first thing that is wrong, or undefined when the object can be sent
 */
export function findProblem({ array, body }: TrackObject, bytes: number): string | undefined {
	for (const check of CHECKS[array]) {
		const problem = check(body, bytes);
		if (problem !== undefined) return withValues(problem, body);
	}
	return undefined;
}

function bytesOf(value: unknown): number {
	return Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
}

function identified(body: IDataObject): string | undefined {
	const has = (name: string) => !isEmpty(body[name]);
	const primary = PRIMARY_IDENTIFIERS.filter(has);
	if (primary.length > 1) {
		return `It has ${primary.map((name) => `'${name}'`).join(' and ')}: Braze accepts only one of them`;
	}
	const contact = SECONDARY_IDENTIFIERS.find(has);
	if (primary.length === 0 && contact !== undefined) return emptied(body, contact);
	if (primary.length === 1 || body.push_token_import === true) return undefined;
	return "It does not say which user it is for: 'external_id', 'user_alias', 'braze_id', 'email' or 'phone' is required";
}

/** Who has no ID where one was meant would be taken for somebody who has the same address or number. */
function emptied(body: IDataObject, contact: string): string | undefined {
	const name = PRIMARY_IDENTIFIERS.find((one) => one in body);
	if (name === undefined) return undefined;
	return `'${name}' is empty: Braze would look the user up by ${contact}, and may find somebody else. Leave '${name}' out if you want that`;
}

function identifiers(body: IDataObject): string | undefined {
	const { external_id: externalId, user_alias: alias } = body;
	if (!isEmpty(externalId)) {
		const problem = externalIdProblem(externalId);
		if (problem !== undefined) return problem;
	}
	if (!isEmpty(alias)) return aliasProblem(alias);
	const type = isEmpty(externalId) ? identifierTypeOf(body) : undefined;
	return type === undefined ? undefined : vendorIdProblem(type, body[type]);
}

/** An identifier that is no free text: every digit of it counts. */
function vendorIdProblem(name: string, value: unknown): string | undefined {
	if (typeof value !== 'string') return textProblem(name, value);
	if (isShortened(value)) return `'${name}' is not the whole ID: ${value}. ${SHORTENED_HINT}`;
	// Tills write 0000000000 for whoever gives no number.
	const isNone = isNoValue(value) || (name === 'phone' && !/[1-9]/.test(value));
	return isNone ? noId(name, value) : textProblem(name, value);
}

const noId = (name: string, value: string) => `'${name}' ${NO_ID.problem(value)}. ${NO_ID.hint}`;

/** All who have none would be recorded as one user. */
function externalIdProblem(value: unknown): string | undefined {
	return typeof value === 'string' && NO_EXTERNAL_ID.test(value)
		? noId('external_id', value)
		: idProblem('external_id', value, LIMITS.externalIdBytes);
}

function aliasProblem(alias: unknown): string | undefined {
	if (!isObject(alias)) return "'user_alias' must be an object with 'alias_name' and 'alias_label'";
	for (const name of ['alias_name', 'alias_label']) {
		const value = alias[name];
		if (isEmpty(value)) return `'${name}' is missing in 'user_alias'`;
		const problem = idProblem(name, value, LIMITS.aliasBytes);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

/** An ID that somebody else than Braze makes. */
function idProblem(name: string, value: unknown, mostBytes: number): string | undefined {
	return typeof value === 'string' && isNoValue(value)
		? noId(name, value)
		: textProblem(name, value, mostBytes);
}

/** What is wrong with a value that must be text; a number that is held exactly was made text before. */
function textProblem(name: string, value: unknown, mostBytes = Infinity): string | undefined {
	if (isRounded(value)) return `'${name}' ${ROUNDED.problem}. ${ROUNDED.hint}`;
	if (typeof value !== 'string') return `'${name}' must be text`;
	return bytesOf(value) > mostBytes ? `'${name}' is longer than ${mostBytes} bytes` : undefined;
}

/** Which name of an attribute Braze does not take. */
export function attributeNames(body: IDataObject): string | undefined {
	const long = Object.keys(body).find((name) => name.length > LIMITS.name);
	if (long !== undefined) {
		return `The attribute name '${long.slice(0, 40)}...' is longer than ${LIMITS.name} characters`;
	}
	if ('email_subscription_info' in body) return "Braze does not take 'email_subscription_info'";
	return undefined;
}

function requiredText(name: string, longest: number): Check {
	return (body) => {
		const value = body[name];
		if (isEmpty(value)) return `'${name}' is required`;
		const isLong = typeof value === 'string' && value.length > longest;
		return isLong ? `'${name}' is longer than ${longest} characters` : textProblem(name, value);
	};
}

function appId({ app_id: value }: IDataObject): string | undefined {
	return isEmpty(value) ? undefined : vendorIdProblem('app_id', value);
}

function time({ time: value }: IDataObject): string | undefined {
	if (isEmpty(value)) return "'time' is required";
	if (isTimeWithZone(value)) return undefined;
	return `'time' is not a date and time with a zone, such as 2026-03-14T16:20:11Z: ${String(value)}`;
}

function currency({ currency: value }: IDataObject): string | undefined {
	if (typeof value === 'string' && CURRENCY.test(value)) return undefined;
	return "'currency' must be a three-letter ISO 4217 code, such as USD";
}

function price({ price: value }: IDataObject): string | undefined {
	if (isEmpty(value)) return "'price' is required";
	return Number.isFinite(value) ? undefined : "'price' must be a number";
}

function quantity({ quantity: value }: IDataObject): string | undefined {
	if (value === undefined) return undefined;
	const whole = Number.isInteger(value) && (value as number) >= 1;
	if (whole && (value as number) <= LIMITS.quantity) return undefined;
	return `'quantity' must be a whole number from 1 to ${LIMITS.quantity}`;
}

function properties(array: keyof typeof RESERVED_PROPERTIES, mostBytes: number): Check {
	const reserved: readonly string[] = RESERVED_PROPERTIES[array];
	return ({ properties: value }, bytes) => {
		if (value === undefined || value === null) return undefined;
		if (typeof value !== 'object' || Array.isArray(value)) return "'properties' must be an object";
		for (const name in value) {
			const problem = propertyNameProblem(name, reserved);
			if (problem !== undefined) return problem;
		}
		// If the whole object is small enough, there is no need to measure a part of it.
		return bytes > mostBytes && bytesOf(value) > mostBytes
			? `'properties' is larger than ${mostBytes / 1_024} KB`
			: undefined;
	};
}

function propertyNameProblem(name: string, reserved: readonly string[]): string | undefined {
	if (name === '') return 'A property has no name';
	if (name.startsWith('$')) return `The property name '${name}' starts with '$'`;
	if (name.length > LIMITS.name) {
		return `The property name '${name.slice(0, 40)}...' is longer than ${LIMITS.name} characters`;
	}
	if (reserved.includes(name)) return `The property name '${name}' is reserved by Braze: rename it`;
	return undefined;
}
