import { DOCUMENTED } from '../braze/api/wordings';
import type { Fault, Side } from './rules';

/** A fault that has a name. */
export interface Preset {
	label: string;
	side: Side;
	/** The paths for which it is meant; another may be given. */
	path: string;
	fault: Fault;
}

/** A web page such as the proxies in front of both vendors answer with. Its wording is ours. */
const webPage = (title: string, text: string) =>
	`<!DOCTYPE html>\n<html><head><title>${title}</title></head>` +
	`<body><h1>${title}</h1><p>${text}</p></body></html>\n`;

const RATE_LIMITED = 'You have been rate limited.';

/**
 * The unpleasant classics. That they happen is documented: Braze's two forms of 429 (data-point and
 * MAU contracts), web pages from the layers before Braze, Cloudflare's captcha before Punchh. Bodies
 * and texts are ours, as no page shows them.
 */
export const PRESETS = {
	brazeRateLimitReset: {
		label: 'Braze 429, told when the window ends (X-RateLimit-Reset)',
		side: 'braze',
		path: '*',
		fault: {
			status: 429,
			headers: {
				'x-ratelimit-limit': '3000',
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': { epochIn: 2 },
			},
			body: { message: RATE_LIMITED },
		},
	},
	brazeRateLimitRetryAfter: {
		label: 'Braze 429, told how long to wait (X-Ratelimit-Retry-After)',
		side: 'braze',
		path: '*',
		fault: {
			status: 429,
			headers: { 'x-ratelimit-retry-after': '2' },
			body: { message: RATE_LIMITED },
		},
	},
	brazeForbidden: {
		label: 'Braze 403, as for an account that is off or a plan that lacks it',
		side: 'braze',
		path: '*',
		fault: { status: 403, body: { message: DOCUMENTED.forbidden } },
	},
	brazeServerError: {
		label: 'Braze 500 with JSON',
		side: 'braze',
		path: '*',
		fault: { status: 500, body: { message: 'Internal Server Error' } },
	},
	brazeBadGateway: {
		label: 'Braze 502 with a web page',
		side: 'braze',
		path: '*',
		fault: { status: 502, body: webPage('502 Bad Gateway', 'cloudflare') },
	},
	brazeUnavailable: {
		label: 'Braze 503 with a web page',
		side: 'braze',
		path: '*',
		fault: { status: 503, body: webPage('503 Service Temporarily Unavailable', 'nginx') },
	},
	brazeGatewayTimeout: {
		label: 'Braze 504 with a web page',
		side: 'braze',
		path: '*',
		fault: { status: 504, body: webPage('504 Gateway Time-out', 'nginx') },
	},
	brazeSlow: {
		label: 'Braze answers after 5 seconds',
		side: 'braze',
		path: '*',
		fault: { delayMs: 5_000 },
	},
	brazeCutBefore: {
		label: 'Connection to Braze ends, request not taken',
		side: 'braze',
		path: '*',
		fault: { cut: 'before' },
	},
	brazeCutAfter: {
		label: 'Connection to Braze ends, request taken all the same',
		side: 'braze',
		path: '*',
		fault: { cut: 'after' },
	},
	punchhRateLimit: {
		label: 'Punchh 429',
		side: 'punchh',
		path: '*',
		fault: { status: 429, body: { error: 'Too Many Requests' } },
	},
	punchhCaptcha: {
		label: 'Punchh 403 with a captcha page of Cloudflare',
		side: 'punchh',
		path: '*',
		fault: { status: 403, body: webPage('Attention Required!', 'Captcha verification failed') },
	},
	punchhPageWith200: {
		label: 'Punchh 200 with a web page in place of JSON',
		side: 'punchh',
		path: '*',
		fault: { status: 200, body: webPage('Just a moment...', 'Checking your browser') },
	},
	punchhServerError: {
		label: 'Punchh 500 with a web page',
		side: 'punchh',
		path: '*',
		fault: { status: 500, body: webPage('500 Internal Server Error', 'Something went wrong') },
	},
	punchhUnavailable: {
		label: 'Punchh 503 with a web page',
		side: 'punchh',
		path: '*',
		fault: { status: 503, body: webPage('503 Service Unavailable', 'Down for maintenance') },
	},
	punchhSlow: {
		label: 'Punchh answers after 5 seconds',
		side: 'punchh',
		path: '*',
		fault: { delayMs: 5_000 },
	},
	punchhCutBefore: {
		label: 'Connection to Punchh ends, request not applied',
		side: 'punchh',
		path: '*',
		fault: { cut: 'before' },
	},
	punchhCutAfter: {
		label: 'Connection to Punchh ends, request applied all the same',
		side: 'punchh',
		path: '*',
		fault: { cut: 'after' },
	},
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as [PresetName, ...PresetName[]];
