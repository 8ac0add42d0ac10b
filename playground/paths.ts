import { join } from 'node:path';

/** The clone. */
export const ROOT = join(__dirname, '..');

/** Where the playground keeps n8n's data: below the clone, ignored by git. */
export const DATA = join(ROOT, '.playground');
