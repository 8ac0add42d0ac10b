/** A part of the page: what its texts are about, and where they stand in the source. */
interface Area {
	title: string;
	about: string;
	path: RegExp;
}

/** The first that fits a file has its texts. */
export const AREAS: Area[] = [
	{
		title: 'Credentials',
		about:
			'What the test button says about an answer, and what is refused before a key is sent to another server.',
		path: /^credentials\/|credential|\/(instances|ownHost|baseUrl|connect)\.ts$/i,
	},
	{
		title: 'Punchh: what it answers',
		about: "Punchh's sentence, or the text on the left if it has none, followed by a hint.",
		path: /^nodes\/Punchh\/transport\//,
	},
	{
		title: 'Punchh: parameters and operations',
		about: 'Refused before anything is sent, or said about an answer.',
		path: /^nodes\/Punchh\/(actions|methods|Punchh\.node)/,
	},
	{
		title: 'Punchh Trigger',
		about: "What the sender is told, and what n8n's log says about refused calls.",
		path: /^nodes\/Punchh\/(trigger|events\/(?!placeholders)|PunchhTrigger)/,
	},
	{
		title: 'Braze: what it answers',
		about: "Braze's sentence, followed by a hint; and what became of requests without an answer.",
		path: /^nodes\/Braze\/(send\/(?!track\/(checks|warnings|objects))|transport\/)/,
	},
	{
		title: 'Braze: what is refused before it is sent',
		about: 'Nothing of the item is sent then; the verdict is `rejected`.',
		path: /^nodes\/Braze\/send\/track\/(checks|objects)\//,
	},
	{
		title: 'Braze: warnings',
		about: 'In `warnings` of the output: Braze accepts it, and then silently loses or changes it.',
		path: /^nodes\/Braze\/send\/track\/warnings\//,
	},
	{
		title: 'Braze: Punchh Event > Track',
		about: 'Refused, skipped, or in `warnings` of the output.',
		path: /^nodes\/Braze\/(punchhEvents|actions\/punchhEvent)\//,
	},
	{
		title: 'Braze: parameters, users and guests',
		about: 'Refused before anything is sent, or said about what has happened.',
		path: /^nodes\/(Braze\/(actions|identity|methods|Braze\.node)|Punchh\/events\/placeholders)/,
	},
	{
		title: 'Braze Trigger',
		about: "What the sender is told, and what n8n's log says about refused calls.",
		path: /^nodes\/Braze\/(trigger|BrazeTrigger)/,
	},
	{
		title: 'Both triggers',
		about: "What the sender is told, and what n8n's log says.",
		path: /^nodes\/shared\/webhook\//,
	},
	{
		title: 'Both nodes',
		about: 'About values, parameters and connections.',
		path: /^nodes\/shared\//,
	},
];
