import { moment } from '../shared/moment';
import { seeded, type Random } from '../shared/random';
import { dropOldest } from '../shared/server';
import { isAbout, type Fault, type Rule, type Side } from './rules';

/** A request that may be disturbed. */
export interface DisturbedRequest {
	side: Side;
	/** The number of the request in the log of its side. */
	number: number;
	method: string;
	/** Path with query. */
	url: string;
	body: string;
}

/** A fault that happened. A request cut before it was applied stands here only. */
export interface FaultHit extends DisturbedRequest {
	/** Milliseconds since 1970. */
	at: number;
	rule: number;
	fault: Fault;
}

/** A rule that is in force. */
export interface ActiveRule extends Rule {
	id: number;
	/** How many faults it has caused. */
	hits: number;
}

const KEPT_HITS = 1_000;

/** The rules by which requests are disturbed, and what they did. */
export class Faults {
	/** The newest faults that happened, oldest first. */
	readonly hits: FaultHit[] = [];

	private readonly rules = new Map<number, { rule: ActiveRule; random: Random }>();

	private lastId = 0;

	/** All rules, oldest first; those that have used up their count too. */
	list(): ActiveRule[] {
		return [...this.rules.values()].map(({ rule }) => rule);
	}

	add(rule: Rule): ActiveRule {
		const active = { ...rule, id: ++this.lastId, hits: 0 };
		this.rules.set(active.id, { rule: active, random: seeded(rule.seed ?? 1) });
		return active;
	}

	/** @returns false when there is no such rule */
	remove(id: number): boolean {
		return this.rules.delete(id);
	}

	/** No rule and no hit is left. */
	clear(): void {
		this.rules.clear();
		this.hits.length = 0;
	}

	/** The fault for this request, which counts as having happened; undefined for none. */
	take(request: DisturbedRequest): Fault | undefined {
		for (const { rule, random } of this.rules.values()) {
			if (!isAbout(rule, request.side, request.method, request.url)) continue;
			if (rule.count !== undefined && rule.hits >= rule.count) continue;
			if (rule.share !== undefined && random() >= rule.share) continue;
			rule.hits += 1;
			this.hits.push({ ...request, at: moment(), rule: rule.id, fault: rule.fault });
			dropOldest(this.hits, KEPT_HITS);
			return rule.fault;
		}
		return undefined;
	}
}
