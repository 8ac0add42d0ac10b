import { ask, useLive, useOrder } from './api.js';
import { Dialog, duration, Field, fieldsOf, html, Json, options, Time } from './pieces.js';
import { Outcome } from './deliveries.js';

const KINDS = [
	['campaign', 'Campaign'],
	['canvas', 'Canvas step'],
];
const METHODS = ['POST', 'GET', 'PUT', 'DELETE'].map((method) => [method, method]);

const TEMPLATE = `{
  "user_id": "{{\${user_id} | json_escape}}",
  "email": "{{\${email_address} | json_escape}}",
  "dispatch_id": "{{campaign.\${dispatch_id}}}"
}`;

/** The form in which a marketer writes a webhook message. */
export function NewMessage({ close }) {
	const { run, busy, problem } = useOrder();
	const submit = async (event) => {
		event.preventDefault();
		const { header, ...message } = fieldsOf(event.target);
		const headers = Object.fromEntries(
			header
				.split('\n')
				.filter((line) => line.includes(':'))
				.map((line) => [
					line.slice(0, line.indexOf(':')).trim(),
					line.slice(line.indexOf(':') + 1).trim(),
				]),
		);
		if (await run(async () => await ask('POST', '/braze/messages', { ...message, headers })))
			close();
	};
	return html`<${Dialog} title="Add a webhook campaign or Canvas step" narrow>
		<form class="stack" onSubmit=${submit}>
			<div class="row">
				<${Field} label="Kind"
					><select name="kind">
						${options(KINDS, 'campaign')}
					</select><//
				>
				<${Field} label="Name" grow><input name="name" required value="Win back" autofocus /><//>
			</div>
			<div class="row">
				<${Field} label="Method"
					><select name="method">
						${options(METHODS, 'POST')}
					</select><//
				>
				<${Field} label="Webhook URL" grow>
					<input name="url" required placeholder="http://127.0.0.1:5678/webhook/..." />
				<//>
			</div>
			<${Field} label="Request headers, one in a line">
				<textarea name="header" rows="3" class="mono">Content-Type: application/json</textarea>
			<//>
			<${Field} label="Body (raw text, Liquid is resolved)">
				<textarea name="body" rows="8" class="mono">${TEMPLATE}</textarea>
			<//>
			${problem && html`<p class="problem" role="alert">${problem}</p>`}
			<div class="row end"><button class="main" disabled=${busy}>Add</button></div>
		</form>
	<//>`;
}

/** One request that Braze sent, with its tries. */
export function SentMessage({ id }) {
	const { data, error } = useLive(`/braze/activity/${id}`, ['messages']);
	return html`<${Dialog} title="Sent by Braze" narrow>
		${error && html`<p class="problem">${error}</p>`}
		${data &&
		html`<div class="stack">
			<table>
				<tbody>
					${data.attempts.map(
						(attempt) =>
							html`<tr>
								<td class="time"><${Time} at=${attempt.at} /></td>
								<td>
									<${Outcome} attempt=${attempt} /> ${attempt.error}
									${attempt.nextDelaySeconds !== undefined &&
									html`<span class="soft">
										again after ${duration(attempt.nextDelaySeconds)}</span
									>`}
								</td>
							</tr>`,
					)}
				</tbody>
			</table>
			<${Json} value=${data} />
		</div>`}
	<//>`;
}
