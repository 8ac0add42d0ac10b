import { runDemo } from '../../../playground/demoSteps';
import type { Row } from '../ground';

export const rows: Row[] = [
	{
		what: '`npm run demo`, every step',
		async see(ground) {
			const steps = await runDemo(ground);
			const right = steps.filter(({ OK }) => OK).length;
			return { holds: right === steps.length, saw: `${right} of ${steps.length}` };
		},
	},
];
