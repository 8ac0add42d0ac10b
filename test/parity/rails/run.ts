import { join } from 'node:path';

import {
	BASIC_ENCODINGS,
	BODY_TYPES,
	RUBY_CLIENTS,
} from '../../../sandbox/punchh/webhooks/clients';
import type { Envelope } from '../../../sandbox/punchh/webhooks/events';
import { JSON_WRITERS } from '../../../sandbox/punchh/webhooks/json';
import { eventCall } from '../../../sandbox/punchh/webhooks/send';
import { Random } from '../random';
import { askRuby, differences } from '../ruby';

/** Fields of events that hold each kind of value of Rails. */
const FIELDS: Record<string, string> = {
	text: 'name',
	float: 'net_balance',
	integer: 'reward_id',
	decimal: 'receipt_amount',
	time: 'created_at',
	nothing: 'title',
};

const LETTERS = [
	...'aZ09 &<>"\\/\'é😀',
	'\u2028',
	'\u2029',
	'\n',
	'\t',
	'\u0000',
	'\u001f',
	'\u007f',
];
const COUNT = 2_000;

interface Ruby {
	json: string[];
	clients: Record<string, Record<string, string>>;
	untyped: Record<string, string>;
	basic: Record<string, string[]>;
}

/** Compares the sandbox's bodies and headers with those of Rails and of Ruby's clients. */
export function run(seed: number): number {
	const random = new Random(seed);
	const values = Array.from({ length: COUNT }, () => valueOf(random));
	const names = Array.from({ length: 40 }, (_one, length) => `${'n'.repeat(length * 2)}:p`);
	const ruby = askRuby(join(__dirname, 'rails.rb'), { values, names }) as Ruby;
	const clients = Object.keys(RUBY_CLIENTS) as Array<keyof typeof RUBY_CLIENTS>;
	const encodings = Object.entries(BASIC_ENCODINGS);
	return [
		differences('values in JSON', values, values.map(written), ruby.json),
		differences(
			'clients',
			clients,
			clients.map(headersOf),
			clients.map((name) => ruby.clients[name]),
		),
		differences(
			'bodies that nobody names a type for',
			clients,
			clients.map(() => BODY_TYPES.form),
			clients.map((name) => ruby.untyped[name]),
		),
		...encodings.map(([name, encode]) =>
			differences(`user and password, ${name}`, names, names.map(encode), ruby.basic[name]),
		),
	].reduce((sum, count) => sum + count);
}

/** @returns the kind of a value, and its text for Ruby */
function valueOf(random: Random): [kind: string, value: string] {
	const kind = random.of(Object.keys(FIELDS));
	const digits = () => String(random.between(0, 10 ** random.between(1, 9)));
	const made: Record<string, () => string> = {
		text: () => Array.from({ length: random.between(0, 12) }, () => random.of(LETTERS)).join(''),
		float: () => String(Number(`${digits()}.${digits()}e${random.between(-9, 14)}`)),
		integer: digits,
		decimal: () => String(random.between(0, 10_000_000) / random.of([1, 10, 100])),
		time: () =>
			`20${random.between(10, 35)}-0${random.between(1, 9)}-1${random.between(0, 9)}T1${random.between(0, 9)}:20:11${random.of(['Z', '-04:00', '+05:30'])}`,
		nothing: () => '',
	};
	return [kind, made[kind]()];
}

/** A value as it stands in the body of an event. */
function written([kind, value]: [kind: string, value: string]): string {
	const field = FIELDS[kind];
	const isNumber = kind === 'float' || kind === 'integer' || kind === 'decimal';
	const given = kind === 'nothing' ? null : isNumber ? Number(value) : value;
	const event = { [field]: given } as unknown as Envelope;
	return JSON_WRITERS.activeSupport(event).slice(field.length + 4, -1);
}

function headersOf(client: keyof typeof RUBY_CLIENTS): Record<string, string> {
	const auth = { authorization: 'bearer t' };
	const { headers } = eventCall('http://127.0.0.1/hook', auth, '{}', { client, bodyType: 'json' });
	const small = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
	return Object.fromEntries(small) as Record<string, string>;
}
