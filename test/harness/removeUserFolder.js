// Each test file has a user folder of its own, which the machine would keep otherwise.
const { rmSync } = require('node:fs');

afterAll(() => rmSync(process.env.N8N_USER_FOLDER, { recursive: true, force: true }));
