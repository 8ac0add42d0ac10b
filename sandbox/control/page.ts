import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

const FOLDER = join(__dirname, '..', 'page');

const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
};

/** The libraries of the page, as ready-made modules of their packages. */
const VENDOR: Record<string, string> = {
	'preact.js': 'preact/dist/preact.module.js',
	'hooks.js': 'preact/hooks/dist/hooks.module.js',
	'htm.js': 'htm/dist/htm.module.js',
};

/** Where the token stands in the page. */
const TOKEN_PLACE = 'name="sandbox-token" content=""';

/**
 * The page at `/`, and the files it is made of, which are sent as they stand on disk.
 *
 * @param token what the page has to send with calls that change something
 */
export function addPage(server: FastifyInstance, token: string): void {
	guardPage(server);
	server.get('/', async (_request, reply) => {
		const html = readIndex().replace(TOKEN_PLACE, TOKEN_PLACE.replace('""', `"${token}"`));
		return await reply.type(TYPES['.html']).header('Cache-Control', 'no-store').send(html);
	});
	for (const name of partsOfPage()) addFile(server, `/page/${name}`, join(FOLDER, name));
	for (const [name, module] of Object.entries(VENDOR)) {
		addFile(server, `/page/vendor/${name}`, join(FOLDER, '../../node_modules', module));
	}
}

function readIndex(): string {
	return readFileSync(join(FOLDER, 'index.html'), 'utf8');
}

/** No other page can show this one in a frame, and nothing that a guest is called runs in it. */
function guardPage(server: FastifyInstance): void {
	const [, map] = /<script type="importmap">(.*?)<\/script>/s.exec(readIndex()) ?? [];
	const hash = createHash('sha256').update(String(map)).digest('base64');
	const policy = [
		"default-src 'none'",
		`script-src 'self' 'sha256-${hash}'`,
		"style-src 'self'",
		'img-src data:',
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join('; ');
	server.addHook('onRequest', async (_request, reply) => {
		reply.headers({
			'Content-Security-Policy': policy,
			'X-Frame-Options': 'DENY',
			'X-Content-Type-Options': 'nosniff',
			'Cross-Origin-Resource-Policy': 'same-origin',
			'Referrer-Policy': 'no-referrer',
		});
	});
}

/** Scripts and styles by their paths in the folder. */
function partsOfPage(): string[] {
	return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
		.filter((name) => extname(name) in TYPES)
		.map((name) => name.split(sep).join('/'));
}

function addFile(server: FastifyInstance, path: string, file: string): void {
	server.get(path, async (_request, reply) =>
		reply.type(TYPES[extname(file)]).header('Cache-Control', 'no-cache').send(readFileSync(file)),
	);
}
