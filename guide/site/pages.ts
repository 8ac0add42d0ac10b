import { dirname, join, normalize } from 'node:path/posix';

/** Where the source is on the web. */
const SOURCE = 'https://github.com/n8n-nodes-punchh-braze/n8n-nodes-punchh-braze/blob/main';

/** What is said once the site is built. A browser loads none of its scripts from files: it takes a server. */
export const HOW_TO_OPEN = `The site is in .site/, ready for any web server. To read it here:
  npx vitepress preview guide/site     then open http://localhost:4173`;

/** A group of pages in the sidebar: files below the clone, and what they are called there. */
export interface Group {
	text: string;
	/** Whether it has to be opened, because most readers get there by a link or the search. */
	isClosed?: true;
	pages: Array<[file: string, text: string]>;
}

/** Every page of the site, in the order of the sidebar. */
export const GROUPS: Group[] = [
	{
		text: 'Start',
		pages: [
			['README.md', 'What it is'],
			['docs/README.md', 'The guide by task'],
			['docs/getting-started.md', 'Getting started'],
			['docs/versions.md', 'Versions of n8n'],
			['docs/queue-mode.md', 'Queue mode'],
			['docs/benchmarks.md', 'Benchmarks'],
			['docs/set-up-punchh.md', "Punchh's Webhooks Manager"],
			['docs/set-up-braze.md', 'Braze, step by step'],
			['docs/faq.md', 'Questions'],
			['examples/README.md', 'Example workflows'],
		],
	},
	{
		text: 'From Punchh to Braze',
		pages: [
			['docs/punchh-trigger.md', 'Punchh Trigger'],
			['docs/punchh-events-to-braze.md', 'From Punchh events to Braze'],
			['docs/identity.md', 'How guests are identified and linked'],
			['docs/delivery.md', 'Delivery in plain words'],
			['docs/moving-from-the-adapter.md', 'Moving from the adapter'],
			['docs/data-points.md', 'Data points'],
		],
	},
	{
		text: 'Nodes',
		pages: [
			['docs/punchh.md', 'Punchh'],
			['docs/braze.md', 'Braze'],
			['docs/data-in-n8n.md', "What n8n's nodes do to your data"],
			['docs/braze-trigger.md', 'Braze Trigger'],
			['docs/ai-agent.md', 'As tools of an AI agent'],
		],
	},
	{
		text: 'Reference',
		isClosed: true,
		pages: [
			['docs/reference/README.md', 'All operations'],
			['docs/reference/punchh-guest.md', 'Punchh: Guest'],
			['docs/reference/punchh-loyalty.md', 'Punchh: Loyalty'],
			['docs/reference/punchh-segment.md', 'Punchh: Segment'],
			['docs/reference/punchh-segment-member.md', 'Punchh: Segment Member'],
			['docs/reference/punchh-trigger.md', 'Punchh Trigger'],
			['docs/reference/braze-campaign.md', 'Braze: Campaign'],
			['docs/reference/braze-canvas-flow.md', 'Braze: Canvas Flow'],
			['docs/reference/braze-catalog-item.md', 'Braze: Catalog Item'],
			['docs/reference/braze-email.md', 'Braze: Email'],
			['docs/reference/braze-punchh-event.md', 'Braze: Punchh Event'],
			['docs/reference/braze-subscription.md', 'Braze: Subscription'],
			['docs/reference/braze-user.md', 'Braze: User'],
			['docs/reference/braze-trigger.md', 'Braze Trigger'],
			['docs/reference/credentials.md', 'Credentials'],
			['docs/reference/events.md', 'Event dictionary'],
			['docs/reference/errors.md', 'Errors and what to do'],
		],
	},
	{
		text: 'Trust',
		isClosed: true,
		pages: [
			['docs/security.md', 'Who can see or change what'],
			['SECURITY.md', 'Reporting a vulnerability'],
			['docs/vendor-facts.md', 'Vendor facts'],
			['CHANGELOG.md', 'Changes'],
		],
	},
	{
		text: 'Develop',
		isClosed: true,
		pages: [
			['docs/sandbox.md', 'The sandbox'],
			['sandbox/README.md', 'Its control interface'],
			['sandbox/INVENTED.md', 'What it makes up'],
			['CONTRIBUTING.md', 'Contributing'],
			['docs/architecture.md', 'Architecture'],
			['docs/debugging.md', 'Debugging'],
		],
	},
];

/** The files that are pages of the site. */
export const FILES: ReadonlySet<string> = new Set(
	GROUPS.flatMap(({ pages }) => pages.map(([file]) => file)),
);

/** The file of the site that a file of the clone becomes: a folder opens with its README. */
export function siteFile(file: string): string {
	return file.replace(/README\.md$/, 'index.md');
}

/** A page of the site as a link from its root. */
export function siteLink(file: string): string {
	return `/${siteFile(file).replace(/(index)?\.md$/, '')}`;
}

/**
 * A link of a page as the site needs it: to another page of the site, or to the source on the web.
 *
 * @param from the page that has the link
 */
export function linkFrom(from: string, link: string): string {
	if (/^([a-z]+:|#|\/)/i.test(link)) return link;
	const [path, anchor] = link.split('#');
	const target = normalize(join(dirname(from), path));
	const hash = anchor === undefined ? '' : `#${anchor}`;
	return FILES.has(target) ? siteFile(path) + hash : `${SOURCE}/${target}${hash}`;
}
