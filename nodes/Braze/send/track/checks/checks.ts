import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from '../../../../shared/values/json';
import { PRIMARY_IDENTIFIERS, SECONDARY_IDENTIFIERS } from '../../../identity/user';
import { LIMITS, RESERVED_PROPERTIES } from './limits';
import { isTimeWithZone } from './times';
import type { TrackArray, TrackObject } from '../objects/types';

/** Returns what is wrong with an object, or undefined. */
type Check = (body: IDataObject, bytes: number) => string | undefined;

const CURRENCY = /^[A-Z]{3}$/;

/** The checks for each array, the most important first. */
const CHECKS: Record<TrackArray, Check[]> = {
	attributes: [identified, identifierLengths, attributeNames],
	events: [
		identified,
		identifierLengths,
		requiredText('name', LIMITS.name),
		time,
		properties('events', LIMITS.eventPropertiesBytes),
	],
	purchases: [
		identified,
		identifierLengths,
		requiredText('product_id', LIMITS.productId),
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
		if (problem !== undefined) return problem;
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
		return `It has ${primary.map((name) => `'${name}'`).join(' and ')}: Braze takes only one of them`;
	}
	const isNamed = primary.length === 1 || SECONDARY_IDENTIFIERS.some(has);
	if (isNamed || body.push_token_import === true) return undefined;
	return "It does not say which user it is for: 'external_id', 'user_alias', 'braze_id', 'email' or 'phone' is required";
}

function identifierLengths(body: IDataObject): string | undefined {
	const { external_id: externalId, user_alias: alias } = body;
	if (!isEmpty(externalId)) {
		if (typeof externalId !== 'string') return "'external_id' must be text";
		if (bytesOf(externalId) > LIMITS.externalIdBytes) {
			return `'external_id' is longer than ${LIMITS.externalIdBytes} bytes`;
		}
	}
	return isEmpty(alias) ? undefined : aliasProblem(alias);
}

function aliasProblem(alias: unknown): string | undefined {
	for (const name of ['alias_name', 'alias_label']) {
		const value = (alias as IDataObject)[name];
		if (typeof value !== 'string' || value === '') return `'${name}' is missing in 'user_alias'`;
		if (bytesOf(value) > LIMITS.aliasBytes) {
			return `'${name}' is longer than ${LIMITS.aliasBytes} bytes`;
		}
	}
	return undefined;
}

function attributeNames(body: IDataObject): string | undefined {
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
		if (typeof value !== 'string' || value === '') return `'${name}' is required`;
		return value.length > longest ? `'${name}' is longer than ${longest} characters` : undefined;
	};
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
		for (const name of Object.keys(value)) {
			const problem = propertyNameProblem(name, reserved);
			if (problem !== undefined) return problem;
		}
		// If the whole object is small enough, there is no need to measure a part of it.
		return bytes > mostBytes && bytesOf(value) > mostBytes
			? `'properties' is larger than ${mostBytes / 1_000} KB`
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
