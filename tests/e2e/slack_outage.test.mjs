// Slack cannot be reached for six hours of the product clock: then everybody gets one message, and no burst.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { drained, dueIn } from './helpers/look.mjs';
import { folder, serve } from './helpers/program.mjs';
import { Slack, buttonsOf, press, sendCommand, textOf } from './helpers/slack.mjs';
import { MONDAY } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

const plans = [['C1', 'Billing', 'BILL'], ['C2', 'Tickets', 'TICK'], ['C3', 'Invoices', 'INVO']];

test('six hours without Slack: one digest, with buttons that work', async (t) => {
  const slack = await Slack.start(t);
  const store = path.join(folder(t), 'plan.db');
  const service = await serve(t, { store, env: slack.env });
  await service.setClock(MONDAY);
  for (const [channel, title, key] of plans) {
    assert.equal((await sendCommand(service, `start ${title} live by 30 oct`, { channel })).status, 200);
    assert.equal((await sendCommand(service, `before goal switch on ${key} for 2d owner <@U2|ben>`, { channel })).status, 200);
  }
  await drained(store);

  const { port } = slack.server.address();
  await new Promise((resolve) => { slack.server.closeAllConnections(); slack.server.close(resolve); });
  const nine = '2026-10-27T09:00:00+01:00';
  await service.setClock(nine);
  await until('three reminders are due', async () => {
    const { due, waiting } = await dueIn(store, Date.parse(nine));
    return due === 0 && waiting >= 3;
  });
  await until('the first was tried', () => /@U2 result=again/.test(service.log.err));
  await service.setClock('2026-10-27T15:01:00+01:00');
  await new Promise((resolve) => slack.server.listen(port, '127.0.0.1', resolve));
  await drained(store);

  const told = slack.posts('U2');
  assert.equal(told.length, 1);
  assert.match(told[0].body.text, /3 messages for you/);
  for (const [, , key] of plans) assert.match(textOf(told[0].body), new RegExp(`switch on ${key}`));
  const started = buttonsOf(told[0].body).filter((button) => button.label.startsWith('Start'));
  assert.equal(started.length, 3);
  assert.equal((await press(service, started[1].say, { user: 'U2', channel: 'D2', ts: told[0].reply.ts })).status, 200);
  await until('it is started', () => slack.sent.some((call) => /started/i.test(textOf(call.body)) && call.at > told[0].at));
});
