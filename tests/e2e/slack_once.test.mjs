// Platforms deliver at least once; what is said has its effect once.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fresh, press, sendCommand, sendEvent, textOf } from './helpers/slack.mjs';
import { begin as beginWithout } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

async function begin(t) {
  const begun = await beginWithout(t);
  assert.equal((await sendCommand(begun.service, 'start Billing live by 30 oct')).status, 200);
  return begun;
}

const retraced = async (service) => textOf(JSON.parse((await sendCommand(service, 'retrace')).body));
const times = (text, what) => text.split('\n').filter((line) => line.includes(what)).length;

test('the same slash command eleven times', async (t) => {
  const { service } = await begin(t);
  const trigger = fresh('trigger');
  for (let i = 0; i < 11; i += 1) {
    const response = await sendCommand(service, 'before goal switch on for 2d', { trigger });
    assert.equal(response.status, 200);
  }
  const shown = await retraced(service);
  assert.match(shown, /A1/);
  assert.doesNotMatch(shown, /A2/);
});

test('the same event eleven times, all at once, and as a message with another event id', async (t) => {
  const { slack, service } = await begin(t);
  const about = { id: fresh('Ev'), ts: '1760252400.000100' };
  const repeats = Array.from({ length: 11 }, () => sendEvent(service, 'app_mention', '<@UBOT> before goal switch on for 2d', about));
  for (const response of await Promise.all(repeats)) assert.equal(response.status, 200);
  const twin = await sendEvent(service, 'message', '<@UBOT> before goal switch on for 2d', { ...about, id: fresh('Ev') });
  assert.equal(twin.status, 200);
  const shown = await retraced(service);
  assert.match(shown, /A1/);
  assert.doesNotMatch(shown, /A2/);
  await until('the action is told', () => slack.sent.some((call) => /switch on/.test(textOf(call.body))));
  // What came later has been told too, so nothing of the eleven is still under way.
  await sendCommand(service, 'before goal tell everybody for 1d');
  await until('the later one is told', () => slack.sent.some((call) => /tell everybody/.test(textOf(call.body)) && call.body.thread_ts));
  const keys = slack.sent.map((call) => call.body.metadata?.event_payload.delivery_key).filter(Boolean);
  assert.equal(new Set(keys).size, keys.length, 'no message went out twice');
});

test('the same press of a button twice', async (t) => {
  const { service } = await begin(t);
  await sendCommand(service, 'before goal switch on for 2d');
  const trigger = fresh('press');
  for (let i = 0; i < 2; i += 1) assert.equal((await press(service, 'before A1 sign the contract for 1d', { trigger })).status, 200);
  const shown = await retraced(service);
  assert.equal(times(shown, 'sign the contract') > 0, true);
  assert.doesNotMatch(shown, /A3/);
});
