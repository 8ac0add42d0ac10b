// Prints where texts stand in the rows of a database, as JSON: searchDatabase.cjs <database>, with the
// texts as a JSON list on its input. Run by the Node that n8n runs on, which can read SQLite.
const { readFileSync } = require('node:fs');
const { DatabaseSync } = require('node:sqlite');

const texts = JSON.parse(readFileSync(0, 'utf8'));
const database = new DatabaseSync(process.argv[2], { readOnly: true });
const tables = database
	.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
	.all()
	.map(({ name }) => name);

// What n8n does not keep, it marks as deleted and removes about an hour later.
const KEPT = {
	execution_data:
		'WHERE executionId NOT IN (SELECT id FROM execution_entity WHERE deletedAt IS NOT NULL)',
};

const found = [];
let rows = 0;
for (const table of tables) {
	for (const row of database.prepare(`SELECT * FROM "${table}" ${KEPT[table] ?? ''}`).iterate()) {
		rows++;
		for (const [column, value] of Object.entries(row)) {
			const stored =
				value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
			for (const text of texts) if (stored.includes(text)) found.push({ table, column, text });
		}
	}
}
process.stdout.write(JSON.stringify({ tables: tables.length, rows, found }));
