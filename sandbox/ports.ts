/** Where the sandbox listens when a person starts it. */
export const PORTS = {
	control: Number(process.env.SANDBOX_CONTROL_PORT ?? 4800),
	punchh: Number(process.env.SANDBOX_PUNCHH_PORT ?? 4801),
	braze: Number(process.env.SANDBOX_BRAZE_PORT ?? 4802),
};
