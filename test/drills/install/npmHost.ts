import execa from 'execa';
import getPort from 'get-port';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import {
	createServer as createProxy,
	request,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { startProgram } from '../../../playground/program';

const NPM = 'registry.npmjs.org';

/** Verdaccio asks for `node-fetch@cjs`, a tag that registries which mirror npm's may not have. */
const TOOLS = {
	private: true,
	dependencies: { verdaccio: '6.10.4' },
	overrides: { 'node-fetch': '2.7.0' },
};

/** A registry of its own under the name of npm's, for a program that is started with `env`. */
export interface NpmHost {
	env: Record<string, string>;
	/** Publishes a tarball. */
	publish(tarball: string): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts a verdaccio, and a proxy that leads calls to npm's host there and refuses all others: n8n takes
 * another registry only with a licence.
 *
 * @param folder its data, emptied at the start
 * @param node a Node that is new enough for verdaccio
 */
export async function startNpmHost(folder: string, node: string): Promise<NpmHost> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify(TOOLS));
	await npm(folder, 'install', '--ignore-scripts');
	const port = await getPort({ host: '127.0.0.1' });
	const registry = await startRegistry(folder, node, port);
	const certificate = await makeCertificate(folder);
	const tls = createTlsServer(certificate, (call, answer) => forward(call, answer, port));
	const proxy = createProxy().on('connect', ({ url }, socket) => {
		lead(socket, url === `${NPM}:443` ? (tls.address() as AddressInfo).port : undefined);
	});
	for (const server of [tls, proxy]) await listen(server);
	const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	const here = `127.0.0.1:${port}/`;
	return {
		env: {
			HTTPS_PROXY: proxyUrl,
			https_proxy: proxyUrl,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: join(folder, 'certificate.pem'),
			// The machine may have told npm which certificates to trust instead.
			npm_config_cafile: join(folder, 'certificate.pem'),
		},
		async publish(tarball) {
			const registryIs = ['--registry', `http://${here}`, `--//${here}:_authToken=nobody`];
			await npm(folder, 'publish', tarball, '--provenance=false', ...registryIs);
		},
		async stop() {
			for (const server of [tls, proxy]) {
				server.closeAllConnections();
				server.close();
			}
			await registry.stop();
		},
	};
}

/** Hands a call for npm's host to the registry at a port. */
function forward(call: IncomingMessage, answer: ServerResponse, port: number): void {
	const headers = { ...call.headers, host: NPM, 'x-forwarded-proto': 'https' };
	const forwarded = request({ port, method: call.method, path: call.url, headers }, (response) => {
		answer.writeHead(response.statusCode!, response.headers);
		response.pipe(answer);
	});
	forwarded.on('error', () => answer.destroy());
	call.pipe(forwarded);
}

/** Leads a connection to a port of this machine; undefined refuses it. */
function lead(socket: Duplex, port: number | undefined): void {
	socket.on('error', () => socket.destroy());
	if (port === undefined) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
	const to = connect(port, '127.0.0.1', () => {
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		socket.pipe(to).pipe(socket);
	});
	to.on('error', () => socket.destroy());
}

async function startRegistry(
	folder: string,
	node: string,
	port: number,
): Promise<{ stop(): Promise<void> }> {
	const config = join(folder, 'verdaccio.yaml');
	await writeFile(
		config,
		[
			`storage: ${join(folder, 'storage')}`,
			'max_body_size: 50mb',
			'packages:',
			"  '**':",
			'    access: $all',
			'    publish: $all',
			'log: { type: stdout, level: warn }',
		].join('\n'),
	);
	const program = join(folder, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
	const args = [program, '--config', config, '--listen', `127.0.0.1:${port}`];
	const log = createWriteStream(join(folder, 'verdaccio.log'));
	const child = startProgram(node, args, { log, lastSignal: 'SIGKILL', env: {} });
	const isReady = async () =>
		await fetch(`http://127.0.0.1:${port}/-/ping`).then(
			({ ok }) => ok,
			() => false,
		);
	while (!(await isReady())) {
		if (child.exitCode !== null) throw new Error(`verdaccio ended: see ${folder}`);
		await sleep(250);
	}
	return {
		async stop() {
			child.kill('SIGTERM', { forceKillAfterTimeout: 5_000 });
			await child;
		},
	};
}

/** A certificate for npm's host that programs trust because of `NODE_EXTRA_CA_CERTS`. */
async function makeCertificate(folder: string): Promise<{ key: Buffer; cert: Buffer }> {
	const [keyFile, certFile] = ['key.pem', 'certificate.pem'].map((file) => join(folder, file));
	const subject = ['-subj', `/CN=${NPM}`, '-addext', `subjectAltName=DNS:${NPM}`];
	const files = ['-keyout', keyFile, '-out', certFile];
	const kind = ['-x509', '-newkey', 'rsa:2048', '-noenc', '-days', '2'];
	await execa('openssl', ['req', ...kind, ...subject, ...files]);
	return { key: await readFile(keyFile), cert: await readFile(certFile) };
}

async function listen(server: Server): Promise<void> {
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
}

/** Runs npm without the settings that another npm hands down. */
async function npm(cwd: string, ...args: string[]): Promise<void> {
	const env = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)_/i.test(name)),
	);
	await execa('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd,
		env,
		extendEnv: false,
	});
}
