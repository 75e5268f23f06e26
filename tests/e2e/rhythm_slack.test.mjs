// The four weeks of rhythm_story, told to the service against a Slack stand-in that checks tokens, arguments and rate limits: once over HTTP
// and once over Socket Mode, where connections are warned, replaced and dropped while it goes on. Both end in the log that the terminal's story
// has: nothing lost, nothing doubled.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { CHANNEL, EXEC, people, story } from './helpers/four_weeks.mjs';
import { env, inSlack, tell } from './helpers/four_weeks_told.mjs';
import { drained, logOf } from './helpers/look.mjs';
import { folder, run, serve } from './helpers/program.mjs';
import { Slack, fresh, textOf } from './helpers/slack.mjs';

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

/// What befalls the connection before some of the acts.
const troubles = { 6: 'warning', 14: 'drop', 20: 'refresh_requested', 28: 'drop', 35: 'warning' };
async function trouble(slack, nth) {
  if (!troubles[nth]) return;
  const [connection] = await slack.sockets.connected();
  if (troubles[nth] === 'drop') connection.peer.drop();
  else slack.sockets.disconnect(connection, troubles[nth]);
}

async function tellTo(t, road) {
  const slack = await Slack.start(t);
  slack.rules.channelMs = 900;
  for (const { id, zone } of Object.values(people)) slack.zones[id] = zone;
  const store = path.join(folder(t), 'plan.db');
  const service = await serve(t, { store, env: { ...env, ...(road === 'http' ? slack.env : slack.socketEnv) } });
  const before = road === 'socket' ? (nth) => trouble(slack, nth) : undefined;
  await tell(service, store, inSlack(slack, service, fresh(road), road), before);
  return { slack, service, store };
}

const brief = (slack) => slack.posts(EXEC.id).map((call) => textOf(call.body));

async function check(t, road, expected) {
  const { slack, store } = await tellTo(t, road);
  assert.deepEqual(await logOf(store), expected);
  await drained(store);

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
