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

interface Message {
	role: string;
	content: unknown;
}

/** What n8n's OpenAI Chat Model sends. */
interface Completion {
	messages: Message[];
	tools?: Array<{ function: OfferedTool }>;
}

/**
 * Stands in for a chat model behind OpenAI's chat completions. It does not think: the prompt is the
 * call that it decides on, as JSON, and its answer is what the tool gave back.
 */
export class ChatModel {
	/** The tools of the last request. */
	tools: OfferedTool[] = [];

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
		const results = messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
		const message =
			results.length > 0
				? { role: 'assistant', content: results.map(String).join('\n') }
				: { role: 'assistant', content: null, tool_calls: [toolCall(promptOf(messages))] };
		response.setHeader('Content-Type', 'application/json');
		response.end(
			JSON.stringify({
				id: 'chatcmpl-1',
				object: 'chat.completion',
				created: 0,
				model: 'stand-in',
				choices: [{ index: 0, message, finish_reason: results.length > 0 ? 'stop' : 'tool_calls' }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	}
}

function promptOf(messages: Message[]): ToolCall {
	const prompt = messages.filter(({ role }) => role === 'user').at(-1)!.content;
	const text = Array.isArray(prompt) ? (prompt[0] as { text: string }).text : String(prompt);
	return JSON.parse(text) as ToolCall;
}

function toolCall({ name, arguments: given }: ToolCall): object {
	return { id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(given) } };
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
