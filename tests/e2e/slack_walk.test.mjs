// The whole road: a signed slash command, its ephemeral answer, its channel post, a pressed button, a start reminder at its time.
import assert from 'node:assert/strict';
import test from 'node:test';
import { TOKEN, buttonsOf, press, sendCommand, sendEvent, textOf } from './helpers/slack.mjs';
import { begin } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

async function answer(service, text, about) {
  const response = await sendCommand(service, text, about);
  assert.equal(response.status, 200, text);
  const message = JSON.parse(response.body);
  assert.equal(message.response_type, 'ephemeral');
  return textOf(message);
}

test('a slash command is answered to the speaker, and its plan stands in the channel', async (t) => {
  const { slack, service } = await begin(t);
  assert.match(await answer(service, 'start Billing live by 30 oct'), /Billing live/);
  const [root] = await until('the plan is posted', () => slack.posts('C1').length > 0 && slack.posts('C1'));
  assert.match(textOf(root.body), /Billing live/);
  assert.match(textOf(root.body), /30 Oct/);
  assert.equal(root.headers.authorization, `Bearer ${TOKEN}`);
  assert.ok(root.body.text, 'a notification fallback');
  assert.ok(root.body.metadata.event_payload.delivery_key);
});

test('the walk asks in the thread of the plan', async (t) => {
  const { slack, service } = await begin(t);
  await answer(service, 'start Billing live by 30 oct');
  const thread = await until('a question is asked', () => slack.posts('C1').find((call) => call.body.thread_ts));
  assert.equal(thread.body.thread_ts, slack.posts('C1')[0].reply.ts);
  assert.match(textOf(thread.body), /\?/);
});

test('a pressed button does what it says and is acknowledged with nothing', async (t) => {
  const { slack, service } = await begin(t);
  await answer(service, 'start Billing live by 30 oct');
  await answer(service, 'before goal switch on for 2d');
  const undo = await until('an undo is offered', async () => {
    const shown = JSON.parse((await sendCommand(service, 'before goal tell everybody for 1d')).body);
    return buttonsOf(shown).find((button) => button.label === 'Undo');
  });
  assert.match(await answer(service, 'history'), /tell everybody/);
  const pressed = await press(service, undo.say);
  assert.equal(pressed.status, 200);
  assert.equal(pressed.body, '');
  const shown = await until('the press is told', () => slack.sent.find((call) => /[Uu]nd(o|id)|took|[Tt]aken back/.test(textOf(call.body)) && /tell everybody/.test(textOf(call.body))));
  assert.ok(shown);
  assert.doesNotMatch(await answer(service, 'retrace'), /tell everybody/);
});

test('a mention and a direct message reach the same plan', async (t) => {
  const { slack, service } = await begin(t);
  await answer(service, 'start Billing live by 30 oct');
  assert.equal((await sendEvent(service, 'app_mention', '<@UBOT> before goal switch on for 2d')).status, 200);
  await until('the action is told', () => slack.sent.find((call) => /switch on/.test(textOf(call.body))));
  assert.match(await answer(service, 'retrace'), /switch on/);
});

test('the start reminder reaches its owner at nine of their morning, once', async (t) => {
  const { slack, service } = await begin(t);
  slack.zones.U2 = 'America/New_York';
  await answer(service, 'start Billing live by 30 oct');
  await sendCommand(service, 'help', { user: 'U2' });
  await answer(service, 'before goal switch on for 2d owner <@U2|ben>');
  // Two days before Fri 30 Oct 17:00 is Thu 29 Oct 09:00; the second working morning before it is Tue 27 Oct, 13:00 UTC in New York.
  await service.setClock('2026-10-27T12:59:00Z');
  assert.match(await answer(service, 'next all'), /switch on/);
  assert.deepEqual(slack.posts('U2'), []);
  await service.setClock('2026-10-27T13:00:00Z');
  const [reminder] = await until('the reminder comes', () => slack.posts('U2').length > 0 && slack.posts('U2'));
  assert.match(textOf(reminder.body), /A1/);
  assert.match(textOf(reminder.body), /switch on/);
  assert.match(textOf(reminder.body), /29 Oct/);
  assert.ok(buttonsOf(reminder.body).some((button) => /started A1/.test(button.say)));

  await service.setClock('2026-10-28T13:00:00Z');
  await answer(service, 'before goal tell everybody for 1d');
  await until('the later command is told', () => slack.sent.find((call) => /tell everybody/.test(textOf(call.body))));
  assert.equal(slack.posts('U2').filter((call) => /switch on/.test(textOf(call.body))).length, 1);

  const started = buttonsOf(reminder.body).find((button) => /started A1/.test(button.say));
  assert.equal((await press(service, started.say, { user: 'U2', channel: reminder.reply.channel, ts: reminder.reply.ts })).status, 200);
  await until('it has started', async () => /started|began/i.test(await answer(service, 'history A1')));
});

test('without an owner the reminder goes to the channel of the plan', async (t) => {
  const { slack, service } = await begin(t);
  await answer(service, 'start Billing live by 30 oct');
  await answer(service, 'before goal switch on for 2d');
  await service.setClock('2026-10-27T08:00:00Z');
  const reminder = await until('the reminder comes', () => slack.posts('C1').find((call) => /must start by/.test(textOf(call.body))));
  assert.match(textOf(reminder.body), /switch on/);
});

test('a mention of everybody in a title reaches nobody', async (t) => {
  const { slack, service } = await begin(t);
  await answer(service, 'start <!channel> @everyone &lt;!here&gt; billing live by 30 oct');
  await answer(service, 'before goal ask <!subteam^S1|@crew> and @channel for 1d');
  await until('both are told', () => slack.sent.find((call) => /ask/.test(textOf(call.body)) && call.body.thread_ts));
  for (const call of slack.sent) {
    const raw = JSON.stringify(call.body);
    assert.doesNotMatch(raw, /<!(channel|here|everyone|subteam)/);
    assert.doesNotMatch(raw, /"type":"(broadcast|usergroup)"/);
    assert.ok(!('link_names' in call.body) && call.body.parse !== 'full');
    for (const run of JSON.stringify(call.body).match(/"text":"[^"]*"/g) ?? []) assert.doesNotMatch(run, /@(channel|here|everyone)/);
  }
});
