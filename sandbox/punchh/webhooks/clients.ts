import { optionsOf } from '../../shared/knobs';

/** What every client that is built on Net::HTTP sends, as all of them here are. */
const NET_HTTP = {
	'Accept-Encoding': 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3',
	Accept: '*/*',
};

/**
 * The headers by which Ruby's clients are known, beside those that a call brings. No page says which of
 * them Punchh uses. (Debian 12: Ruby 3.1.2, Faraday 1.1.0, HTTParty 0.21.0, rest-client 2.1.0)
 */
export const RUBY_CLIENTS = {
	netHttp: { ...NET_HTTP, 'User-Agent': 'Ruby' },
	faraday: { ...NET_HTTP, 'User-Agent': 'Faraday v1.1.0' },
	httparty: { ...NET_HTTP, 'User-Agent': 'Ruby', Connection: 'close' },
	restClient: {
		...NET_HTTP,
		'User-Agent': 'rest-client/2.1.0 (linux-gnu x86_64) ruby/3.1.2p20',
	},
} satisfies Record<string, Record<string, string>>;

/** What a body is said to be: Ruby's clients call it a form where nobody names a type. */
export const BODY_TYPES = {
	json: 'application/json',
	form: 'application/x-www-form-urlencoded',
};

/**
 * How Ruby writes user and password: `encode64` breaks the line after every 60 characters, which no
 * client sends; the break at its end is taken off.
 */
export const BASIC_ENCODINGS = {
	strict: (text: string) => Buffer.from(text).toString('base64'),
	encode64: (text: string) =>
		(
			Buffer.from(text)
				.toString('base64')
				.match(/.{1,60}/g) ?? []
		).join('\n'),
};

/** How calls look that Ruby sends. */
export interface ClientForm {
	client: keyof typeof RUBY_CLIENTS;
	bodyType: keyof typeof BODY_TYPES;
	basicEncoding: keyof typeof BASIC_ENCODINGS;
}

/** Every choice for each part of it; the first is how it is at first. */
export const CLIENT_CHOICES = {
	client: optionsOf(RUBY_CLIENTS),
	bodyType: optionsOf(BODY_TYPES),
	basicEncoding: optionsOf(BASIC_ENCODINGS),
};

export const DEFAULT_CLIENT: ClientForm = {
	client: CLIENT_CHOICES.client[0],
	bodyType: CLIENT_CHOICES.bodyType[0],
	basicEncoding: CLIENT_CHOICES.basicEncoding[0],
};

/** Why each begins as it does: no page of Punchh says. */
export const CLIENT_REASONS: Record<keyof ClientForm, string> = {
	client: "all of Ruby's clients send by Net::HTTP",
	bodyType: "Punchh's page on webhooks says JSON",
	basicEncoding: 'what encode64 breaks into lines is never sent, so nobody keeps it for long',
};
