import { join } from 'node:path';

import { runN8n } from '../../../playground/n8nServer';
import { ROOT } from '../../../playground/paths';
import { exampleNames, readExample } from '../../../playground/provision';
import type { Row } from '../ground';

export const rows: Row[] = [
	{
		what: '`n8n import:workflow`, every example',
		async see({ instance, client }) {
			const names = exampleNames();
			let right = 0;
			for (const name of names) {
				const file = join(ROOT, 'examples', `${name}.json`);
				await runN8n(instance.installation, instance.userFolder, [
					'import:workflow',
					`--input=${file}`,
				]);
				const { name: title, nodes } = readExample(name);
				const imported = await client.getWorkflow(name);
				if (imported.name === title && imported.nodes.length === nodes.length) right += 1;
			}
			return { holds: right === names.length, saw: `${right} of ${names.length}` };
		},
	},
];
