#!/usr/bin/env bash
# TypeORM looks for guests of certain tiers, or with one of several addresses: find({ where: tiers.map((tier) => ({ tier })) }), as a list of
# conditions means any of them. Sometimes the list is empty. Guess: nobody, as with In([]).
# TypeORM 1.1.1 finds and counts everybody, though it refuses undefined as a value and an empty list in delete(). So a campaign for no tier goes to
# everybody. A list of nothing but {} matches everybody too, but next to another condition {} matches nobody. In the query builder, a second where()
# replaces the first: guests who have opted out, and whom a helper had excluded, are in again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts typeorm@1.1.1 sql.js@1.17.0 reflect-metadata@0.2.2

cat > find.cjs <<'JS'
require('reflect-metadata');
const { DataSource, EntitySchema, In } = require('typeorm');

const Guest = new EntitySchema({ name: 'Guest', columns: { id: { type: Number, primary: true }, tier: { type: String }, opted_out: { type: Boolean } } });
(async () => {
	const source = await new DataSource({ type: 'sqljs', entities: [Guest], synchronize: true }).initialize();
	const guests = source.getRepository('Guest');
	await guests.save([{ id: 1, tier: 'Gold', opted_out: false }, { id: 2, tier: 'Silver', opted_out: true }, { id: 3, tier: 'Bronze', opted_out: false }]);
	const show = async (name, ask) => console.log(`${name}: ${await ask().then((found) => JSON.stringify(found.map?.(({ id }) => id) ?? found), ({ message }) => message.slice(0, 60))}`);
	const anyOf = (tiers) => tiers.map((tier) => ({ tier }));
	await show('any of Gold, Silver', () => guests.find({ where: anyOf(['Gold', 'Silver']) }));
	await show('any of none', () => guests.find({ where: anyOf([]) }));
	await show('count any of none', () => guests.countBy(anyOf([])));
	await show('In([])', () => guests.findBy({ tier: In([]) }));
	await show('undefined', () => guests.findBy({ tier: undefined }));
	await show('Gold or {}', () => guests.find({ where: [{ tier: 'Gold' }, {}] }));
	await show('{} or {}', () => guests.find({ where: [{}, {}] }));
	await show('delete any of none', () => guests.delete([]));
	const reachable = () => guests.createQueryBuilder('guest').where('guest.opted_out = false');
	await show('where, where', () => reachable().where('guest.tier IN (:...tiers)', { tiers: ['Gold', 'Silver'] }).getMany());
	await show('where, andWhere', () => reachable().andWhere('guest.tier IN (:...tiers)', { tiers: ['Gold', 'Silver'] }).getMany());
})();
JS
seen=$(node find.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
any of Gold, Silver: [1,2]
any of none: [1,2,3]
count any of none: 3
In([]): []
undefined: Undefined value encountered in property 'Guest.tier' of a wh
Gold or {}: [1]
{} or {}: [1,2,3]
delete any of none: Empty criteria(s) are not allowed for the delete method.
where, where: [1,2]
where, andWhere: [1]
EXPECTED
