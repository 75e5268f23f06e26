// Many at once, and the end of the process under load: what was acknowledged is there, once.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { folder, run, serve } from './helpers/program.mjs';
import { Slack, fresh, sendCommand, sendEvent, textOf } from './helpers/slack.mjs';
import { MONDAY } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

/// The log as it stands in the file: {seq, edit} of the plan, read by another program than ours.
function log(store) {
  const script = [
    'import json, sqlite3, sys',
    'db = sqlite3.connect(sys.argv[1])',
    'rows = []',
    'for (body,) in db.execute("select body from log_lines order by plan, first_seq"):',
    '  line = json.loads(body)',
    '  rows += [{"seq": line["first_seq"] + i, "edit": json.dumps(e, separators=(",", ":"))} for i, e in enumerate(line["edits"])]',
    'print(json.dumps(rows, default=str))',
  ].join('\n');
  return JSON.parse(execFileSync('python3', ['-c', script, store], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

const titlesIn = (rows) => new Set(JSON.stringify(rows).match(/step number \d+/g) ?? []);

function assertConsecutive(rows) {
  const seqs = rows.map((row) => row.seq);
  assert.deepEqual(seqs, seqs.map((_, index) => index + 1), 'seq is consecutive from 1');
}

async function begin(t, { now = MONDAY, goal = '30 oct' } = {}) {
  const slack = await Slack.start(t);
  const store = path.join(folder(t), 'plan.db');
  const service = await serve(t, { store, env: slack.env });
  if (now) await service.setClock(now);
  assert.equal((await sendCommand(service, `start Billing live by ${goal}`)).status, 200);
  return { slack, store, service };
}

/// The date of a weekday (1 is Monday) in the fifth week from now: a restarted service has the real clock again.
function inFiveWeeks(weekday) {
  const now = new Date();
  const days = 35 - ((now.getUTCDay() + 6) % 7) + weekday - 1;
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

const steps = (from, to) => Array.from({ length: to - from }, (_, i) => `step number ${from + i}`);

/// Says it until it is acknowledged: after a 503 again under the same key, as platforms do. False when the service is gone.
async function sayOne(service, title) {
  const about = { user: `U${title.replace(/\D/g, '')}`, trigger: fresh('trigger') };
  for (;;) {
    const response = await sendCommand(service, `before goal ${title} for 1d`, about).catch(() => null);
    if (response === null) return false;
    if (response.status === 200) return true;
    assert.equal(response.status, 503, title);
  }
}

/// Says them all at once; resolves with those that were acknowledged.
async function sayAll(service, titles) {
  const said = await Promise.all(titles.map((title) => sayOne(service, title)));
  return titles.filter((_, index) => said[index]);
}

test('two hundred utterances on one plan at once: none is lost', async (t) => {
  const { store, service } = await begin(t);
  const titles = steps(0, 200);
  assert.deepEqual(await sayAll(service, titles), titles);
  assert.equal(await service.stop(), 0);
  const rows = log(store);
  assertConsecutive(rows);
  assert.deepEqual(titlesIn(rows), new Set(titles));
  const added = rows.flatMap((row) => Object.values(row).join(' ').match(/"title":"step number \d+"/g) ?? []);
  assert.equal(added.length, titles.length, 'each of them once');
});

test('SIGTERM under load: it ends in order, and what was acknowledged is there after a restart', async (t) => {
  const { slack, store, service } = await begin(t);
  const saying = sayAll(service, steps(0, 150));
  await until('it is under load', () => slack.calls.length > 5);
  const status = await service.stop('SIGTERM');
  const acknowledged = await saying;
  assert.equal(status, 0, service.log.err.slice(-2000));
  const again = await serve(t, { store, env: slack.env });
  const rows = log(store);
  assertConsecutive(rows);
  for (const title of acknowledged) assert.ok(titlesIn(rows).has(title), title);
  assert.equal((await sendCommand(again, 'status')).status, 200);
  assert.equal(await again.stop(), 0);
});

test('kill -9 under load: nothing acknowledged is lost and nothing doubled', async (t) => {
  const { slack, store, service } = await begin(t, { now: null, goal: inFiveWeeks(5) });
  // Two days before Friday evening is Thursday morning; the second working morning before that is Tuesday's.
  await sendCommand(service, 'before goal switch on for 2d owner <@U2|ben>');
  await sendCommand(service, 'before goal close the books for 1d owner <@U2|ben>');  // Wednesday's
  const saying = sayAll(service, steps(0, 150));
  await until('it is under load', () => slack.calls.length > 5);
  await service.stop('SIGKILL');
  const acknowledged = await saying;

  const reminders = () => slack.posts('U2').filter((call) => /switch on/.test(textOf(call.body)));
  const again = await serve(t, { store, env: slack.env });
  await again.setClock(`${inFiveWeeks(2)}T12:00:00Z`);
  await until('the reminder comes', () => reminders().length > 0);
  // In one place nothing is sent before what went ahead is noted: once ben has his answer, the reminder has been.
  assert.equal((await sendEvent(again, 'message', 'help', { user: 'U2', channel: 'D2' })).status, 200);
  await until('ben is answered', () => slack.sent.some((call) => call.body.channel === 'D2'));
  await again.stop('SIGKILL');

  const third = await serve(t, { store, env: slack.env });
  await third.setClock(`${inFiveWeeks(3)}T12:00:00Z`);
  await until('the later reminder comes', () => slack.posts('U2').some((call) => /close the books/.test(textOf(call.body))));
  assert.equal(await third.stop(), 0);
  assert.equal(reminders().length, 1);
  const rows = log(store);
  assertConsecutive(rows);
  for (const title of acknowledged) assert.ok(titlesIn(rows).has(title), title);
});

test('a store that is served is refused to everybody else, with a sentence', async (t) => {
  const { store, service } = await begin(t);
  const env = { BACKWALK_STORE: `sqlite:${store}`, BACKWALK_LISTEN: '127.0.0.1:0' };
  for (const args of [['serve'], ['say', '--store', store, 'status'], ['tick', '--store', store, '--now', MONDAY], ['chat', '--store', store]]) {
    const ran = await run(args, { env });
    assert.equal(ran.status, 1, args[0]);
    assert.equal(ran.out, '', args[0]);
    assert.match(ran.err, /^backwalk: .*plan\.db.*\n$/, args[0]);
  }
  assert.equal((await service.request('GET', '/readyz')).status, 200);
});

test('a busy port is one clear sentence', async (t) => {
  const { service } = await begin(t);
  const { host } = new URL(service.address);
  const ran = await run(['serve'], { env: { BACKWALK_STORE: `sqlite:${path.join(folder(t), 'other.db')}`, BACKWALK_LISTEN: host } });
  assert.equal(ran.status, 1);
  assert.match(ran.err, new RegExp(`^backwalk: .*${new URL(service.address).port}.*in use.*\\n$`));
});
