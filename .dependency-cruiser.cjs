/**
 * Which folder may import from which; docs/architecture.md shows the same as a picture.
 * Types count as much as values: what a file names, it knows.
 */

/** Each of these rooms of a folder builds on those before it, and knows none behind it. */
const layers = (folder, names) =>
	names.slice(0, -1).map((name, index) => ({
		name: `${name}-comes-before-${names[index + 1]}`,
		comment: 'Move what both need into the first of the two.',
		from: { path: `^${folder}/${name}/` },
		to: { path: `^${folder}/(${names.slice(index + 1).join('|')})/` },
	}));

/** Every import that a folder may not have, as one rule each. Paths are regular expressions. */
const rules = [
	{
		name: 'no-circle',
		comment: 'Files that import each other can only be read together: move what both need.',
		from: {},
		to: { circular: true },
	},
	{
		name: 'shared-knows-no-vendor',
		comment: 'Shared code serves any vendor: pass in what differs.',
		from: { path: '^nodes/shared/' },
		to: { path: ['^nodes/(?!shared/)', '^credentials/'] },
	},
	{
		name: 'rooms-of-shared-stand-alone',
		comment: 'Operations, HTTP and webhooks know nothing of each other; all may read values.',
		from: { path: '^nodes/shared/([^/]+)/' },
		to: { path: '^nodes/shared/[^/]+/', pathNot: '^nodes/shared/($1|values)/' },
	},
	...layers('nodes/Braze/identity', ['memory', 'profiles', 'changes', 'list']),
	...layers('nodes/Braze/punchhEvents', ['map', 'guests', 'run']),
	{
		name: 'operations-know-no-http',
		comment:
			'An operation says what to call (call.ts, through an item that can) and reads what came of it (outcome.ts, verdicts). How it is sent, signed and repeated is not its matter.',
		from: { path: '^nodes/[^/]+/actions/' },
		to: {
			path: ['^nodes/(shared/http|[^/]+/transport)/', '^nodes/[^/]+/send/[^/]+\\.ts$'],
			pathNot: '^nodes/[^/]+/(transport/(apiItem|call|outcome|policy)|send/types)\\.ts$',
		},
	},
	{
		name: 'operations-and-triggers-are-strangers',
		comment: 'A node and a trigger share events, values and credentials, not each other.',
		from: { path: '^nodes/([^/]+)/(actions|trigger)/' },
		to: { path: '^nodes/[^/]+/(actions|trigger)/', pathNot: '^nodes/$1/$2/' },
	},
	{
		name: 'braze-reads-events-only',
		comment: "Braze's mapping knows what Punchh can say, not how it comes in.",
		from: { path: '^nodes/Braze/' },
		to: { path: '^nodes/Punchh/(?!events/)' },
	},
	{
		name: 'punchh-knows-no-braze',
		from: { path: '^nodes/Punchh/' },
		to: { path: '^nodes/Braze/' },
	},
	{
		name: 'events-are-at-the-bottom',
		comment: 'What Punchh can say depends on nobody who listens.',
		from: { path: '^nodes/Punchh/events/' },
		to: { path: '^nodes/(?!Punchh/events/|shared/)' },
	},
	{
		name: 'sandbox-knows-no-node',
		comment: 'A stand-in that shares code with what it tests would prove nothing.',
		from: { path: '^sandbox/' },
		to: { path: ['^(nodes|credentials|playground|test)/', 'node_modules/n8n-'] },
	},
	{
		name: 'playground-runs-the-package',
		comment: 'The playground installs what would be published; it imports none of its source.',
		from: { path: '^playground/' },
		to: { path: '^(nodes|credentials|test)/' },
	},
	{
		name: 'shipped-needs-nothing',
		comment:
			'A community node has no dependencies; n8n-workflow comes with n8n, types are gone by then.',
		from: { path: '^(nodes|credentials)/' },
		to: {
			pathNot: ['^(nodes|credentials)/', '^node_modules/n8n-workflow/'],
			dependencyTypesNot: ['core', 'type-only'],
		},
	},
	{
		name: 'tests-are-for-tests',
		comment:
			'Nothing imports test code but tests, and the guide, whose samples are run as tests run.',
		from: { pathNot: '^(test|guide)/' },
		to: { path: '^test/' },
	},
	{
		name: 'guide-is-for-readers',
		comment: 'What makes the pages of the guide is used by its tests only.',
		from: { pathNot: '^(test/package|guide)/' },
		to: { path: '^guide/' },
	},
	{
		name: 'no-dead-file',
		comment: 'No node and no credential uses this file.',
		from: { path: '^(nodes/[^/]+/[^/]+\\.node|credentials/[^/]+\\.credentials)\\.ts$' },
		to: { path: '^nodes/', pathNot: '\\.node\\.ts$', reachable: false },
	},
];

module.exports = {
	forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
