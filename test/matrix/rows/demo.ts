import { runDemo } from '../../../playground/demoSteps';
import type { Row } from '../ground';

export const rows: Row[] = [
	{
		what: 'the steps of `npm run demo`',
		async see(ground) {
			const steps = await runDemo(ground);
			const right = steps.filter(({ OK }) => OK).length;
			return { holds: right === steps.length, saw: `${right} of ${steps.length}` };
		},
	},
];
