import { calledExampleNames } from '../../../playground/provision';
import { triggerPath } from '../../../playground/webhookPaths';
import { rawCall } from '../ground';
import { expectStatus, type Probe } from '../probe';

/** What an example would act on. */
const BODY = JSON.stringify({
	guests: [{ user_id: 730415, email: 'mara.lind@example.com', crm_id: 'CRM-of-an-attacker' }],
	email: 'ada@example.com',
	password: 'a-password-of-1',
	first_name: 'Ada',
	last_name: 'Berg',
	external_id: 'CRM-1',
	properties: { punchh_user_id: '730415' },
});

const PROOFS: Record<string, Record<string, string>> = {
	'no proof': {},
	'a guessed password': {
		authorization: `Basic ${Buffer.from('caller:guess').toString('base64')}`,
	},
	'a guessed token': { authorization: 'Bearer guess' },
};

/** Nobody who cannot prove it is believed. */
export const probes: Probe[] = calledExampleNames().flatMap((name) =>
	Object.entries(PROOFS).map(([proof, headers]) => ({
		what: `${name}: ${proof}`,
		async try({ n8n, workflows, state, executions }) {
			const before = [await state(), await executions(workflows[name].id)];
			const url = n8n.url + triggerPath(workflows[name]);
			const type = { 'Content-Type': 'application/json' };
			const { status, text } = await rawCall(url, 'POST', { ...type, ...headers }, BODY);
			const after = [await state(), await executions(workflows[name].id)];
			const { holds, saw } = expectStatus(status, 401, 403);
			const isUnchanged = JSON.stringify(before) === JSON.stringify(after);
			const isSilent = !/mara|lind|1990|555/i.test(text);
			return {
				holds: holds && isUnchanged && isSilent,
				saw: `${saw}${isUnchanged ? '' : ', and something changed'}${isSilent ? '' : ', and told'}`,
			};
		},
	})),
);
