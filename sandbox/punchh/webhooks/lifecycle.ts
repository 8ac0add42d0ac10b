import type { Clock } from '../../shared/clock';
import type { HttpClient } from '../../shared/httpClient';
import { authHeaders } from './auth';
import type { PunchhWebhookKnobs } from './knobs';
import { isPassed, keptAnswer } from './retries';
import { checkCall } from './send';
import { addressOf, type Sender } from './sender';
import type { Attempt, Check, Webhook } from './types';

const HOUR_MS = 3_600_000;

/** Seconds before each automatic check of a suspended webhook; after the last it is given up. */
export const REACTIVATION_SECONDS = [300, 600, 7_200, 7_200, 7_200, 7_200, 7_200, 7_200];

/** What is mailed to the admin; the wordings are invented. */
export const NOTICES = {
	ACTIVE: 'The webhook is active.',
	SUSPENDED: 'The webhook is suspended: too many events failed.',
	DEACTIVATED: 'The webhook is deactivated: it did not answer while it was suspended.',
};

/** What the life of a webhook works with. */
export interface LifecycleContext {
	clock: Clock;
	client: HttpClient;
	knobs: () => PunchhWebhookKnobs;
	/** Told of every new state and count. */
	changed(): void;
	checked(check: Check): void;
	/** Mails the admin. */
	notify(text: string): void;
}

/**
 * When a webhook is sent to: the check at activation, the circuit breaker, its checks to come back,
 * and the periodic ones, whose outcome has no consequence on any page and none here.
 */
export class Lifecycle {
	/** Cancels the next check, of whichever kind. */
	private cancelNext = () => {};

	/** Counts changes of state, so that a check which outlasts one starts nothing. */
	private phase = 0;

	private closed = false;

	constructor(
		private readonly webhook: Webhook,
		private readonly line: Sender,
		private readonly context: LifecycleContext,
	) {}

	/** Asks the receiver, and activates a webhook that waits for a good answer. */
	async check(cause: Check['cause']): Promise<Attempt> {
		const { clock, client } = this.context;
		const knobs = this.context.knobs();
		const at = clock.now();
		const url = addressOf(this.webhook);
		const { authentication, secrets } = this.webhook;
		const auth = authHeaders(authentication, url, '', secrets, knobs);
		const { status, error, body, tookMs } = await client.send(checkCall(url, auth, knobs));
		const answer = keptAnswer(body);
		const attempt = { number: 1, at, status, error, answer, tookMs };
		if (this.closed) return attempt;
		this.context.checked({ webhookId: this.webhook.id, cause, attempt });
		const waits = this.webhook.active && this.webhook.state !== 'ACTIVE';
		if (waits && isPassed(status)) this.activate();
		return attempt;
	}

	/** The admin unticks Active. What is in the line is held, as no page says what becomes of it. */
	switchOff(): void {
		this.cancelNext();
		this.webhook.active = false;
		this.enter('INACTIVE');
		this.line.suspend();
	}

	/** An event was taken. */
	taken(): void {
		if (this.context.knobs().resetOnSuccess) this.count(0);
	}

	/** An event failed for good. True when the webhook is suspended for it. */
	failed(): boolean {
		this.count(this.webhook.failures + 1);
		if (this.webhook.failures <= this.context.knobs().breakerThreshold) return false;
		this.suspend();
		return true;
	}

	/** Checks nothing any more. */
	close(): void {
		this.closed = true;
		this.phase++;
		this.cancelNext();
	}

	private activate(): void {
		this.cancelNext();
		this.webhook.failures = 0;
		this.enter('ACTIVE');
		this.context.notify(NOTICES.ACTIVE);
		this.line.resume();
		this.checkPeriodically();
	}

	private suspend(): void {
		this.cancelNext();
		this.enter('SUSPENDED');
		this.context.notify(NOTICES.SUSPENDED);
		this.line.suspend();
		this.tryToComeBack(0);
	}

	private tryToComeBack(tries: number): void {
		if (tries === REACTIVATION_SECONDS.length) return this.deactivate();
		this.checkLater('reactivation', REACTIVATION_SECONDS[tries] * 1_000, () =>
			this.tryToComeBack(tries + 1),
		);
	}

	private deactivate(): void {
		this.webhook.active = false;
		this.enter('DEACTIVATED');
		this.context.notify(NOTICES.DEACTIVATED);
	}

	private checkPeriodically(): void {
		const delay = this.context.knobs().healthCheckHours * HOUR_MS;
		this.checkLater('periodic', delay, () => this.checkPeriodically());
	}

	/** Checks after a delay, and goes on when that has changed nothing. */
	private checkLater(cause: Check['cause'], delayMs: number, goOn: () => void): void {
		const { phase } = this;
		this.cancelNext = this.context.clock.schedule(delayMs, async () => {
			await this.check(cause);
			if (phase === this.phase) goOn();
		});
	}

	private count(failures: number): void {
		if (this.webhook.failures === failures) return;
		this.webhook.failures = failures;
		this.context.changed();
	}

	private enter(state: Webhook['state']): void {
		this.phase++;
		this.webhook.state = state;
		this.context.changed();
	}
}
