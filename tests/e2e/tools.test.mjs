// The commands that end: their forms, their exit statuses, their refusals.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { folder, run } from './helpers/program.mjs';

const NOW = '2026-10-12T09:00:00+02:00';
const COMMANDS = [['serve'], ['chat'], ['say'], ['tick'], ['when'], ['plan', 'schedule'], ['check'], ['migrate'], ['slack', 'manifest'], ['commands']];

test('every command has help', async () => {
  for (const command of [[], ...COMMANDS]) {
    const ran = await run([...command, '--help']);
    assert.equal(ran.status, 0, command.join(' '));
    assert.match(ran.out, /Usage/, command.join(' '));
    assert.equal(ran.err, '');
  }
});

test('the version', async () => {
  const ran = await run(['--version']);
  assert.equal(ran.status, 0);
  assert.match(ran.out, /^backwalk \d+\.\d+\.\d+\n$/);
});

test('wrong flags are 2, on standard error', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  const wrong = [[], ['nonsense'], ['--nonsense'], ...COMMANDS.map((command) => [...command, '--nonsense']), ['tick', '--store', store], ['when'],
    ['plan'], ['plan', 'schedule'], ['slack'], ['say', '--store', store, '--now', 'tomorrow', 'help'],
    ['say', '--store', store, '--zone', 'Mars/Olympus', 'help'], ['tick', '--store', store, '--now', '2026-13-01T00:00:00Z'],
    ['say', '--store', store, '--in', '', 'help']];
  for (const args of wrong) {
    const ran = await run(args);
    assert.equal(ran.status, 2, args.join(' '));
    assert.equal(ran.out, '', args.join(' '));
    assert.notEqual(ran.err, '', args.join(' '));
    assert.doesNotMatch(ran.err, /std::|terminate|what\(\)/);
  }
  assert.ok(!fs.existsSync(store), 'nothing was made');
});

test('say takes any words, also those that are commands of the terminal', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  for (const text of ['', 'say', 'check', 'serve', '[a,b]', '{"a":1}', '"', '--', 'tick', "it's", '%s%n', '@', '#']) {
    const ran = await run(['say', '--store', store, '--now', NOW, '--json', '--', text]);
    assert.ok([0, 1].includes(ran.status), `${text}: ${ran.status} ${ran.err}`);
    const message = JSON.parse(ran.out.split('\n')[0]);
    assert.deepEqual(Object.keys(message), ['at', 'to', 'visible', 'kind', 'key', 'text', 'buttons'], text);
    assert.notEqual(message.text, '');
    assert.equal(ran.err, '');
  }
  const bare = await run(['say', '--store', store, '--now', NOW]);
  assert.equal(bare.status, 0, bare.err);
});

test('say takes words without quotes, wherever the flags stand', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  const ran = await run(['say', 'start', 'Billing', 'live', 'by', '30 oct', '--store', store, '--now', NOW, 'owner', 'me']);
  assert.equal(ran.status, 0, ran.err);
  assert.match(ran.out, /Started BILL: “Billing live”, Fri 30 Oct/);
  const wrong = await run(['say', '--store', store, 'status', '-x']);
  assert.equal(wrong.status, 2);
  assert.match(wrong.err, /not expected: -x/);
});

test('say tells where, when and to whom', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  const say = (...args) => run(['say', '--store', store, '--now', NOW, '--zone', 'Europe/Berlin', '--as', 'anna', ...args]);
  const channel = await say('--in', 'launch', '--json', 'start Billing live by 30 oct');
  assert.equal(channel.status, 0);
  const messages = channel.out.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(messages[0].visible, 'ephemeral');
  assert.deepEqual(messages[0].to, { channel: 'launch' });
  assert.equal(messages[0].at, NOW);
  assert.ok(messages.some((message) => message.visible === 'channel' && message.kind === 'post'));
  assert.ok(messages.some((message) => message.visible === 'channel' && message.kind === 'thread'));
  const direct = await say('--json', 'list');
  assert.deepEqual(JSON.parse(direct.out).to, { user: 'anna' });
  assert.equal(JSON.parse(direct.out).visible, 'dm');
  const told = await say('--in', 'launch', 'status');
  assert.match(told.out, /^== 2026-10-12 09:00 {2}#launch, only you see this\n/);
});

test('refusals are 1 and a sentence on standard output', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  for (const text of ['dnoe A1', 'done A99', 'start by 30 oct', 'start A thing by 31 feb']) {
    const ran = await run(['say', '--store', store, '--now', NOW, '--in', 'launch', text]);
    assert.equal(ran.status, 1, text);
    assert.notEqual(ran.out, '');
    assert.equal(ran.err, '');
  }
});

