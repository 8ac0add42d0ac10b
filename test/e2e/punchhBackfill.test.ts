import { expectBackfill } from '../harness/backfill';
import { usePunchhSandbox } from '../harness/punchh';

const punchh = usePunchhSandbox();

test('10,000 guests in one run, through 429s and cut connections', async () => {
	await expectBackfill(punchh, 10_000);
}, 600_000);
