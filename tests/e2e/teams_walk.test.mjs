// The whole road through Teams: a mention, its answer under it, the plan's card in the channel, a button, a form, a start reminder at its time.
import assert from 'node:assert/strict';
import test from 'node:test';
import { BOT, CHANNEL, SECRET, actionsOf, buttonsOf, fresh, inputsOf, textOf } from './helpers/teams.mjs';
import { begin } from './helpers/teams_service.mjs';
import { until } from './helpers/wait.mjs';

const ANNA = '29:UANNA';
const BEN = { id: '29:UBEN', name: 'Ben' };

/// What somebody says in the channel, and the answer under it.
async function ask(teams, service, text, about = {}) {
  const id = fresh('1');
  const { status, body } = await teams.say(service, text, { user: ANNA, id, ...about });
  assert.equal(status, 200, text);
  assert.equal(body, '', 'a message is answered by messages');
  const where = `${CHANNEL};messageid=${about.thread ?? id}`;
  return textOf((await until(`"${text}" is answered`, () => teams.posts(where).at(-1))).body);
}
const root = (teams) => teams.posts(CHANNEL)[0];

/// A plan's card is a post of its own.
async function start(teams, service) {
  assert.equal((await teams.say(service, 'start Billing live by 30 oct', { user: ANNA })).status, 200);
  return until('the plan is posted', () => root(teams));
}

test('a mention starts a plan, whose card stands in the channel and whose walk goes on in its thread', async (t) => {
  const { teams, service } = await begin(t);
  const posted = await start(teams, service);
  assert.match(textOf(posted.body), /Billing live/);
  assert.match(textOf(posted.body), /30 Oct/);
  assert.equal(posted.body.from.id, BOT);
  const thread = await until('a question is asked', () => teams.posts(`${CHANNEL};messageid=${posted.reply.id}`)[0]);
  assert.match(textOf(thread.body), /\?/);
  // The answer is said in the thread, without naming the command.
  await teams.say(service, 'EU customers buy and pay by themselves', { user: ANNA, thread: posted.reply.id });
  await until('the walk goes on', () => teams.posts(`${CHANNEL};messageid=${posted.reply.id}`).length >= 2);
  assert.match(await ask(teams, service, 'status'), /Billing live/);
  assert.equal(teams.of('token').length, 1, 'one token serves all calls');
  assert.deepEqual(teams.calls.filter((call) => call.status >= 400), []);
});

test('the card is changed in place', async (t) => {
  const { teams, service } = await begin(t);
  await start(teams, service);
  await ask(teams, service, 'goal by 6 nov');
  const change = await until('the card changes', () => teams.changes()[0]);
  assert.match(textOf(change.body), /6 Nov/);
  assert.ok(change.path.endsWith(`/activities/${root(teams).reply.id}`));
});

test('a pressed button does what it says', async (t) => {
  const { teams, service } = await begin(t);
  await start(teams, service);
  await ask(teams, service, 'before goal switch on for 2d');
  const undo = await until('an undo is offered', () => teams.posts().flatMap((call) => actionsOf(call.body)).find(({ title }) => title === 'Undo'));
  assert.deepEqual(undo.fallback.data, undo.data);
  const pressed = await teams.press(service, undo.data, { user: ANNA, thread: root(teams).reply.id });
  assert.equal(pressed.status, 200);
  assert.equal(pressed.body.type, 'application/vnd.microsoft.activity.message');
  await until('the press is told', () => teams.posts().find((call) => /switch on/.test(textOf(call.body)) && /[Uu]ndo|[Tt]aken back|took/.test(textOf(call.body))));
  assert.doesNotMatch(await ask(teams, service, 'retrace'), /switch on/);
  // The same invoke again under a new id has no second effect.
  const before = teams.posts().length;
  assert.equal((await teams.press(service, undo.data, { user: ANNA, thread: root(teams).reply.id })).status, 200);
  await ask(teams, service, 'status');
  assert.equal(teams.posts().length, before + 1);
});

test('a form stands in the personal chat, is refused at its field and then acts', async (t) => {
  const { teams, service } = await begin(t);
  const direct = { user: ANNA, direct: true };
  await teams.say(service, 'start Billing live by 30 oct', direct);
  const here = teams.personal(ANNA);
  await until('the plan is told', () => teams.posts(here).length > 0);
  await teams.say(service, 'kpi waitlist from 40 to 100', direct);
  await until('the KPI is told', () => teams.posts(here).find((call) => /waitlist/.test(textOf(call.body))));
  await teams.say(service, 'kpi K1', direct);
  const form = (await until('the form comes', () => teams.posts(here).find((call) => inputsOf(call.body).length > 0))).body;
  const send = actionsOf(form).find((action) => action.data?.form);
  const refused = await teams.press(service, { ...send.data, field_value: 'many', field_note: 'two called' }, direct);
  assert.equal(refused.body.type, 'application/vnd.microsoft.card.adaptive');
  const again = inputsOf(refused.body.value);
  assert.equal(again.find(({ id }) => id === 'field_note').value, 'two called');
  assert.match(textOf(refused.body.value), /many/);
  const resend = actionsOf(refused.body.value).find((action) => action.data?.form);
  const taken = await teams.press(service, { ...resend.data, field_value: '47', field_note: 'two called' }, direct);
  assert.equal(taken.body.type, 'application/vnd.microsoft.card.adaptive');
  assert.deepEqual(inputsOf(taken.body.value), [], 'nobody sends it twice');
  await until('the value is told', () => teams.posts(here).find((call) => /47/.test(textOf(call.body)) && /K1|waitlist/.test(textOf(call.body))));
});

