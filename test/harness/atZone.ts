/**
 * Does something where the server stands in a time zone, with modules of its own, so that nothing is
 * kept from another zone: what it imports, it must import itself.
 *
 * @param zone as TZ takes it
 */
export async function atZone<T>(zone: string, act: () => Promise<T>): Promise<T> {
	const { TZ } = process.env;
	process.env.TZ = zone;
	jest.resetModules();
	try {
		return await act();
	} finally {
		if (TZ === undefined) delete process.env.TZ;
		else process.env.TZ = TZ;
	}
}