test('when', async () => {
  const cases = {
    '30 oct': ['date', '2026-10-30T00:00:00+01:00', '2026-10-31T00:00:00+01:00', 'day'],
    'in 3d': ['date', '2026-10-15T00:00:00+02:00', '2026-10-16T00:00:00+02:00', 'day'],
    'fri at 17:00': ['time', '2026-10-16T17:00:00+02:00', '2026-10-16T17:01:00+02:00', 'minute'],
    'this week': ['range', '2026-10-12T00:00:00+02:00', '2026-10-19T00:00:00+02:00', 'week'],
    '3d': ['duration', null, null, null],
    '25 oct': ['date', '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00', 'day'],
  };
  for (const [text, [kind, start, end, grain]] of Object.entries(cases)) {
    const ran = await run(['when', '--now', NOW, '--zone', 'Europe/Berlin', text]);
    assert.equal(ran.status, 0, text);
    const told = JSON.parse(ran.out);
    assert.deepEqual(Object.keys(told), ['kind', 'start', 'end', 'grain', 'minutes', 'text'], text);
    assert.equal(told.kind, kind, text);
    assert.equal(told.start, start, text);
    if (text !== 'fri at 17:00') assert.equal(told.end, end, text);
    if (grain) assert.equal(told.grain, grain, text);
  }
  const nothing = await run(['when', '--now', NOW, '31 feb']);
  assert.equal(nothing.status, 1);
  assert.equal(JSON.parse(nothing.out).kind, 'none');
});

test('plan schedule refuses what is no project, in one sentence', async (t) => {
  const file = path.join(folder(t), 'project.json');
  for (const content of ['', '{', '[]', '{}', '{"format":"something/9"}', '\u0000\u0001']) {
    fs.writeFileSync(file, content);
    const ran = await run(['plan', 'schedule', file]);
    assert.equal(ran.status, 1, content);
    assert.equal(ran.out, '');
    assert.equal(ran.err.trim().split('\n').length, 1, ran.err);
  }
  assert.equal((await run(['plan', 'schedule', path.join(folder(t), 'none.json')])).status, 1);
});

test('migrate says from where to where', async (t) => {
  const store = path.join(folder(t), 'deep', 'plan.db');
  const [, newest] = /^schema 0 -> (\d+)\n$/.exec((await run(['migrate', '--store', store])).out);
  assert.equal((await run(['migrate', '--store', store])).out, `schema ${newest} -> ${newest}\n`);
  const bad = await run(['migrate', '--store', 'gopher://x']);
  assert.equal(bad.status, 1);
  assert.match(bad.err, /^backwalk: .+\n$/);
});

test('the doctor', async (t) => {
  const here = folder(t);
  const good = await run(['check', '--store', path.join(here, 'plan.db')]);
  assert.equal(good.status, 0, good.out + good.err);
  const file = path.join(here, 'settings.json');
  fs.writeFileSync(file, '{"listen": "nowhere", "colour": "blue" /* a comment */}');
  const bad = await run(['check', '--config', file], { env: { SLACK_BOT_TOKEN: 'xoxb-secret-token' } });
  assert.equal(bad.status, 1);
  for (const what of ['listen', 'colour', 'slack.signing_secret']) assert.match(bad.err, new RegExp(what));
  assert.doesNotMatch(bad.out + bad.err, /xoxb-secret-token/);
  const missing = await run(['check', '--config', path.join(here, 'none.json')]);
  assert.equal(missing.status, 1);
  const notStore = await run(['check', '--store', here]);
  assert.equal(notStore.status, 1);
});

test('the manifest of Slack', async () => {
  const ran = await run(['slack', 'manifest'], { env: { BACKWALK_PUBLIC_URL: 'https://bot.example.org/' } });
  assert.equal(ran.status, 0, ran.err);
  const manifest = JSON.parse(ran.out);
  assert.equal(manifest.features.slash_commands[0].url, 'https://bot.example.org/slack/commands');
  assert.equal((await run(['slack', 'manifest', '--public-url', 'https://a.example'])).status, 0);
  for (const args of [['--public-url', 'http://a.example'], ['--public-url', 'nonsense']]) {
    const refused = await run(['slack', 'manifest', ...args]);
    assert.equal(refused.status, 1);
    assert.match(refused.err, /https/);
  }
});
