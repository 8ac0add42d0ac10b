/** What a value is, as far as filters care. */
export type Kind = 'text' | 'number' | 'list' | 'objects' | 'hash' | 'nothing' | 'flag' | 'time';

/** Where the values of data.ts stand. */
export const C = 'custom_attribute';
const named = (...names: string[]) => names.map((name) => `${C}["${name}"]`);

/** Values of each kind. */
export const VALUES: Record<Kind, string[]> = {
	text: [
		...[
			'"Big Sale"',
			"'it, is: a|b'",
			'""',
			'"12"',
			"'-3.50'",
			'user["first_name"]',
			'user["city"]',
		],
		...named('words', 'lines', 'html', 'csv', 'emoji', 'blank', 'text_number', 'text_float'),
		...named('favourite store'),
	],
	number: [
		...['5', '0', '-12', '2.0', '3.75', '1e3', '100.00', 'event_properties["amount"]'],
		...named('points', 'balance', 'negative', 'visits', 'huge', 'small', 'price', 'epoch'),
	],
	list: [...named('tags', 'numbers', 'none', 'nested', 'mixed'), '(1..5)'],
	objects: named('orders'),
	hash: named('loyalty', 'nobody'),
	nothing: ['nil', 'no_such', 'user["last_name"]', `${C}["loyalty"].since`, `${C}["orders"][9].id`],
	flag: ['true', 'false', ...named('vip', 'banned')],
	time: named('joined', 'joined_at', 'local_at', 'rails_at', 'long_at', 'written', 'epoch'),
};

/** What a loop can go over. */
export const LISTS = [...VALUES.list.slice(0, 5), ...VALUES.objects];

/** Sides of an `if`. */
export const COMPARISONS = [
	...[`${C}["points"] > 100`, `${C}["points"] <= 185.0`, `${C}["balance"] == 12.5`, '1 == 1.0'],
	...[`user["last_name"] == blank`, `${C}["empty"] == empty`, `${C}["blank"] != blank`],
	...[
		`${C}["tags"] contains 'gold'`,
		`${C}["words"] contains "fox"`,
		`${C}["loyalty"] contains 'tier'`,
	],
	...[`{{${C}["points"]}} >= 185`, `{{user["language"]}} == 'en'`, `${C}["none"] == empty`],
	...[`${C}["words"] < "zebra"`, `${C}["missing"] < 3`, `${C}["text_number"] > 5`, `${C}["vip"]`],
	...[
		`${C}["banned"] == false`,
		`${C}["orders"].size == 4`,
		`${C}["tags"].first <> 'x'`,
		'nil == false',
	],
	...[`${C}["points"] < ${C}["huge"]`, `user["city"] contains 'ü'`, `${C}["loyalty"].active`],
];

const TEXTS = ['"x"', "'a b'", '" "', '","', '""', '"é"', '"&"', 'user["city"]', '"o"'];
const NUMBERS = ['2', '3', '-4', '2.0', '0.5', '10', '"3"', `${C}["visits"]`];
const COUNTS = ['1', '2', '3', '5', '12', '40'];
const FORMATS = [
	...[
		'"%Y-%m-%d"',
		'"%b %d"',
		'"%A, %B %-d, %Y"',
		'"%H:%M:%S %z"',
		'"%I:%M %p"',
		'"%l:%M %P"',
		'"%s"',
	],
	...[
		'"%T %F"',
		'"%D %R"',
		'"%r"',
		'"%V %G %g"',
		'"%j %U %W %u %w"',
		'"%e|%k|%y|%C"',
		'"%v"',
		'"%c"',
	],
	...[
		'"%^a %^B %#p"',
		'"%3N %L %6N"',
		'"%-m/%-d/%y"',
		'"%_d %_H %05d"',
		'"%:z %::z %Z"',
		'"%x %X %h%n%t%%"',
	],
	...['"%10A|%-I|%010Y"', '"%q %Q %E"', '"no sign"', '"%+"', '"%Od %_Om %EY %Ox"'],
];
const ZONES = [
	...['"America/Los_Angeles"', '"Europe/Paris"', '"UTC"', '"Asia/Kolkata"', 'user["time_zone"]'],
	...['"Eastern Time (US & Canada)"', '"Asia/Tokyo"', '"America/Sao_Paulo"', '"Australia/Sydney"'],
	...['"America/St_Johns"', '"Europe/Dublin"', '"Pacific/Guam"', '"GMT"', '"Nowhere"', '-5'],
];

const PLACES = ['0', '1', '2', '5', '-1'];

