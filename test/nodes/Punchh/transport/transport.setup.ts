import type { Fault } from '../../../../sandbox/faults/rules';
import { usePunchhSandbox } from '../../../harness/punchh';

export const punchh = usePunchhSandbox();

export const disturb = (fault: Fault, count?: number) =>
	punchh.sandbox.faults.add({ side: 'punchh', path: '*', count, fault });

/** Punchh's refusal of a language, which the node offers and this business does not have. */
export const UNKNOWN_LANGUAGE: Fault = {
	status: 400,
	body: {
		errors: {
			invalid_language: [
				'Unknown/Invalid locale in Accept-Language Header. Supported locales are en, es.',
			],
		},
	},
};
