// Answers that never come: a message that may have arrived is looked up where that is allowed; else a nudge comes at most once and what a
// channel reads at least once. The stand-in takes a message and breaks the connection, or says nothing until the service is killed.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { drained } from './helpers/look.mjs';
import { folder, serve } from './helpers/program.mjs';
import { Slack, TEAM, fresh, sendCommand, signed, textOf } from './helpers/slack.mjs';
import { until } from './helpers/wait.mjs';


const CHANNELS = ['C1', 'C2', 'C3', 'C4', 'C5'];
const isRoot = ({ method, body }) => method === 'chat.postMessage' && !body.thread_ts;
const keyOf = (call) => call.body.metadata?.event_payload.delivery_key;
const roots = (slack, channel) => slack.posts(channel).filter((call) => !call.body.thread_ts);
const counted = (service, result) => service.log.err.split('\n').filter((line) => line.includes(`result=${result}`)).length;
/// The log comes through a pipe of its own, so it may come later.
async function assertCounted(service, result, times) {
  await until(`${result} is told`, () => counted(service, result) >= times);
  assert.equal(counted(service, result), times, result);
}

/// The date of a weekday (1 is Monday) in the fifth week from now: a restarted service has the real clock again.
function inFiveWeeks(weekday) {
  const now = new Date();
  const days = 35 - ((now.getUTCDay() + 6) % 7) + weekday - 1;
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
/// On Tuesday morning of that week ben is reminded of Thursday's start.
const REMINDED = `${inFiveWeeks(2)}T12:00:00Z`;
const isNudge = ({ method, body }) => method === 'chat.postMessage' && body.channel === 'U2';

/// Does `what` to the first call of each message for which `matches` holds.
function once(matches, what) {
  const seen = new Set();
  return (call) => {
    if (!matches(call) || seen.has(keyOf(call))) return null;
    seen.add(keyOf(call));
    return what;
  };
}

async function begin(t, lookUp) {
  const slack = await Slack.start(t);
  const store = path.join(folder(t), 'plan.db');
  const env = { ...slack.env, ...(lookUp === 'on' ? { SLACK_LOOK_UP: 'on' } : {}) };
  const service = await serve(t, { store, env });
  return { slack, store, env, service };
}

const start = (service, channel) => sendCommand(service, `start Billing live by ${inFiveWeeks(5)}`, { channel });

async function promise(service) {
  assert.equal((await start(service, 'C1')).status, 200);
  assert.equal((await sendCommand(service, 'before goal switch on for 2d owner <@U2|ben>')).status, 200);
}

for (const lookUp of ['on', 'off']) {
  test(`five lost answers with look-up ${lookUp}`, async (t) => {
    const { slack, store, service } = await begin(t, lookUp);
    slack.interfere = once(isRoot, 'lost');
    for (const channel of CHANNELS) assert.equal((await start(service, channel)).status, 200);
    await drained(store);
    const keys = slack.posts().map(keyOf);
    const doubled = keys.length - new Set(keys).size;
    assert.equal(doubled, lookUp === 'on' ? 0 : 5);
    await assertCounted(service, 'repeated', doubled);
    for (const channel of CHANNELS) {
      const [first, last] = [roots(slack, channel)[0], roots(slack, channel).at(-1)];
      const inThread = slack.posts(channel).filter((call) => call.body.thread_ts);
      assert.ok(inThread.length > 0, 'the walk goes on');
      for (const call of inThread) assert.equal(call.body.thread_ts, (lookUp === 'on' ? first : last).reply.ts);
    }
  });

  test(`a lost answer to a nudge with look-up ${lookUp}`, async (t) => {
    const { slack, store, service } = await begin(t, lookUp);
    await promise(service);
    slack.interfere = once(isNudge, 'lost');
    await service.setClock(REMINDED);
    await until('ben is reminded', () => slack.posts('U2').length > 0);
    await drained(store);
    assert.equal(slack.posts('U2').length, 1);
    assert.match(textOf(slack.posts('U2')[0].body), /switch on/);
    await assertCounted(service, 'parked', lookUp === 'on' ? 0 : 1);
  });

  test(`kill -9 between Slack's taking a message and the note of it, look-up ${lookUp}`, async (t) => {
    const { slack, store, env, service } = await begin(t, lookUp);
    slack.interfere = once(isRoot, 'hold');
    assert.equal((await start(service, 'C1')).status, 200);
    await until('Slack has it', () => roots(slack, 'C1').length === 1);
    await service.stop('SIGKILL');
    const again = await serve(t, { store, env });
    await drained(store);
    assert.equal(roots(slack, 'C1').length, lookUp === 'on' ? 1 : 2);
    await assertCounted(again, 'repeated', lookUp === 'on' ? 0 : 1);
    assert.ok(slack.posts('C1').some((call) => call.body.thread_ts === roots(slack, 'C1').at(-1).reply.ts));
  });

  test(`kill -9 while a nudge is under way, look-up ${lookUp}`, async (t) => {
    const { slack, store, env, service } = await begin(t, lookUp);
    await promise(service);
    await drained(store);
    slack.interfere = once(isNudge, 'hold');
    await service.setClock(REMINDED);
    await until('Slack has it', () => slack.posts('U2').length === 1);
    await service.stop('SIGKILL');
    const again = await serve(t, { store, env });
    await again.setClock(REMINDED);
    await drained(store);
    assert.equal(slack.posts('U2').length, 1);
    await assertCounted(again, 'parked', lookUp === 'on' ? 0 : 1);
  });
}

test('a message that never arrived is sent once the look-up says so', async (t) => {
  const { slack, store, service } = await begin(t, 'on');
  slack.interfere = once(isRoot, 'reset');
  assert.equal((await start(service, 'C1')).status, 200);
  await drained(store);
  assert.equal(roots(slack, 'C1').length, 1);
  await assertCounted(service, 'missing', 1);
});

test('Slack tells by itself that the message is there', async (t) => {
  const { slack, store, service } = await begin(t, 'off');
  slack.interfere = once(isRoot, 'lost');
  assert.equal((await start(service, 'C1')).status, 200);
  const [root] = await until('Slack has it', () => (roots(slack, 'C1').length ? roots(slack, 'C1') : null));
  const body = JSON.stringify({
    type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event_id: fresh('Ev'), event_time: Math.floor(Date.now() / 1000),
    event: { type: 'message_metadata_posted', app_id: 'A1', bot_id: 'B1', user_id: 'UBOT', team_id: TEAM, channel_id: 'C1',
      metadata: root.body.metadata, message_ts: root.reply.ts, event_ts: root.reply.ts },
  });
  const told = await service.request('POST', '/slack/events', { headers: { 'Content-Type': 'application/json', ...signed(body) }, body });
  assert.equal(told.status, 200);
  await drained(store);
  assert.equal(roots(slack, 'C1').length, 1);
  assert.ok(slack.posts('C1').some((call) => call.body.thread_ts === root.reply.ts));
});
