#!/usr/bin/env bash
# Profiles in MongoDB are kept up to date with n8n's MongoDB node: Update, Update Key id, Fields name,email,tier,points. An item has only what has
# changed for a guest. Guess: fields that an item does not have stay as they are, as with $set, which leaves alone what it is not given.
# MongoDB 1.5 of n8n-nodes-base 2.40.2 (1.3 as well; what it hands to MongoDB's driver, without a server) sets each field of the list, and to null
# what the item does not have: a visit with new points wipes out the guest's name, address and tier. A test whose item has all fields passes. Fields
# that are made of the item, {{ Object.keys($json).join(',') }}, leave the others alone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps mongodb@6.11.0 @e965/xlsx@0.20.3 chardet@2.0.0 iconv-lite@0.6.3

cat > run.cjs <<'JS'
const { MongoClient } = require('mongodb');
const { credentials, run } = require('./nodes.cjs');

const told = ({ updateOne: { filter, update } }) => console.log(`  ${JSON.stringify(filter)}: ${JSON.stringify(update)}`);
const collection = () => ({
	bulkWrite: async (operations) => operations.forEach(told),
	updateOne: async (filter, update) => told({ updateOne: { filter, update } }),
});
MongoClient.connect = async () => ({ db: () => ({ collection }), close: async () => {} });
Object.assign(credentials, { mongoDb: { configurationType: 'connectionString', connectionString: 'mongodb://127.0.0.1', database: 'guests' } });

const ITEMS = [
	{ id: 7304, name: 'Mara', email: 'mara@example.com', tier: 'gold', points: 50 },
	{ id: 7304, points: 70 },
];
(async () => {
	for (const version of [1.3, 1.5]) {
		for (const fields of ['name,email,tier,points', "={{ Object.keys($json).join(',') }}"]) {
			console.log(`${version}, ${fields}`);
			const parameters = { resource: 'document', operation: 'update', collection: 'guests', updateKey: 'id', fields, upsert: false, options: {} };
			await run('MongoDb/MongoDb', version, parameters, ITEMS);
		}
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
1.3, name,email,tier,points
  {"id":7304}: {"$set":{"name":"Mara","email":"mara@example.com","tier":"gold","points":50,"id":7304}}
  {"id":7304}: {"$set":{"name":null,"email":null,"tier":null,"points":70,"id":7304}}
1.3, ={{ Object.keys($json).join(',') }}
  {"id":7304}: {"$set":{"id":7304,"name":"Mara","email":"mara@example.com","tier":"gold","points":50}}
  {"id":7304}: {"$set":{"id":7304,"points":70}}
1.5, name,email,tier,points
  {"id":7304}: {"$set":{"name":"Mara","email":"mara@example.com","tier":"gold","points":50,"id":7304}}
  {"id":7304}: {"$set":{"name":null,"email":null,"tier":null,"points":70,"id":7304}}
1.5, ={{ Object.keys($json).join(',') }}
  {"id":7304}: {"$set":{"id":7304,"name":"Mara","email":"mara@example.com","tier":"gold","points":50}}
  {"id":7304}: {"$set":{"id":7304,"points":70}}
EXPECTED
