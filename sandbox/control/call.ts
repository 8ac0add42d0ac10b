import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import type { Parts } from '../parts/parts';
import { LOOPBACK } from '../shared/guard';
import { isDeeperThan } from '../shared/json';

/** Much deeper values can be kept, but not written as JSON again. */
const MOST_LEVELS = 100;

/** What a call was given, read and checked. */
export interface Given<Body, Query> {
	body: Body;
	query: Query;
	/** The number in the path where it has `:id`; else 0. */
	id: number;
}

/** One call of the control interface: enough to register it, to list it and to check its input. */
export interface ControlCall<Body = unknown, Query = unknown> {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	path: string;
	/** What it does, for the list of calls. */
	about: string;
	body?: z.ZodType<Body, z.ZodTypeDef, unknown>;
	query?: z.ZodType<Query, z.ZodTypeDef, unknown>;
	handle(parts: Parts, given: Given<Body, Query>): unknown;
}

/** A call that is refused with a sentence. */
export class Refused extends Error {
	constructor(
		readonly statusCode: number,
		sentence: string,
	) {
		super(sentence);
	}
}

/** Declares a call; its handler gets what its schemas read. */
export function defineCall<Body, Query>(call: ControlCall<Body, Query>): ControlCall {
	return call as ControlCall;
}

/** Adds calls to a server. */
export function addCalls(server: FastifyInstance, parts: Parts, calls: ControlCall[]): void {
	for (const call of calls) {
		server.route({
			method: call.method,
			url: call.path,
			handler: async (request) =>
				await call.handle(parts, {
					body: read(call.body, request.body ?? undefined, 'body'),
					query: read(call.query, request.query, 'query'),
					id: idOf(request.params),
				}),
		});
	}
}

/** @throws Refused, 400, naming each field that is wrong */
function read(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
	if (isDeeperThan(value, MOST_LEVELS)) throw new Refused(400, `${where}: nested too deep`);
	const { success, data, error } = (schema ?? z.unknown()).safeParse(value);
	if (success) return data;
	const wrong = error.issues.map(
		({ path, message }) => `${[where, ...path].join('.')}: ${message}`,
	);
	throw new Refused(400, wrong.join('; '));
}

function idOf(params: unknown): number {
	const { id = '0' } = params as { id?: string };
	if (!/^\d{1,15}$/.test(id)) throw new Refused(400, `"${id}" is no number of anything here`);
	return Number(id);
}

/** @throws Refused, 404, when there is nothing */
export function found<T>(thing: T | undefined, what: string): T {
	if (thing === undefined) throw new Refused(404, `There is no such ${what}`);
	return thing;
}

/** A URL on this machine: what the sandbox sends is invented and must not reach anyone else. */
export const LOCAL_URL = z.string().refine(isLocal, 'must be an http URL on this machine');

function isLocal(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname, username, password } = new URL(text);
	// Liquid in a user name could end it, and begin the name of another machine.
	const isPlain = username === '' && password === '';
	return protocol === 'http:' && LOOPBACK.includes(hostname) && isPlain;
}