/** A filter, what each of its arguments may be, and what comes out. */
type Choice = [name: string, args: string[][], result: Kind];

const OF_ANY: Choice[] = [
	['default', [['"none"', '0', 'nil']], 'text'],
	['default', [['"none"'], ['allow_false: true', 'allow_false: false']], 'text'],
	['append', [TEXTS], 'text'],
	['prepend', [TEXTS], 'text'],
	['size', [], 'number'],
	['json_escape', [], 'text'],
	['as_json_string', [], 'text'],
	['first', [], 'text'],
	['last', [], 'text'],
	['upcase', [], 'text'],
	['url_encode', [], 'text'],
	['md5', [], 'text'],
];

const OF_TEXT: Choice[] = [
	...['capitalize', 'downcase', 'upcase', 'escape', 'newline_to_br', 'strip', 'strip_html'].map(
		(name): Choice => [name, [], 'text'],
	),
	...['strip_newlines', 'url_escape', 'url_param_escape', 'base64_encode', 'sha1', 'sha2'].map(
		(name): Choice => [name, [], 'text'],
	),
	['remove', [TEXTS], 'text'],
	['remove_first', [TEXTS], 'text'],
	['replace', [TEXTS, [...TEXTS, '"\\0"', '"\\\'"', '"\\"']], 'text'],
	['replace_first', [TEXTS, TEXTS], 'text'],
	['slice', [['0', '1', '-3', '99']], 'text'],
	['slice', [['0', '-4', '2'], COUNTS], 'text'],
	['split', [TEXTS], 'list'],
	['truncate', [], 'text'],
	['truncate', [COUNTS, ['"…"', '""', '"..."', '", and so on"']], 'text'],
	['truncatewords', [COUNTS], 'text'],
	['truncatewords', [COUNTS, ['"--"']], 'text'],
	['hmac_sha1_hex', [['"secret"']], 'text'],
	['hmac_sha256_base64', [['"secret"']], 'text'],
	['hmac_sha512', [['"secret"']], 'text'],
	['plus', [NUMBERS], 'number'],
];

const OF_NUMBER: Choice[] = [
	...['abs', 'ceil', 'floor', 'round', 'number_with_delimiter'].map(
		(name): Choice => [name, [], 'number'],
	),
	...['plus', 'minus', 'times', 'divided_by', 'modulo', 'at_least', 'at_most'].map(
		(name): Choice => [name, [NUMBERS], 'number'],
	),
	['round', [PLACES], 'number'],
	['divided_by', [['0', '7', '-2', '3.0', '100.00']], 'number'],
];

const OF_LIST: Choice[] = [
	...['compact', 'reverse', 'uniq'].map((name): Choice => [name, [], 'list']),
	['sort_natural', [], 'list'],
	['concat', [named('tags', 'numbers')], 'list'],
	['join', [TEXTS], 'text'],
	['join', [], 'text'],
	['slice', [['0', '1', '-2'], COUNTS], 'list'],
	['sort', [], 'list'],
	['map', [['"item"']], 'list'],
];

const PROPERTIES = ['"id"', '"price"', '"item"', '"store"', '"no_such"'];

const OF_OBJECTS: Choice[] = [
	['map', [PROPERTIES], 'list'],
	['where', [PROPERTIES], 'objects'],
	['where', [['"id"'], ['3', '"3"', '99']], 'objects'],
	['where', [['"price"'], ['4.5', 'nil']], 'objects'],
	['sort', [['"id"', '"item"', '"price"']], 'objects'],
	['sort_natural', [['"item"', '"price"']], 'objects'],
	['uniq', [PROPERTIES], 'objects'],
	['compact', [PROPERTIES], 'objects'],
	['reverse', [], 'objects'],
	['concat', [named('orders')], 'objects'],
];

/** Filters that make sense for each kind. */
export const FILTERS: Record<Kind, Choice[]> = {
	text: [...OF_ANY, ...OF_TEXT, ...OF_TEXT],
	number: [...OF_ANY, ...OF_NUMBER, ...OF_NUMBER],
	list: [...OF_ANY, ...OF_LIST, ...OF_LIST],
	objects: [...OF_ANY, ...OF_OBJECTS, ...OF_OBJECTS],
	hash: [...OF_ANY, ['property_accessor', [['"tier"', '"no_such"']], 'text']],
	nothing: [...OF_ANY, ...OF_TEXT, ...OF_LIST, ...OF_NUMBER],
	flag: [...OF_ANY, ...OF_TEXT],
	time: [
		['date', [FORMATS], 'text'],
		['date', [FORMATS], 'text'],
		['time_zone', [ZONES], 'time'],
	],
};
