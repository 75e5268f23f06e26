// Two weeks of a plan, told with a set clock: from the start over the end of summer time (Sun 25 Oct 2026) to the goal.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { folder, run } from './helpers/program.mjs';

const golden = path.join(path.dirname(fileURLToPath(import.meta.url)), 'golden', 'two_weeks.txt');

const anna = { as: 'anna', zone: 'Europe/Berlin' };
const ben = { as: 'ben', zone: 'Europe/Berlin' };
const carla = { as: 'carla', zone: 'America/New_York' };

// A line is [time, who, text] or [time] for a tick.
const story = [
  ['2026-10-12T09:00:00+02:00', anna, 'start Self-serve billing live for EU customers by 30 oct'],
  ['2026-10-12T09:01:00+02:00', ben, 'help'],
  ['2026-10-12T09:02:00+02:00', carla, 'status'],
  ['2026-10-12T09:03:00+02:00', anna, 'milestone Contract signed by 16 oct'],
  ['2026-10-12T09:04:00+02:00', anna, 'milestone Tax engine in staging by 23 oct'],
  ['2026-10-12T09:05:00+02:00', anna, 'milestone Beta finished by 28 oct'],
  ['2026-10-12T09:06:00+02:00', anna, 'before M1 agree on the terms for 2d owner me'],
  ['2026-10-12T09:07:00+02:00', anna, 'before A1 draft the terms for 1d owner me'],
  ['2026-10-12T09:08:00+02:00', anna, 'before M2 integrate the tax engine for 3d owner @ben'],
  ['2026-10-12T09:09:00+02:00', anna, 'before A3 choose the tax vendor for 2d'],
  ['2026-10-12T09:10:00+02:00', anna, 'before M3 run the beta for 2d owner @carla'],
  ['2026-10-12T09:11:00+02:00', anna, 'before goal switch on for 1d owner @ben'],
  ['2026-10-12T09:12:00+02:00', anna, 'before A6 write the announcement for 1d owner @carla'],
  ['2026-10-12T09:13:00+02:00', anna, 'before A6 update the price page for 2d owner @ben'],
  ['2026-10-12T09:13:30+02:00', anna, 'kpi add Paying customers from 0 to 20'],
  ['2026-10-12T09:14:00+02:00', anna, 'commit every 2w'],
  ['2026-10-12T09:15:00+02:00', anna, 'retrace'],
  ['2026-10-12T18:00:00+02:00'],
  ['2026-10-13T18:00:00+02:00'],
  ['2026-10-14T09:30:00+02:00', anna, 'started A2'],
  ['2026-10-14T16:30:00+02:00', anna, 'done A2'],
  ['2026-10-15T09:00:00+02:00'],
  ['2026-10-15T09:30:00+02:00', anna, 'started A1'],
  ['2026-10-15T18:00:00+02:00'],
  ['2026-10-16T16:45:00+02:00', anna, 'done A1'],
  ['2026-10-16T16:50:00+02:00', anna, 'done M1'],
  ['2026-10-19T08:59:00+02:00'],
  ['2026-10-19T09:00:00+02:00'],
  ['2026-10-19T09:30:00+02:00', ben, 'owner A4 me'],
  ['2026-10-20T16:00:00+02:00', ben, 'done A4'],
  ['2026-10-21T09:15:00+02:00', ben, 'started A3'],
  ['2026-10-21T10:00:00+02:00', carla, 'slip A5 1d because two testers are away'],
  ['2026-10-22T15:00:00+02:00'],
  ['2026-10-22T15:10:00+02:00', ben, 'slip A8 2d'],
  ['2026-10-22T15:12:00+02:00', ben, 'undo'],
  ['2026-10-22T15:15:00+02:00', ben, 'history'],
  ['2026-10-23T16:30:00+02:00', ben, 'done A3'],
  ['2026-10-23T16:31:00+02:00', ben, 'done M2'],
  ['2026-10-26T07:59:59Z'],
  ['2026-10-26T08:00:00Z'],
  ['2026-10-26T10:00:00+01:00', carla, 'started A5'],
  ['2026-10-27T15:00:00+01:00'],
  ['2026-10-27T15:30:00+01:00', anna, 'next all'],
  ['2026-10-28T18:00:00+01:00'],
  ['2026-10-28T18:05:00+01:00', carla, 'done A5'],
  ['2026-10-28T18:06:00+01:00', anna, 'status'],
  ['2026-10-30T18:00:00+01:00'],
  ['2026-10-30T18:05:00+01:00', anna, 'list'],
];

