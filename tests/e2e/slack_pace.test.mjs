// How fast: one message a second and channel, channels side by side, in order, and nothing refused on the way.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { folder, serve } from './helpers/program.mjs';
import { Slack, sendCommand, sendEvent, textOf } from './helpers/slack.mjs';
import { MONDAY, begin } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

const CHANNELS = ['C1', 'C2', 'C3', 'C4'];
const messages = (slack, channel) => slack.sent.filter((call) => call.method !== 'chat.update' && call.body.channel === channel);

test('four channels, four messages each, one a second and channel: near the ideal three seconds', async (t) => {
  const { slack, service } = await begin(t);
  slack.rules.channelMs = 1000;
  // In each channel the card, the walk's first question, and two answers to what cannot be carried out.
  await Promise.all(CHANNELS.map(async (channel) => {
    assert.equal((await sendCommand(service, 'start Billing live by 30 oct', { channel })).status, 200);
    for (const number of [98, 99]) await sendEvent(service, 'app_mention', `<@UBOT> done A${number}`, { channel });
  }));
  await until('all have left', () => CHANNELS.every((channel) => messages(slack, channel).length === 4));
  assert.equal(slack.calls.filter((call) => call.status === 429).length, 0, 'nothing was refused');
  for (const channel of CHANNELS) {
    const [card, question, first, second] = messages(slack, channel);
    assert.equal(question.body.thread_ts, card.reply.ts);
    assert.match(textOf(first.body), /A98/);
    assert.match(textOf(second.body), /A99/);
  }
  const times = CHANNELS.flatMap((channel) => messages(slack, channel)).map((call) => call.at);
  const ratio = (Math.max(...times) - Math.min(...times)) / 3000;
  t.diagnostic(`${ratio.toFixed(2)} of the ideal`);
  assert.ok(ratio < 2, `${ratio.toFixed(2)} of the ideal`);
});

test('a 429 stops its channel only', async (t) => {
  const slack = await Slack.start(t);
  let refused = null;
  slack.interfere = ({ method, body, at }) => {
    if (method !== 'chat.postMessage' || body.channel !== 'C1' || (refused && at - refused.at > 4500)) return null;
    refused ??= { at };
    return { status: 429, headers: { 'Retry-After': '5' } };
  };
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env: slack.env });
  await service.setClock(MONDAY);
  assert.equal((await sendCommand(service, 'start Billing live by 30 oct', { channel: 'C1' })).status, 200);
  await until('it is refused', () => refused);
  assert.equal((await sendCommand(service, 'start Shop live by 30 oct', { channel: 'C2' })).status, 200);
  await until('the other channel has both', () => messages(slack, 'C2').length === 2);
  await until('the first has both', () => messages(slack, 'C1').length === 2);
  assert.ok(messages(slack, 'C1')[0].at - refused.at >= 5000, 'not before Retry-After');
  assert.ok(messages(slack, 'C2')[1].at < messages(slack, 'C1')[0].at, 'the other channel did not wait');
});
