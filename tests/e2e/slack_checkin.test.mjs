// A check-in on Slack and what people do to it: letters for a number, a plan closed meanwhile, a second tap, somebody else's tap, an answer
// to a question that was withdrawn, another bot.
import assert from 'node:assert/strict';
import test from 'node:test';
import { buttonsOf, press, sendCommand, sendEvent, textOf } from './helpers/slack.mjs';
import { opened, submit } from './helpers/slack_forms.mjs';
import { begin } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

const say = async (service, text, about) => JSON.parse((await sendCommand(service, text, about)).body);
const readings = async (service) => textOf(await say(service, 'history K1'));
const told = (slack, pattern) => until(`${pattern}`, () => slack.sent.find((call) => pattern.test(textOf(call.body))));

/// A committed plan whose KPI U1 is asked about in a direct message: the question as it was posted.
async function asked(t) {
  const { slack, service } = await begin(t);
  for (const text of ['start Billing live by 13 nov', 'kpi add EU waitlist from 40 to 100 by 13 nov', 'commit', 'checkin weekly mon 10:00']) {
    assert.equal((await sendCommand(service, text)).status, 200);
  }
  await service.setClock('2026-10-19T10:00:00+02:00');
  const question = await told(slack, /What is it today\?/);
  return { slack, service, question };
}

test('letters for a number are refused at the field, and nothing is changed', async (t) => {
  const { slack, service, question } = await asked(t);
  const open = buttonsOf(question.body).find(({ say: command }) => /^kpi K1/.test(command));
  await press(service, open.say, { channel: 'D1' });
  const view = await opened(slack);
  const refused = await submit(slack, service, view, { value: 'lots', note: 'they called' });
  assert.equal(refused.body.response_action, 'errors');
  assert.deepEqual(Object.keys(refused.body.errors), ['value']);
  assert.match(refused.body.errors.value, /“lots”/);
  assert.doesNotMatch(await readings(service), /lots|they called/);
  assert.deepEqual((await submit(slack, service, view, { value: '47', note: 'they called' })).body, { response_action: 'clear' });
  assert.match(await readings(service), /47/);
});

test('a form that comes after its plan was closed changes nothing, and says so at a field', async (t) => {
  const { slack, service, question } = await asked(t);
  await press(service, buttonsOf(question.body).find(({ say: command }) => /^kpi K1/.test(command)).say, { channel: 'D1' });
  const view = await opened(slack);
  await sendCommand(service, 'close now');
  const before = await readings(service);
  const refused = await submit(slack, service, view, { value: '47' });
  assert.equal(refused.body.response_action, 'errors');
  const [[field, sentence], ...others] = Object.entries(refused.body.errors);
  assert.deepEqual(others, []);
  assert.ok(view.blocks.some((block) => block.block_id === field), field);
  assert.match(sentence, /closed/);
  assert.equal(await readings(service), before);
});

test('a button that is pressed twice, and by somebody else, acts once', async (t) => {
  const { slack, service } = await asked(t);
  for (const user of ['U1', 'U1', 'U2']) await press(service, 'kpi K1 47 in BILL', { user });
  const answer = await told(slack, /Already done/);
  assert.equal(answer.body.user, 'U1');
  assert.equal((await told(slack, /Nothing would change/)).body.user, 'U2');
  assert.equal((await readings(service)).match(/^#\d+ .*kpi K1 47$/gm).length, 2, 'once in the blocks, once in the text');
});

test('an answer to a withdrawn question is told so, with a way to give it all the same', async (t) => {
  const { slack, service } = await asked(t);
  await sendCommand(service, 'checkin off');
  await sendEvent(service, 'message', '49', { channel: 'D1' });
  const [button] = buttonsOf((await told(slack, /answered or withdrawn/)).body);
  assert.equal(button.say, 'kpi K1 49 in BILL');
  assert.doesNotMatch(await readings(service), /49/);
  await press(service, button.say, { channel: 'D1' });
  await until('the reading is there', async () => /49/.test(await readings(service)));
});

test('another bot is not answered', async (t) => {
  const { slack, service } = await begin(t);
  assert.equal((await sendEvent(service, 'app_mention', '<@UBOT> status', { bot: 'B1' })).status, 200);
  assert.equal((await sendEvent(service, 'message', 'help', { channel: 'D1', bot: 'B1' })).status, 200);
  await sendEvent(service, 'message', 'help', { channel: 'D2', user: 'U2' });
  await until('what a person says later is answered', () => slack.sent.some(({ body }) => body.channel === 'D2'));
  assert.deepEqual(slack.sent.filter(({ method }) => method.startsWith('chat.')).map(({ body }) => body.channel), ['D2']);
});
