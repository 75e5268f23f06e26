// Slack in trouble: nothing is lost that can be sent again, and nothing is said twice.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { folder, serve } from './helpers/program.mjs';
import { Slack, sendCommand, sendEvent, textOf } from './helpers/slack.mjs';
import { MONDAY } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

async function begin(t, interfere) {
  const slack = await Slack.start(t);
  slack.interfere = interfere;
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env: slack.env });
  await service.setClock(MONDAY);
  return { slack, service };
}

test('429: it waits as long as it is told and posts once', async (t) => {
  const { slack, service } = await begin(t, ({ method }, count) =>
    method === 'chat.postMessage' && count === 1 ? { status: 429, headers: { 'Retry-After': '1' } } : null);
  const asked = Date.now();
  assert.equal((await sendCommand(service, 'start Billing live by 30 oct')).status, 200);
  await until('it is posted', () => slack.posts('C1').length > 0);
  assert.ok(Date.now() - asked >= 1000, 'not before Retry-After');
  assert.equal(slack.posts('C1').filter((call) => !call.body.thread_ts).length, 1);
});

test('a post whose outcome is unknown comes again, once, before what comes after it', async (t) => {
  for (const trouble of ['reset', { status: 502, headers: {} }]) {
    const { slack, service } = await begin(t, ({ method }, count) => (method === 'chat.postMessage' && count === 1 ? trouble : null));
    assert.equal((await sendCommand(service, 'start Billing live by 30 oct')).status, 200);
    assert.equal((await sendCommand(service, 'before goal switch on for 2d')).status, 200);
    await until('the later one is told', () => slack.posts('C1').some((call) => /switch on/.test(textOf(call.body))));
    const first = slack.calls.find((call) => call.method === 'chat.postMessage');
    const key = first.body.metadata.event_payload.delivery_key;
    const tries = slack.calls.filter((call) => call.body.metadata?.event_payload.delivery_key === key);
    assert.equal(tries.length, 2);
    assert.ok(tries[1].at < slack.posts('C1').find((call) => /switch on/.test(textOf(call.body))).at);
    await service.stop();
  }
});

test('Slack cannot be reached: it is posted when it can be', async (t) => {
  const { slack, service } = await begin(t, () => null);
  const { port } = slack.server.address();
  await new Promise((resolve) => { slack.server.closeAllConnections(); slack.server.close(resolve); });
  assert.equal((await sendCommand(service, 'start Billing live by 30 oct')).status, 200, 'answered all the same');
  await new Promise((resolve) => slack.server.listen(port, '127.0.0.1', resolve));
  await until('it is posted', () => slack.posts('C1').length > 0);
});

test('a profile that does not come: answered without it, within the time of Slack', async (t) => {
  const { slack, service } = await begin(t, ({ method }) => (method === 'users.info' ? { status: 500, headers: {} } : null));
  const response = await sendCommand(service, 'start Billing live by 30 oct');
  assert.equal(response.status, 200);
  assert.match(response.body, /Billing live/);
  assert.ok(slack.calls.some((call) => call.method === 'users.info'));
});

test('a profile that hangs costs no more than its budget', async (t) => {
  const slack = await Slack.start(t);
  const hung = [];
  slack.server.prependListener('request', () => {});
  const listener = slack.server.listeners('request').at(-1);
  slack.server.removeAllListeners('request');
  slack.server.on('request', (request, response) => {
    if (request.url.endsWith('users.info')) hung.push(response);
    else listener(request, response);
  });
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env: slack.env });
  await service.setClock(MONDAY);
  const asked = Date.now();
  const response = await sendCommand(service, 'start Billing live by 30 oct owner <@U7|gus>');
  assert.equal(response.status, 200);
  assert.ok(Date.now() - asked < 3000, 'inside the three seconds of Slack');
  assert.ok(hung.length >= 1);
});

test('an event that cannot be carried out is acknowledged and told to the speaker only', async (t) => {
  const { slack, service } = await begin(t, () => null);
  assert.equal((await sendEvent(service, 'app_mention', '<@UBOT> done A99')).status, 200);
  const told = await until('it is told', () => slack.sent.find((call) => call.method === 'chat.postEphemeral'));
  assert.equal(told.body.user, 'U1');
  assert.deepEqual(slack.posts(), []);
});
