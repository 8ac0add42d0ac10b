import { run as liquid } from './liquid/run';
import { run as rails } from './rails/run';

/** `npm run parity`: the sandbox beside Ruby. PARITY_SEED repeats a run. */
function main(): void {
	const seed = Number(process.env.PARITY_SEED ?? Date.now() % 2 ** 31);
	console.log(`PARITY_SEED=${seed}`);
	const differences = liquid(seed) + rails(seed);
	if (differences > 0) throw new Error(`${differences} differ from Ruby`);
}

main();
