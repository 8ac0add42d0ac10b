import { BrazeState } from '../braze/api/state';
import { BrazeWebhooks } from '../braze/webhooks/webhooks';
import { Faults } from '../faults/faults';
import { PunchhState } from '../punchh/api/state';
import { PunchhWebhooks } from '../punchh/webhooks/webhooks';
import { Clock } from '../shared/clock';
import { AttemptTimes } from './attemptTimes';
import { Changes, SUBJECTS } from './changes';
import { Origins } from './origins';
import type { Parts } from './parts';

/** All parts of a sandbox, connected with each other; nothing listens yet. */
export function assemble(): Parts {
	const clock = new Clock();
	const parts: Parts = {
		punchh: new PunchhState(),
		braze: new BrazeState(),
		punchhWebhooks: new PunchhWebhooks(clock),
		brazeWebhooks: new BrazeWebhooks(clock),
		clock,
		faults: new Faults(),
		changes: new Changes(),
		origins: new Origins(),
		attemptTimes: new AttemptTimes(),
		urls: { punchh: '', braze: '' },
		links: [],
		afterReset: async () => {},
		reset: () => reset(parts),
	};
	connect(parts);
	return parts;
}

/** What calls cause goes to the senders; what the senders do is told to whoever follows. */
function connect(parts: Parts): void {
	const { punchh, braze, punchhWebhooks, brazeWebhooks, changes } = parts;
	punchh.emit = (event) => {
		parts.origins.note(event.content_id);
		punchhWebhooks.publish(event);
	};
	punchhWebhooks.externalIdOf = (id) => punchh.findGuest(id)?.external_source_id;
	punchhWebhooks.events.on('change', (change) => {
		if (change.what === 'delivery') parts.attemptTimes.look(change.delivery);
		changes.note('webhooks');
	});
	braze.onEffects = () => changes.note('braze');
	braze.onTrigger = (send) => brazeWebhooks.send(send);
	brazeWebhooks.events.on('change', () => changes.note('messages'));
}

/** Back to the seed. */
function reset(parts: Parts): void {
	parts.punchh.reset();
	parts.braze.reset();
	parts.punchhWebhooks.reset();
	parts.brazeWebhooks.reset();
	parts.clock.scale = 1;
	parts.faults.clear();
	parts.origins.clear();
	void parts.afterReset();
	parts.changes.note(...SUBJECTS);
}
