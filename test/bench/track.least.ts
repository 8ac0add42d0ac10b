import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

const PER_REQUEST = 75;

const BYTES_PER_REQUEST = 4_000_000;

const TIME = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** An object as it is sent. */
interface Text {
	text: string;
	bytes: number;
}

/**
 * The shortest code for what Track promises of any item: its parameters are read, its object names a user, an event
 * and a time that exists, JSON loses none of its values, the objects of one user stay in order, no request
 * is too large, and each item has the same output. It takes events only, repairs and warns of nothing, and
 * trusts Braze and whatever an earlier execution has sent.
 */
export async function least(
	this: IExecuteFunctions,
	indices: number[],
): Promise<INodeExecutionData[]> {
	const items = this.getInputData();
	const users = new Map<string, Text[]>();
	const names: string[][] = [];
	for (const index of indices) {
		const parameters = ['specifyObjects', 'objects'].map((name) =>
			this.getNodeParameter(name, index, undefined, { rawExpressions: true }),
		);
		if (parameters.join() !== 'json,={{ $json }}') throw new Error('Not the items themselves');
		const { events } = items[index].json as { events: IDataObject[] };
		names.push(events.map((event) => addTo(users, event)));
	}
	await send(this, [...users.values()].flat());
	return indices.map((item) => ({ json: outputOf(names[item]), pairedItem: { item } }));
}

/** Adds an event to those of its user; returns its name. */
function addTo(users: Map<string, Text[]>, event: IDataObject): string {
	const { external_id: user, name, time } = event;
	const isNamed =
		typeof user === 'string' && user !== '' && typeof name === 'string' && name !== '';
	if (!isNamed || !isTime(time) || !isKept(event)) throw new Error('Not an event');
	const text = JSON.stringify(event);
	const object = { text, bytes: Buffer.byteLength(text) };
	const others = users.get(user);
	if (others === undefined) users.set(user, [object]);
	else others.push(object);
	return name;
}

function isTime(time: unknown): boolean {
	const [, day] = (typeof time === 'string' && TIME.exec(time)) || [];
	if (day === undefined || Number.isNaN(Date.parse(time as string))) return false;
	return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** Whether JSON makes null of nothing in a value. */
function isKept(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object' || value === null) return value !== undefined;
	if (Array.isArray(value)) return value.every(isKept);
	for (const name in value) {
		if (!isKept((value as IDataObject)[name])) return false;
	}
	return true;
}

function outputOf(eventNames: string[]): IDataObject {
	const counts = { attributes: 0, events: eventNames.length, purchases: 0 };
	const others = { dataPoints: eventNames.length, attributeNames: [], eventNames, products: [] };
	return { verdict: 'accepted', ...counts, ...others };
}

async function send(context: IExecuteFunctions, objects: Text[]): Promise<void> {
	let [texts, size]: [string[], number] = [[], 0];
	const post = async () => {
		const body = `{"events":[${texts.join(',')}]}`;
		[texts, size] = [[], 0];
		const request = { url: 'https://braze.example/users/track', method: 'POST', body } as const;
		const { helpers } = context;
		await helpers.httpRequestWithAuthentication.call(context, 'brazeApi', request);
	};
	for (const { text, bytes } of objects) {
		if (texts.length === PER_REQUEST || size + bytes > BYTES_PER_REQUEST) await post();
		texts.push(text);
		size += bytes;
	}
	await post();
}
