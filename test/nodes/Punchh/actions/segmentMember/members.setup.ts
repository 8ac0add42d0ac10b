import { usePunchhSandbox } from '../../../../harness/punchh';

export const punchh = usePunchhSandbox();
export const cutAfter = (method: 'POST' | 'DELETE', count: number) =>
	punchh.sandbox.faults.add({
		side: 'punchh',
		method,
		path: '/api2/dashboard/custom_segments*',
		count,
		fault: { cut: 'after' },
	});
