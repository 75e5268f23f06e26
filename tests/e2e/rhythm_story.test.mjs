// Four weeks with check-ins, standups, briefs and reminders, told through say and tick: a golden page, and every unasked message counted.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { CHANNEL, HOLIDAYS, people, story } from './helpers/four_weeks.mjs';
import { folder, run } from './helpers/program.mjs';

const golden = path.join(path.dirname(fileURLToPath(import.meta.url)), 'golden', 'four_weeks.txt');
const env = { BACKWALK_ZONE: 'Europe/Vienna', BACKWALK_HOLIDAYS: HOLIDAYS };

function command(store, step) {
  if (!step.who) return ['tick', '--store', store, '--now', step.at, '--json', ...(step.downtime ? ['--after-downtime'] : [])];
  const where = step.where === 'channel' ? ['--in', CHANNEL.name] : [];
  return ['say', '--store', store, '--now', step.at, '--zone', people[step.who].zone, '--as', step.who, ...where, '--json', step.text];
}

/// Tells the story on a new store: [{step, messages}].
async function tell(t) {
  const store = path.join(folder(t), 'plan.db');
  const steps = [];
  for (const step of story) {
    const ran = await run(command(store, step), { env });
    assert.equal(ran.err, '', step.at);
    assert.equal(ran.status, 0, `${step.at} ${step.text ?? 'tick'}: ${ran.out}`);
    steps.push({ step, messages: ran.out.split('\n').filter(Boolean).map((line) => JSON.parse(line)) });
  }
  return { store, steps };
}

/// "to anna", "#launch", "#launch, in its thread", "#launch, instead of what stood there".
function seen({ to, visible, kind }) {
  if (to.user) return visible === 'dm' ? `@${to.user}` : `only @${to.user}`;
  if (visible === 'ephemeral') return `#${to.channel}, only to the speaker`;
  return `#${to.channel}${kind === 'thread' ? ', in the thread' : kind === 'edit' ? ', instead of what stood there' : ''}`;
}

function page(steps) {
  const parts = [];
  for (const { step, messages } of steps) {
    if (!step.who && !step.downtime && messages.length === 0) continue;
    const where = step.where === 'channel' ? `#${CHANNEL.name}` : 'direct message';
    const heading = step.who ? `> ${step.at} @${step.who} (${where}): ${step.text}` : `> ${step.at}${step.downtime ? ' after a week of downtime' : ''}`;
    parts.push(heading, ...messages.map((message) => `[${seen(message)}]\n${message.text}`));
  }
  return `${parts.join('\n\n')}\n`;
}

/// What the clock brought, not an answer to anybody.
const unasked = (steps) => steps.filter(({ step }) => !step.who).flatMap(({ messages }) => messages);

test('four weeks are told as reviewed, byte for byte', async (t) => {
  const { steps } = await tell(t);
  const text = page(steps);
  if (process.env.BACKWALK_UPDATE_GOLDEN === '1') fs.writeFileSync(golden, text);
  assert.equal(text, fs.readFileSync(golden, 'utf8'));

  // Nobody gets more than three direct messages a day that they did not ask for.
  const counts = new Map();
  for (const { at, to } of unasked(steps).filter((message) => message.to.user)) {
    const day = new Date(at).toLocaleDateString('en-CA', { timeZone: people[to.user].zone });
    counts.set(`${to.user} ${day}`, (counts.get(`${to.user} ${day}`) ?? 0) + 1);
  }
  assert.ok(counts.size > 10);
  for (const [whose, count] of counts) assert.ok(count <= 3, `${whose}: ${count}`);

  // Every key is used once, and nothing is said on the holiday or on a weekend.
  const keys = unasked(steps).map((message) => message.key);
  assert.equal(new Set(keys).size, keys.length);
  const silent = unasked(steps).filter(({ at }) => [10, 11, 17, 18, 24, 25, 26].includes(new Date(at).getUTCDate()));
  assert.deepEqual(silent.filter((message) => message.kind !== 'edit').map((message) => message.key), []);
});

test('each thing comes at its time', async (t) => {
  const { steps } = await tell(t);
  const when = (pattern) => unasked(steps).filter((message) => message.kind !== 'edit' && pattern.test(message.key)).map((message) =>
    `${new Date(message.at).toISOString().slice(5, 16)} ${message.to.user ?? `#${message.to.channel}`}`);
  // 09:00 in Vienna is 07:00 UTC until Sun 25 Oct, then 08:00; 09:30 in New York is 13:30 UTC all the time.
  assert.deepEqual(when(/^p1\/checkin\//), ['10-12T07:00 anna', '10-23T12:00 anna', '10-27T08:00 anna']);
  assert.deepEqual(when(/^p1\/brief\//), ['10-09T08:00 #exec', '10-16T08:00 #exec', '10-23T12:00 #exec', '10-30T09:00 #exec']);
  assert.deepEqual(when(/^p1\/draft\//), ['10-08T13:00 anna', '10-15T13:00 anna', '10-29T14:00 anna']);
  assert.deepEqual(when(/^p1\/standup\/u2\//), ['10-05T13:30 carla', '10-07T13:30 carla', '10-09T13:30 carla', '10-12T13:30 carla',
    '10-23T13:30 carla', '10-28T13:30 carla', '10-30T13:30 carla']);
  const folded = unasked(steps).filter((message) => /\+\d+$/.test(message.key)).map((message) => message.to.user);
  assert.ok(folded.length > 0, 'nothing was folded');
});
