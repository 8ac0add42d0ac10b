import {
	ATTRIBUTES,
	SUBSCRIPTION_GROUPS,
	SUBSCRIPTIONS,
} from '../../../nodes/Braze/punchhEvents/map/attributeTable';
import { PRESETS } from '../../../nodes/Braze/punchhEvents/map/presets';
import type { AttributeRule, Preset } from '../../../nodes/Braze/punchhEvents/types';
import type { ValueKind } from '../../../nodes/Braze/punchhEvents/map/values';
import { code, table } from '../markdown';
import { PRESET_NAMES } from './mapping';

/** How a value is sent. */
const KINDS: Record<ValueKind, string> = {
	asIs: 'as it is',
	date: 'as ISO 8601',
	day: 'as a day',
	gender: 'F, M, O or P',
	language: 'two letters',
	list: 'as a list',
	number: 'as a number',
	phone: 'as E.164',
	text: 'as text',
	textOfList: 'as text with commas',
};

const STATES = { all: 'both states', unsubscribed: 'only unsubscribes', none: 'not sent' };

/** Which fields of a guest become which attributes. */
export function attributeTable(): string {
	const targets = [...new Set(ATTRIBUTES.map(({ to }) => to))];
	const rows = targets.flatMap((to) => {
		const rules = ATTRIBUTES.filter((rule) => rule.to === to);
		const sources = [...new Set(rules.map(({ from }) => from.join('|')))];
		return sources.map((source) => {
			const own = rules.filter(({ from }) => from.join('|') === source);
			return [sourceText(own[0]), code(to), howSent(own, 'recommended'), howSent(own, 'adapter')];
		});
	});
	return table(['Punchh', 'Braze', PRESET_NAMES.recommended, PRESET_NAMES.adapter], rows);
}

function sourceText({ from, earliest }: AttributeRule): string {
	const fields = from.map(code).join(' or ');
	if (from.length === 1) return fields;
	return `${fields}, ${earliest ? 'the earlier one' : 'the first that has a value'}`;
}

function howSent(rules: AttributeRule[], preset: Preset): string {
	const rule = rules.find(({ presets }) => presets.includes(preset));
	if (rule === undefined) return '';
	return `${KINDS[rule.kind]}${rule.always ? ', with every change' : ''}`;
}

/** What becomes of a guest's opt-ins. */
export function subscriptionTable(): string {
	const fields = SUBSCRIPTIONS.map(({ to, optIn, optOut }) => [
		[optIn, optOut]
			.filter((name) => name !== undefined)
			.map(code)
			.join(', '),
		code(to),
		STATES[PRESETS.recommended.subscriptions],
		STATES[PRESETS.adapter.subscriptions],
	]);
	const groups = SUBSCRIPTION_GROUPS.map(({ group, optIn, optOut }) => [
		[optIn, optOut]
			.filter((name) => name !== undefined)
			.map(code)
			.join(', '),
		`the group in _${group === 'emailGroupId' ? 'Email' : 'SMS'} Subscription Group ID_`,
		'both states',
		'both states',
	]);
	const head = ['Punchh', 'Braze', PRESET_NAMES.recommended, PRESET_NAMES.adapter];
	return table(head, [...fields, ...groups]);
}
