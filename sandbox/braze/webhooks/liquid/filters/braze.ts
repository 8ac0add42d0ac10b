import { createHash, createHmac, type BinaryToTextEncoding } from 'node:crypto';

import { railsJson, rubyFloat } from '../../../../shared/railsJson';
import { toMoment } from '../dates';
import { readJson } from '../json';
import { reckon, rounded, toNumber, wholeBelow } from '../numbers';
import { strftime } from '../strftime';
import { isTruthy, text, type Value } from '../values';
import { inTimeZone } from '../zones';
import { takes, type Filter } from './filter';

/**
 * Filters that Braze has besides those of Liquid, and those of Liquid that are about neither texts,
 * lists nor numbers. (Braze: "Filters", "Advanced filters")
 */
export const BRAZE_FILTERS: Record<string, Filter> = {
	as_json_string: takes(1, (input) => railsJson(input)),
	base64_encode: takes(1, (input) => Buffer.from(text(input)).toString('base64')),
	date: takes(2, (input, format) => {
		const moment = text(format) === '' ? undefined : toMoment(input);
		return moment ? strftime(moment, text(format)) : input;
	}),
	default: takes(1, withDefault, 3),
	hmac_sha1: hmac('sha1', 'hex'),
	hmac_sha1_base64: hmac('sha1', 'base64'),
	hmac_sha1_hex: hmac('sha1', 'hex'),
	hmac_sha256: hmac('sha256', 'hex'),
	hmac_sha256_base64: hmac('sha256', 'base64'),
	hmac_sha256_hex: hmac('sha256', 'hex'),
	hmac_sha512: hmac('sha512', 'hex'),
	json_escape: takes(1, (input) => JSON.stringify(text(input)).slice(1, -1)),
	json_parse: takes(1, (input) => readJson(text(input))),
	md5: hash('md5'),
	money: takes(1, money),
	number_with_delimiter: takes(1, withDelimiter),
	property_accessor: takes(2, (input, key) =>
		input instanceof Map ? (input.get(text(key)) ?? null) : null,
	),
	sha1: hash('sha1'),
	sha2: hash('sha256'),
	time_zone: takes(2, (input, zone) => {
		const moment = toMoment(input);
		return moment ? inTimeZone(moment, zone) : input;
	}),
	url_encode: takes(1, (input) =>
		input === null ? null : percent(text(input), /[^ \w.\-~]/g).replaceAll(' ', '+'),
	),
	url_escape: takes(1, (input) => percent(text(input), NOT_IN_URLS)),
	url_param_escape: takes(1, (input) => percent(text(input), /[^\w.\-~!*'();/?:@=+$,[\]]/g)),
};

/** What these filters do where no page of Braze says it, or shows an example. */
export const GUESSES: Record<string, string> = {
	as_json_string: 'escapes as Rails does',
	'hmac_sha1, hmac_sha256, hmac_sha512': 'give hexadecimal digits',
	json_escape: 'leaves `&`, `<` and `>` as they are',
	money: 'has no separator of thousands, and rounds half away from zero',
	number_with_delimiter: 'writes `-123`, where Rails 6.1 writes `-,123`',
	time_zone: 'is `in_time_zone` of Rails',
	url_escape: "is the escaping of Ruby's URI",
};

const NOT_IN_URLS = /[^\w.\-~!*'();/?:@&=+$,[\]]/g;

function hash(algorithm: string): Filter {
	return takes(1, (input) => createHash(algorithm).update(text(input)).digest('hex'));
}

function hmac(algorithm: string, encoding: BinaryToTextEncoding): Filter {
	return takes(2, (input, secret) =>
		createHmac(algorithm, text(secret)).update(text(input)).digest(encoding),
	);
}

function withDefault(input: Value, other: Value = '', options: Value = null): Value {
	const allowsFalse = options instanceof Map && isTruthy(options.get('allow_false') ?? null);
	const isMissing = allowsFalse ? input === null : !isTruthy(input);
	const isEmpty =
		input === '' ||
		(Array.isArray(input) && input.length === 0) ||
		(input instanceof Map && input.size === 0);
	return isMissing || isEmpty ? other : input;
}

/** Two decimals, as on Braze's page. */
function money(input: Value): string {
	const cents = wholeBelow(rounded(reckon('times', toNumber(input), 100n), 0));
	const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
	return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** As `number_to_delimited` of Rails: what is no number stays as it is. */
function withDelimiter(input: Value): Value {
	const written = typeof input === 'number' ? rubyFloat(input) : text(input);
	if (!/^\s*[+-]?\d+(_\d+)*(\.\d+)?(e[+-]?\d+)?\s*$/i.test(written)) return input;
	const [whole, ...fraction] = written.split('.');
	return [whole.replace(/(\d)(?=(\d\d\d)+(?!\d))/g, '$1,'), ...fraction].join('.');
}

function percent(value: string, escaped: RegExp): string {
	const bytes = (one: string) =>
		[...Buffer.from(one)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`);
	return value.replace(new RegExp(escaped.source, 'gu'), (one) => bytes(one).join(''));
}
