// Forms on Slack: a modal opens, what is wrong stands at its field, and what is right is done once.
import assert from 'node:assert/strict';
import test from 'node:test';
import { buttonsOf, press, sendCommand, sendEvent, textOf } from './helpers/slack.mjs';
import { opened, openings, submit } from './helpers/slack_forms.mjs';
import { begin } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

const roots = (slack) => slack.posts('C1').filter((call) => !call.body.thread_ts && /Billing live/.test(textOf(call.body)));

test('a plan is started by a form, after an error on its date', async (t) => {
  const { slack, service } = await begin(t);
  const command = await sendCommand(service, 'start');
  assert.equal(command.status, 200);
  assert.equal(command.body, '');
  const view = await opened(slack);
  assert.equal(view.title.text, 'Start a plan');
  assert.deepEqual(view.blocks.map((block) => block.block_id), ['title', 'date', 'owner']);

  const refused = await submit(slack, service, view, { title: 'Billing live', date: '2026-10-01' });
  assert.equal(refused.status, 200);
  assert.equal(refused.body.response_action, 'errors');
  assert.deepEqual(Object.keys(refused.body.errors), ['date']);
  assert.match(refused.body.errors.date, /has passed/);
  assert.equal(slack.posts().length, 0);

  const taken = await submit(slack, service, view, { title: 'Billing live', date: '2026-10-30' });
  assert.deepEqual(taken.body, { response_action: 'clear' });
  await until('the plan is told', () => roots(slack).length > 0);
  assert.match(textOf(JSON.parse((await sendCommand(service, 'status')).body)), /30 Oct/);
});

test('the same form sent twice has one effect', async (t) => {
  const { slack, service } = await begin(t);
  await sendCommand(service, 'start');
  const view = await opened(slack);
  const sent = await Promise.all(Array.from({ length: 4 }, () => submit(slack, service, view, { title: 'Billing live', date: '2026-10-30' })));
  for (const { status, body } of sent) {
    assert.equal(status, 200);
    assert.ok(['clear', 'update'].includes(body.response_action), JSON.stringify(body));
  }
  // What came later has been told too, so nothing of the four is still under way.
  await sendCommand(service, 'before goal tell everybody for 1d');
  await until('the later one is told', () => slack.sent.some((call) => /tell everybody/.test(textOf(call.body)) && call.body.thread_ts));
  assert.equal(roots(slack).length, 1);
  const plans = JSON.parse((await sendCommand(service, 'list')).body).text;
  assert.equal(plans.split('Billing live').length - 1, 1, plans);
});

test('where nothing can be opened, a button opens it', async (t) => {
  const { slack, service } = await begin(t);
  await sendEvent(service, 'app_mention', '<@UBOT> start');
  const told = await until('what to type is told', () => slack.sent.find((call) => /Say: start TITLE/.test(textOf(call.body))));
  const button = buttonsOf(told.body).find(({ label }) => label === 'Fill in');
  assert.equal(button.say, 'start');
  assert.equal(openings(slack).length, 0);
  assert.equal((await press(service, button.say)).status, 200);
  const view = await opened(slack);
  assert.deepEqual((await submit(slack, service, view, { title: 'Say "when" by 3 oct owner @ben', date: '2026-10-30' })).body, { response_action: 'clear' });
  await until('the plan is told', () => slack.posts('C1').some((call) => textOf(call.body).includes('Say "when" by 3 oct owner @ben')));
});

test('in a direct message the plan is told in the conversation, and an owner is mentioned', async (t) => {
  const { slack, service } = await begin(t);
  await sendCommand(service, 'start', { channel: 'D1' });
  const mine = await opened(slack);
  assert.deepEqual(mine.blocks.map((block) => block.block_id), ['title', 'date']);
  assert.deepEqual((await submit(slack, service, mine, { title: 'Billing live', date: '2026-10-30' })).body, { response_action: 'clear' });
  await until('it is told', () => slack.posts('U1').some((call) => /Billing live/.test(textOf(call.body))));

  await sendCommand(service, 'start');
  const ours = await opened(slack, 2);
  await submit(slack, service, ours, { title: 'Shop open', date: '2026-10-30', owner: 'U2' });
  await until('the plan is told', () => slack.posts('C1').some((call) => /Shop open/.test(textOf(call.body))));
  assert.match(textOf(JSON.parse((await sendCommand(service, 'status')).body)), /u2/);
});

test('a form that cannot be opened is not tried again, and nothing waits for it', async (t) => {
  const { slack, service } = await begin(t);
  await sendCommand(service, 'start Billing live by 30 oct');
  await until('the plan is told', () => roots(slack).length === 1);
  for (const trouble of ['reset', { status: 429, headers: { 'Retry-After': '1' } }, { status: 500 },
    { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"ok":false,"error":"expired_trigger_id"}' }]) {
    slack.interfere = (call) => (call.method === 'views.open' ? trouble : null);
    const before = openings(slack).length;
    await sendCommand(service, 'start');
    await until('it was tried', () => openings(slack).length === before + 1);
  }
  slack.interfere = () => null;
  await sendCommand(service, 'before goal tell everybody for 1d');
  await until('the next one is told', () => slack.sent.some((call) => /tell everybody/.test(textOf(call.body)) && call.body.thread_ts));
  assert.equal(openings(slack).length, 4);
  await until('the log says why', () => /a form is not tried again/.test(service.log.err));
});

test('a form opens although its channel has a long queue', async (t) => {
  const { slack, service } = await begin(t);
  await sendCommand(service, 'start Billing live by 30 oct');
  for (let i = 0; i < 6; i += 1) await sendCommand(service, `before goal step ${i} for 1d`);
  const begun = Date.now();
  await sendCommand(service, 'start');
  await opened(slack);
  assert.ok(Date.now() - begun < 2500);
  assert.ok(slack.posts('C1').length < 7, 'the queue is still there');
});
