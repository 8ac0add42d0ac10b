import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { freshEvents, type Envelope } from '../../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../../sandbox/punchh/webhooks/send';
import { sendAndCompare, settled } from '../../drills/exactlyOnce';
import {
	emittedIds,
	NO_OPERATION,
	publishTrigger,
	restart,
	runSql,
	type PublishedTrigger,
} from '../../drills/instance';
import { FAILING, waitUntilStored } from '../../drills/triggers';
import type { MatrixGround, Row } from '../ground';

const GROUPED = { groupEvents: true, maxEvents: 75, maxWait: 250 };
const SUCCEEDED = { acknowledge: 'lastNode' };

/** The ways in which events come. */
const WAYS: Record<string, IDataObject> = {
	'When Stored': {},
	'When Stored, grouped': GROUPED,
	'When the Workflow Has Succeeded': SUCCEEDED,
	'When the Workflow Has Succeeded, grouped': { ...GROUPED, ...SUCCEEDED },
};

const publish = async (ground: MatrixGround, parameters: IDataObject, next = NO_OPERATION) =>
	await publishTrigger(ground.instance, ground.webhookCredential, randomUUID(), parameters, next);

/** The statuses with which events are answered, each one once. */
async function answers({ url }: PublishedTrigger, events: Envelope[]): Promise<string> {
	const sent = events.map(async (event) => (await sendEvent(url, 'hmacSha256', event)).status);
	return [...new Set(await Promise.all(sent))].join(' and ');
}

const COUNT = 60;

const exactlyOnce = ([way, parameters]: [string, IDataObject]): Row => ({
	what: `_${way}_: ${COUNT} events, with copies and out of order, start the workflow once each`,
	async see(ground) {
		const trigger = await publish(ground, parameters);
		const sent = freshEvents(COUNT);
		const { missing, doubled, failed, executions } = await sendAndCompare(
			ground.instance,
			trigger,
			sent,
			{ connections: 20 },
		);
		// How many a group has depends on how busy the machine is.
		const isGrouped = parameters.groupEvents === true;
		return {
			holds:
				missing.length + doubled.length + failed === 0 &&
				(isGrouped ? executions < COUNT : executions === COUNT),
			saw: `${COUNT - missing.length} once in ${executions} executions${doubled.length > 0 ? `, ${doubled.length} twice` : ''}${failed > 0 ? `, ${failed} given up` : ''}`,
		};
	},
});

/** How n8n's database fails: it takes no execution, or does not note how one went on. */
const FAILURES = { INSERT: 'store an execution', UPDATE: 'note how an execution goes on' };

const refusingDatabase = (way: string, statement: keyof typeof FAILURES): Row => ({
	what: `_${way}_: while n8n cannot ${FAILURES[statement]}, Punchh gets a 500 and nothing is remembered`,
	async see(ground) {
		const { instance } = ground;
		const trigger = await publish(ground, WAYS[way]);
		const events = freshEvents(3);
		await runSql(
			instance,
			`CREATE TRIGGER refuse BEFORE ${statement} ON execution_entity BEGIN SELECT RAISE(FAIL, 'refused'); END`,
		);
		const refused = await answers(trigger, events);
		await runSql(instance, 'DROP TRIGGER refuse');
		// What n8n could not note it finds out when it starts.
		await restart(instance);
		const again = await answers(trigger, events);
		// A version that does not find out would be waited for without an end.
		const wanted = events.map(({ content_id: contentId }) => contentId);
		const arrived = (await settled(instance, trigger.id, wanted)).flat();
		const missing = wanted.filter((contentId) => !arrived.includes(contentId)).length;
		return {
			holds: refused === '500' && again === '200' && missing === 0,
			saw: `${refused}, sent again ${again}, ${missing} of 3 lost`,
		};
	},
});

const failingWorkflow: Row = {
	what: '_When the Workflow Has Succeeded_: when it fails, Punchh gets a 500, and the event runs again',
	async see(ground) {
		const trigger = await publish(ground, SUCCEEDED, FAILING);
		const events = freshEvents(2);
		const [first, second] = [await answers(trigger, events), await answers(trigger, events)];
		const ids = (await emittedIds(ground.instance, trigger.id)).flat();
		return {
			holds: first === '500' && second === '500' && ids.length === 4,
			saw: `${first}, ${second}`,
		};
	},
};

const afterRestart: Row = {
	what: 'Punchh Trigger: after a restart, a copy of an event starts nothing',
	async see(ground) {
		const { instance } = ground;
		const [single, grouped] = [await publish(ground, {}), await publish(ground, GROUPED)];
		const events = freshEvents(5);
		for (const trigger of [single, grouped]) await answers(trigger, events);
		for (const { id } of [single, grouped]) await waitUntilStored(ground.client, id, 5);
		await restart(instance);
		const again = [await answers(single, events), await answers(grouped, events)];
		const ids = [single, grouped].map(async ({ id }) => (await settled(instance, id)).flat());
		const counts = (await Promise.all(ids)).map(({ length }) => length);
		return {
			holds: again.every((status) => status === '200') && counts.every((count) => count === 5),
			saw: `sent again ${again[0]}, ran ${counts.map((count) => count / 5).join(' and ')} time`,
		};
	},
};

export const rows: Row[] = [
	...Object.entries(WAYS).map(exactlyOnce),
	refusingDatabase('When Stored', 'INSERT'),
	refusingDatabase('When Stored', 'UPDATE'),
	refusingDatabase('When Stored, grouped', 'INSERT'),
	failingWorkflow,
	afterRestart,
];
