import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tool as a model is told about it. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: {
		type: string;
		properties: Record<string, { type?: string | string[]; description?: string }>;
		required?: string[];
	};
}

/** A call of a tool that the model decides on. */
export interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
}

/** A message of a conversation, as a model is sent it. */
interface Message {
	role: string;
	content: unknown;
}

/** What n8n's OpenAI Chat Model sends. */
interface Completion {
	messages: Message[];
	tools?: Array<{ function: OfferedTool }>;
}

/** The calls that a model decides on, from what it is asked and the tools that it is offered. */
type Decision = (prompt: string, tools: OfferedTool[]) => ToolCall[];

/** The prompt is the call, as JSON. */
const CALL_IN_PROMPT: Decision = (prompt) => [JSON.parse(prompt) as ToolCall];

/**
 * Stands in for a chat model behind OpenAI's chat completions. It does not think: a test decides which
 * tools it calls, and its answer is what they gave back.
 */
export class ChatModel {
	/** The tools of the last request. */
	tools: OfferedTool[] = [];

	/** The conversation in the last request. */
	messages: Message[] = [];

	constructor(private readonly decide: Decision = CALL_IN_PROMPT) {}

	private readonly server = createServer((request, response) => {
		void readBody(request).then((body) => this.answer(JSON.parse(body) as Completion, response));
	});

	/** Starts it. @returns the base URL for the credential */
	async start(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private answer({ messages, tools = [] }: Completion, response: ServerResponse): void {
		this.tools = tools.map(({ function: tool }) => tool);
		this.messages = messages;
		const asked = messages.map(({ role }) => role).lastIndexOf('user');
		const results = messages.slice(asked).filter(({ role }) => role === 'tool');
		const message =
			results.length > 0
				? { content: results.map(({ content }) => String(content)).join('\n') }
				: this.callsFor(textOf(messages[asked]));
		response.setHeader('Content-Type', 'application/json');
		response.end(
			JSON.stringify({
				id: 'chatcmpl-1',
				object: 'chat.completion',
				created: 0,
				model: 'stand-in',
				choices: [
					{
						index: 0,
						message: { role: 'assistant', ...message },
						finish_reason: results.length > 0 ? 'stop' : 'tool_calls',
					},
				],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	}

	private callsFor(prompt: string): object {
		const calls = this.decide(prompt, this.tools).map(({ name, arguments: given }, index) => ({
			id: `call_${index + 1}`,
			type: 'function',
			function: { name, arguments: JSON.stringify(given) },
		}));
		return { content: null, tool_calls: calls };
	}
}

function textOf({ content }: Message): string {
	return Array.isArray(content) ? (content[0] as { text: string }).text : String(content);
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
