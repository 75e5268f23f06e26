// The whole walk through Slack's modals and buttons is the same plan as the walk that is typed.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { drained } from './helpers/look.mjs';
import { folder, serve } from './helpers/program.mjs';
import { Slack, buttonsOf, press, sendCommand, sendEvent, textOf } from './helpers/slack.mjs';
import { opened, openings, submit } from './helpers/slack_forms.mjs';
import { until } from './helpers/wait.mjs';
import { OWN, TEAM, editsOf, timeOf, walkTyped } from './helpers/walks.mjs';

/// Goes through it in Slack: free text is a mention in the plan's thread or a direct message.
async function walkInSlack(t, store, walk) {
  const slack = await Slack.start(t);
  slack.zones.U1 = 'UTC';
  const service = await serve(t, { store, env: slack.env });
  const where = walk.isDirect ? { channel: 'D1' } : { channel: 'C1' };
  const about = () => (walk.isDirect ? where : { ...where, thread: slack.posts('C1')[0].reply.ts });
  const say = (text) => (walk.isDirect ? sendEvent(service, 'message', text, about()) : sendEvent(service, 'app_mention', `<@UBOT> ${text}`, about()));
  const pressed = async (label) => {
    const found = () => slack.sent.flatMap((call) => buttonsOf(call.body).map((button) => ({ ...button, call }))).filter((button) => button.label === label).at(-1);
    const { say: what, call } = await until(`a button ${label} is there`, found);
    return press(service, what, { ...where, ts: call.reply.ts });
  };
  for (const [i, step] of [walk.start, ...walk.steps].entries()) {
    await service.setClock(timeOf(i));
    const before = slack.sent.length;
    const forms = openings(slack).length;
    if (step.press) await pressed(step.press);
    else if (i === 0) await sendCommand(service, step.say, where);
    else await say(step.say);
    if (step.fill) {
      const taken = await submit(slack, service, await opened(slack, forms + 1), Object.fromEntries(step.fill));
      assert.ok(['clear', 'update'].includes(taken.body.response_action), JSON.stringify(taken.body));
    }
    await until(`${step.asks} is read`, () => slack.sent.slice(before).some((call) => step.asks.test(textOf(call.body))));
  }
  await drained(store);
  return { edits: await editsOf(store), slack };
}

/// The messages that were posted, as they stand there now.
function standing(slack) {
  const messages = new Map();
  for (const { method, body, reply } of slack.sent) {
    if (method !== 'chat.postEphemeral') messages.set(reply.ts, { ...messages.get(reply.ts), ...body });
  }
  return [...messages.values()];
}

async function leavesTheSameLog(t, walk) {
  const typed = await walkTyped(path.join(folder(t), 'typed.db'), walk);
  const { edits, slack } = await walkInSlack(t, path.join(folder(t), 'slack.db'), walk);
  assert.deepEqual(edits, typed);
  assert.equal(edits.at(-1).version, 1, 'the plan is committed');

  const inWalk = standing(slack).filter((message) => walk.isDirect || message.thread_ts);
  assert.ok(inWalk.length > walk.steps.length / 2);
  const left = inWalk.flatMap(buttonsOf).filter(({ label }) => label !== 'Undo');
  assert.deepEqual(left, [], 'no button is left to press by mistake');
  assert.ok(inWalk.filter((message) => /Answered/.test(textOf(message))).length >= walk.steps.length - 1);
  const pins = slack.calls.filter((call) => call.method === 'pins.add').map((call) => call.body);
  assert.deepEqual(pins, walk.isDirect ? [] : [{ channel: 'C1', timestamp: slack.posts('C1')[0].reply.ts }]);
}

test('the walk of a team leaves the same log by modals and buttons as typed', { timeout: 300_000 }, (t) => leavesTheSameLog(t, TEAM));
test('the walk of one person leaves the same log by a modal and buttons as typed', { timeout: 300_000 }, (t) => leavesTheSameLog(t, OWN));
