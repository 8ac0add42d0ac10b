import type { FastifyInstance } from 'fastify';
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

/** The page at `/`, and the files it is made of. They are sent as they stand on disk. */
export function addPage(server: FastifyInstance): void {
	addFile(server, '/', join(FOLDER, 'index.html'));
	for (const name of partsOfPage()) addFile(server, `/page/${name}`, join(FOLDER, name));
	for (const [name, module] of Object.entries(VENDOR)) {
		addFile(server, `/page/vendor/${name}`, join(FOLDER, '../../node_modules', module));
	}
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