function command(store, [now, who, text], json) {
  const form = json ? ['--json'] : [];
  if (!who) return ['tick', '--store', store, '--now', now, ...form];
  return ['say', '--store', store, '--now', now, '--zone', who.zone, '--as', who.as, '--in', 'launch', ...form, text];
}

/// Tells the story on a new store: [{line, status, out}].
async function tell(t, json) {
  const store = path.join(folder(t), 'plan.db');
  const told = [];
  for (const line of story) {
    const ran = await run(command(store, line, json), { env: { BACKWALK_ZONE: 'Europe/Berlin' } });
    assert.equal(ran.err, '', line.join(' '));
    assert.equal(ran.status, 0, `${line[0]} ${line[2] ?? 'tick'}: ${ran.out}`);
    told.push({ line, out: ran.out });
  }
  return told;
}

function page(told) {
  const heading = ([now, who, text]) => (who ? `> ${now} @${who.as}: ${text}` : `> ${now} tick`);
  return told.map(({ line, out }) => `${heading(line)}\n\n${out}`).join('\n');
}

test('the same story gives the same words, byte for byte', async (t) => {
  const first = page(await tell(t, false));
  const second = page(await tell(t, false));
  assert.equal(first, second);
  if (process.env.BACKWALK_UPDATE_GOLDEN === '1') fs.writeFileSync(golden, first);
  assert.equal(first, fs.readFileSync(golden, 'utf8'));
});

test('the reminders come on the right mornings', async (t) => {
  const told = await tell(t, true);
  const messages = told.flatMap(({ out }) => out.split('\n').filter(Boolean).map((line) => JSON.parse(line)));
  const reminders = messages.filter((message) => /^p1\/start\//.test(message.key));
  const seen = reminders.map(({ at, to, key }) => `${new Date(at).toISOString().slice(0, 16)} ${to.user ?? `#${to.channel}`} ${key.split('/').at(-1)}`);
  // Worked out by hand from PLANNING §1. Latest start -> second working morning before it, 09:00 of the owner:
  assert.deepEqual(seen, [
    '2026-10-13T07:00 anna A1',   // Thu 15 -> Tue 13
    '2026-10-13T07:00 anna A2',   // Wed 14 -> Mon 12 09:00, which had passed at 09:07: the next working morning, late
    '2026-10-15T07:00 #launch A4',  // Mon 19 -> Thu 15, nobody owns it
    '2026-10-19T07:00 ben A3',    // Wed 21 -> Mon 19
    '2026-10-22T13:00 carla A5',  // 3d after the slip: Mon 26 -> Thu 22, 09:00 in New York
    '2026-10-26T08:00 ben A8',    // Wed 28 -> Mon 26, the first morning of winter time in Berlin; the slip was undone
    '2026-10-27T13:00 carla A7',  // Thu 29 -> Tue 27; New York still has summer time
    '2026-10-28T08:00 ben A6',    // Fri 30 -> Wed 28
  ]);
  assert.match(reminders[1].text, /late/);
  for (const [index, reminder] of reminders.entries()) {
    if (index !== 1) assert.doesNotMatch(reminder.text, /late/, reminder.key);
    assert.equal(reminder.visible, reminder.to.user ? 'dm' : 'channel');
    assert.ok(reminder.buttons.length > 0);
  }
});

test('the slip moves what it must, and undo puts it back', async (t) => {
  const told = await tell(t, true);
  const said = (text) => told.find(({ line }) => line[2] === text).out.split('\n').filter(Boolean).map((line) => JSON.parse(line).text).join('\n');
  assert.match(said('slip A5 1d because two testers are away'), /A5/);
  assert.match(said('slip A8 2d'), /A8/);
  assert.match(said('undo'), /A8|slip/);
  assert.match(said('retrace'), /A2[\s\S]*14 Oct|14 Oct[\s\S]*A2/);
  assert.match(said('history'), /undo.*\n.*slip A8 2d/);
});
