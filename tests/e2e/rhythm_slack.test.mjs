// The four weeks of rhythm_story, told to the service against a Slack stand-in that checks tokens, arguments and rate limits: once over HTTP
// and once over Socket Mode, where connections are warned, replaced and dropped while it goes on. Both end in the log that the terminal's story
// has: nothing lost, nothing doubled.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CHANNEL, EXEC, HOLIDAYS, people, story } from './helpers/four_weeks.mjs';
import { folder, run, serve } from './helpers/program.mjs';
import { Slack, fresh, textOf } from './helpers/slack.mjs';
import { opened, openings, submit } from './helpers/slack_forms.mjs';
import { until } from './helpers/wait.mjs';

const env = { BACKWALK_ZONE: 'Europe/Vienna', BACKWALK_HOLIDAYS: HOLIDAYS };
const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'helpers', 'plan_log.py');
const look = async (...args) => (await promisify(execFile)('python3', [script, ...args])).stdout;
const logOf = async (store) => (await look('log', store)).trim().split('\n');

/// As somebody would type it in Slack: people and channels picked from the list.
const marked = (text) => text
  .replace(/@(anna|ben|carla)\b/g, (_, name) => `<@${people[name].id}|${name}>`)
  .replace(/#exec\b/g, `<#${EXEC.id}|${EXEC.name}>`);

/// The story in the terminal: its log is what both roads must come to.
async function terminalLog(t) {
  const store = path.join(folder(t), 'plan.db');
  for (const step of story) {
    const where = step.where === 'channel' ? ['--in', CHANNEL.name] : [];
    const args = step.who
      ? ['say', '--store', store, '--now', step.at, '--zone', people[step.who].zone, '--as', step.who, ...where, step.text]
      : ['tick', '--store', store, '--now', step.at, ...(step.downtime ? ['--after-downtime'] : [])];
    const ran = await run(args, { env });
    assert.equal(ran.status, 0, `${step.at} ${step.text ?? ''}: ${ran.err}`);
  }
  return logOf(store);
}

async function act(slack, service, step, road) {
  const user = people[step.who].id;
  if (step.form) {
    const before = openings(slack).length;
    await slack.press(service, step.form.open, { user, channel: `D${user.slice(1)}`, road, trigger: step.trigger });
    const view = await opened(slack, before + 1);
    return submit(slack, service, view, step.form.values, { user, road });
  }
  if (step.where === 'channel') return slack.command(service, marked(step.text), { user, channel: CHANNEL.id, road, trigger: step.trigger });
  return slack.event(service, 'message', step.text, { user, channel: `D${user.slice(1)}`, road, id: step.event, ts: step.ts });
}

/// What befalls the connection before some of the acts.
const troubles = { 6: 'warning', 14: 'drop', 20: 'refresh_requested', 28: 'drop', 35: 'warning' };
async function trouble(slack, acted) {
  if (!troubles[acted]) return;
  const [connection] = await slack.sockets.connected();
  if (troubles[acted] === 'drop') connection.peer.drop();
  else slack.sockets.disconnect(connection, troubles[acted]);
}

async function tellTo(t, road) {
  const slack = await Slack.start(t);
  slack.rules.channelMs = 900;
  for (const { id, zone } of Object.values(people)) slack.zones[id] = zone;
  const store = path.join(folder(t), 'plan.db');
  const service = await serve(t, { store, env: { ...env, ...(road === 'http' ? slack.env : slack.socketEnv) } });
  let acted = 0;
  for (const step of story) {
    await service.setClock(step.at);
    await until(`all is looked at by ${step.at}`, async () => JSON.parse(await look('due', store, String(Date.parse(step.at)))).due === 0);
    if (!step.who) continue;
    acted += 1;
    const about = { ...step, trigger: fresh('trigger'), event: fresh('Ev'), ts: `${1790000000 + acted}.000100` };
    if (road === 'socket') await trouble(slack, acted);
    const { status } = await act(slack, service, about, road);
    assert.equal(status, 200, step.text);
    if (acted % 5 === 0 && !step.form) await act(slack, service, about, road);  // delivered again: no second effect
  }
  return { slack, service, store };
}

const brief = (slack) => slack.posts(EXEC.id).map((call) => textOf(call.body));

async function check(t, road, expected) {
  const { slack, store } = await tellTo(t, road);
  assert.deepEqual(await logOf(store), expected);
  const end = Date.now() + 150_000;
  for (let left = 1; left > 0 && Date.now() < end;) {
    left = await until('the outbox moves on', async () => {
      const { waiting } = JSON.parse(await look('due', store, '0'));
      return waiting === 0 || Date.now() >= end ? { waiting } : null;
    }).then(({ waiting }) => waiting, () => 1);
  }
  assert.equal(JSON.parse(await look('due', store, '0')).waiting, 0, 'everything has left');

  // Nothing was refused for what it was; every message went out once.
  const refused = slack.calls.filter((call) => call.reply && !call.reply.ok).map((call) => `${call.method}: ${call.reply.error}`);
  assert.deepEqual(refused, []);
  const keys = slack.sent.filter((call) => call.method === 'chat.postMessage').map((call) => JSON.stringify(call.body.metadata));
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(brief(slack).length, 4);
  assert.match(brief(slack)[0], /Thanks to Ben/);
  // One card: posted once, then changed in place.
  const cards = slack.posts(CHANNEL.id).filter((call) => !call.body.thread_ts && /^\*?CUST · Self-serve/m.test(textOf(call.body)));
  assert.equal(cards.length, 1);
  const changed = slack.sent.filter((call) => call.method === 'chat.update' && call.body.ts === cards[0].reply.ts);
  assert.ok(changed.length >= 1, 'the card was never changed');  // what waits is replaced by what is newer
  assert.match(textOf(changed.at(-1).body), /● *M2/);
}

test('four weeks over HTTP and over Socket Mode end in the same log as in the terminal', async (t) => {
  const expected = await terminalLog(t);
  assert.ok(expected.length > 40);
  await Promise.all([check(t, 'http', expected), check(t, 'socket', expected)]);
});
