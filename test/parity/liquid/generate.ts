import type { Random } from '../random';
import { C, COMPARISONS, FILTERS, LISTS, VALUES, type Kind } from './choices';

/**
 * Makes valid templates of what Braze documents: chains of filters that fit their values, tags in each
 * other, hyphens that take blanks away.
 */
export class Templates {
	private variables = 0;

	constructor(private readonly random: Random) {}

	/** @returns a template, the same for the same seed and place */
	next(): string {
		this.variables = 0;
		const pieces = Array.from({ length: this.random.between(1, 3) }, () => this.piece(2));
		return pieces.join(this.random.of([' ', '', '\n', ', ']));
	}

	private piece(depth: number): string {
		const makers: Array<() => string> = [
			() => this.output(),
			() => this.output(),
			() => this.output(),
			() => this.random.of(['text ', '{ "a": 1 } ', 'x } y', '  \n ']),
		];
		if (depth > 0) {
			makers.push(
				() => this.branch('if', depth),
				() => this.branch('unless', depth),
				() => this.choice(depth),
				() => this.loop(depth),
				() => this.assigned(),
				() => this.captured(depth),
				() => this.counted(),
				() => this.table(),
			);
		}
		return this.random.of(makers)();
	}

	private tag(inner: string): string {
		const [left, right] = [this.random.happens(0.1), this.random.happens(0.1)];
		return `{%${left ? '-' : ''} ${inner} ${right ? '-' : ''}%}`;
	}

	private output(): string {
		const [left, right] = [this.random.happens(0.05), this.random.happens(0.05)];
		return `{{${left ? '-' : ''} ${this.filtered()} ${right ? '-' : ''}}}`;
	}

	private filtered(): string {
		const [kind, values] = this.random.of(Object.entries(VALUES));
		let text = this.random.of(values);
		let current = kind as Kind;
		for (let count = this.random.between(0, 3); count > 0; count--) {
			const [call, result] = this.filter(current);
			text += ` | ${call}`;
			current = result;
		}
		return text;
	}

	private filter(kind: Kind): [call: string, result: Kind] {
		const [name, args, result] = this.random.of(FILTERS[kind]);
		const given = args.map((choices) => this.random.of(choices));
		return [given.length > 0 ? `${name}: ${given.join(', ')}` : name, result];
	}

	private value(): string {
		return this.random.of(this.random.of(Object.values(VALUES)));
	}

	private condition(): string {
		const one = () => {
			const pair = this.random.of(COMPARISONS);
			return this.random.happens(0.15) ? this.value() : pair;
		};
		const parts = Array.from({ length: this.random.between(1, 3) }, one);
		return parts.reduce((all, part) => `${all} ${this.random.of(['and', 'or'])} ${part}`);
	}

	private body(depth: number): string {
		return this.random.happens(0.2) ? this.random.of(['yes', ' ', '\n\t']) : this.piece(depth - 1);
	}

	private branch(name: 'if' | 'unless', depth: number): string {
		const middle = this.random.happens(0.3)
			? this.tag(`elsif ${this.condition()}`) + this.body(depth)
			: '';
		const otherwise = this.random.happens(0.5) ? this.tag('else') + this.body(depth) : '';
		const start = this.tag(`${name} ${this.condition()}`) + this.body(depth);
		return start + middle + otherwise + this.tag(`end${name}`);
	}

	private choice(depth: number): string {
		const whens = Array.from(
			{ length: this.random.between(1, 3) },
			() =>
				this.tag(`when ${this.value()}${this.random.happens(0.3) ? `, ${this.value()}` : ''}`) +
				this.body(depth),
		);
		const otherwise = this.random.happens(0.6) ? this.tag('else') + this.body(depth) : '';
		return `${this.tag(`case ${this.value()}`)}\n${whens.join('')}${otherwise}${this.tag('endcase')}`;
	}

	private loop(depth: number): string {
		const over = this.random.of([...LISTS, '(1..4)', `(2..${C}["visits"])`, `${C}["loyalty"]`]);
		const extras = ['', '', ' reversed', ' limit: 2', ' offset: 1', ' limit: 2 offset: 1'];
		const inner = this.random.of([
			'{{ item }} ',
			'{{ item.item }}{{ item["id"] }}/',
			'{{ forloop.index }}:{{ item }}{% unless forloop.last %}, {% endunless %}',
			'{{ forloop.rindex0 }}{{ forloop.first }}{{ forloop.length }} ',
			'{% if forloop.index == 2 %}{% continue %}{% endif %}{{ item }}',
			'{% if forloop.index0 == 2 %}{% break %}{% endif %}{{ item }}',
			"{% cycle 'odd', 'even' %} ",
			this.body(depth),
		]);
		const otherwise = this.random.happens(0.3) ? '{% else %}none' : '';
		const start = this.tag(`for item in ${over}${this.random.of(extras)}`);
		return `${start}${inner}${otherwise}${this.tag('endfor')}`;
	}

	private assigned(): string {
		const name = `v${++this.variables}`;
		return `${this.tag(`assign ${name} = ${this.filtered()}`)}[{{ ${name} }}]`;
	}

	private captured(depth: number): string {
		const name = `v${++this.variables}`;
		const inner = this.body(depth);
		return `${this.tag(`capture ${name}`)}${inner}${this.tag('endcapture')}{{ ${name} | size }}`;
	}

	private counted(): string {
		return this.random.of([
			'{% increment n %}{% increment n %}',
			'{% decrement m %}{% decrement m %}',
			'{% comment %}{{ nothing }}{% endcomment %}',
			"{% cycle 1, 2.0, 'x' %}{% cycle 1, 2.0, 'x' %}",
			'{% raw %}{{ as is }} {% if %}{% endraw %}',
		]);
	}

	private table(): string {
		const over = this.random.of(LISTS);
		const extras = this.random.of([' cols: 2', ' cols: 3 limit: 4', ' cols: 2 offset: 1', '']);
		return `{% tablerow one in ${over}${extras} %}{{ tablerowloop.col }}{{ one }}{% endtablerow %}`;
	}
}
