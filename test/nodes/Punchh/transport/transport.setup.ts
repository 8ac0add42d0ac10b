import type { Fault } from '../../../../sandbox/faults/rules';
import { usePunchhSandbox } from '../../../harness/punchh';

export const punchh = usePunchhSandbox();

export const disturb = (fault: Fault, count?: number) =>
	punchh.sandbox.faults.add({ side: 'punchh', path: '*', count, fault });