test('in a channel the form is filled in in the card, too, for whoever cannot open a dialog', async (t) => {
  const { teams, service } = await begin(t);
  await start(teams, service);
  await ask(teams, service, 'kpi waitlist from 40 to 100');
  const id = fresh('1');
  await teams.say(service, 'kpi K1', { user: ANNA, id });
  const shown = await until('the form is offered', () => teams.posts(`${CHANNEL};messageid=${id}`)[0]);
  const { card } = actionsOf(shown.body).find((action) => action.type === 'Action.ShowCard');
  const about = { user: ANNA, thread: id };
  const send = actionsOf(card).find((action) => action.data?.form);
  const refused = await teams.press(service, { ...send.data, field_value: 'many' }, about);
  assert.match(textOf(refused.body.value), /many/);
  const again = actionsOf(refused.body.value).find((action) => action.data?.form);
  await teams.press(service, { ...again.data, field_value: '47' }, about);
  await until('the plan tells it in its thread', () => teams.posts(`${CHANNEL};messageid=${root(teams).reply.id}`).find((call) => /47/.test(textOf(call.body))));
});

test('in a channel the form opens as a dialog', async (t) => {
  const { teams, service } = await begin(t);
  await start(teams, service);
  await ask(teams, service, 'kpi waitlist from 40 to 100');
  const id = fresh('1');
  await teams.say(service, 'kpi K1', { user: ANNA, id });
  const shown = await until('the form is offered', () => teams.posts(`${CHANNEL};messageid=${id}`)[0]);
  const open = actionsOf(shown.body).find((action) => action.data?.msteams?.type === 'task/fetch');
  const about = { user: ANNA, thread: id };
  const dialog = (await teams.invoke(service, 'task/fetch', open.data, about)).body.task;
  assert.equal(dialog.type, 'continue');
  const submit = actionsOf(dialog.value.card)[0];
  const refused = (await teams.invoke(service, 'task/submit', { ...submit.data, field_value: 'many' }, about)).body.task;
  assert.equal(refused.type, 'continue');
  const taken = await teams.invoke(service, 'task/submit', { ...submit.data, field_value: '47' }, about);
  assert.equal(taken.status, 200);
  assert.equal(taken.body, '', 'the dialog closes');
  await until('the plan tells it in its thread', () => teams.posts(`${CHANNEL};messageid=${root(teams).reply.id}`).find((call) => /47/.test(textOf(call.body))));
});

test('the start reminder reaches its owner at nine of their morning, in a chat that is opened for it', async (t) => {
  const { teams, service } = await begin(t);
  teams.zones[BEN.id] = 'America/New_York';
  await start(teams, service);
  await ask(teams, service, 'help', { user: BEN.id });
  await ask(teams, service, 'before goal switch on for 2d owner @Ben', { mentions: [BEN] });
  await service.setClock('2026-10-27T12:59:00Z');
  await ask(teams, service, 'next all');
  assert.deepEqual(teams.posts(teams.personal(BEN.id)), []);
  await service.setClock('2026-10-27T13:00:00Z');
  const [reminder] = await until('the reminder comes', () => teams.posts(teams.personal(BEN.id)).length > 0 && teams.posts(teams.personal(BEN.id)));
  assert.match(textOf(reminder.body), /switch on/);
  assert.equal(teams.of('open').length, 1);
  assert.deepEqual(teams.of('open')[0].body.members, [{ id: BEN.id }]);
  const started = buttonsOf(reminder.body).find(({ say }) => /started A1/.test(say));
  await teams.press(service, started.data, { user: BEN.id, direct: true, on: reminder.reply.id });
  await until('it has started', async () => /started|began/i.test(await ask(teams, service, 'history A1')));
});

test('who and where the bot is put is kept, so that it can write there', async (t) => {
  const { teams, service } = await begin(t);
  const installed = { ...teams.activity('installationUpdate', { user: BEN.id, direct: true }), action: 'add' };
  assert.equal((await teams.deliver(service, installed)).status, 200);
  await start(teams, service);
  await ask(teams, service, 'before goal switch on for 2d owner @Ben', { mentions: [BEN] });
  await service.setClock('2026-10-27T09:00:00Z');
  await until('the reminder comes', () => teams.posts(teams.personal(BEN.id)).length > 0);
  assert.equal(teams.of('open').length, 0, 'the conversation was known from the installation');
});

test('put into a channel it says hello once, and begins from there', async (t) => {
  const { teams, service } = await begin(t);
  const added = () => ({ ...teams.activity('conversationUpdate', { user: ANNA }), membersAdded: [{ id: BOT }] });
  const installed = { ...teams.activity('installationUpdate', { user: ANNA }), action: 'add' };
  for (const one of [added(), installed, added()]) assert.equal((await teams.deliver(service, one)).status, 200);
  const hello = await until('it says hello', () => root(teams));
  assert.match(textOf(hello.body), /finish line/);
  const button = (label) => actionsOf(hello.body).find(({ title }) => title === label).data;
  assert.equal((await teams.press(service, button('Not here'), { user: ANNA, thread: hello.reply.id })).status, 200);
  await until('it is told', () => teams.posts().find((call) => /nothing is begun/.test(textOf(call.body))));
  assert.equal((await teams.press(service, button('Start a walk'), { user: ANNA, thread: hello.reply.id })).status, 200);
  await until('a form asks for the finish line', () => teams.posts().find((call) => inputsOf(call.body).length > 0));
  assert.equal(teams.posts(CHANNEL).length, 1, 'once');
});

test('secrets are in no log', async (t) => {
  const { teams, service } = await begin(t, { BACKWALK_LOG: 'debug' });
  await start(teams, service);
  const log = service.log.out + service.log.err;
  assert.ok(teams.tokens.size > 0);
  for (const secret of [SECRET, ...teams.tokens]) assert.ok(!log.includes(secret));
  assert.doesNotMatch(log, /eyJ/);
});
