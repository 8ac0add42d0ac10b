#!/usr/bin/env bash
# Events wait in better-queue until Braze takes them: queue.push({ id: guest.id, event: 'visit', points: 50 }). A guest has two events within
# seconds. Guess: both are sent, one after the other.
# better-queue 3.8.12 takes a field called id for the ID of the task, and a task that waits is replaced by a later one with the same ID: only the
# guest's last event is sent, and the points of the others are lost. Their callbacks say "sent" as well. As long as the queue is empty each event
# goes out at once, so tests pass, and events are lost when it is busy. With another name for the field, or with id: 'event_id' in the options, all
# are sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts better-queue@3.8.12

cat > run.cjs <<'JS'
const Queue = require('better-queue');

const EVENTS = [
	['Mara', 'visit', 50],
	['Bo', 'visit', 60],
	['Mara', 'visit', 70],
	['Mara', 'redemption', -20],
];
const send = (label, toTask, options = {}) =>
	new Promise((resolve) => {
		const sent = [];
		const answers = [];
		const queue = new Queue((task, done) => {
			sent.push(`${task.id ?? task.guest} ${task.event} ${task.points}`);
			setTimeout(() => done(null, 'sent'), 20);
		}, options);
		for (const event of EVENTS) queue.push(toTask(...event), (error, result) => answers.push(error ? 'error' : (result ?? 'nothing')));
		queue.on('drain', () => setTimeout(() => resolve(console.log(`${label}: ${sent.join(', ')}; callbacks: ${answers.join(' ')}`)), 50));
	});
(async () => {
	await send('id is the guest', (id, event, points) => ({ id, event, points }));
	await send('guest', (guest, event, points) => ({ guest, event, points }));
	let events = 0;
	await send("id: 'event_id'", (id, event, points) => ({ id, event, points, event_id: events++ }), { id: 'event_id' });
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
id is the guest: Mara redemption -20, Bo visit 60; callbacks: sent sent sent sent
guest: Mara visit 50, Bo visit 60, Mara visit 70, Mara redemption -20; callbacks: sent sent sent sent
id: 'event_id': Mara visit 50, Bo visit 60, Mara visit 70, Mara redemption -20; callbacks: sent sent sent sent
EXPECTED
