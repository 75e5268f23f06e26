// The playground over HTTP: where it is, whom it refuses, and that what is said there is the console's.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { chat, folder, serve } from './helpers/program.mjs';
import { until } from './helpers/wait.mjs';

const begin = (t, env) => serve(t, { store: path.join(folder(t), 'plan.db'), env });
const everything = [['GET', '/try'], ['GET', '/try/page.mjs'], ['GET', '/try/events'], ['POST', '/try/say'], ['POST', '/try/move'], ['POST', '/try/clock']];

/// What was told so far: {messages, now}.
async function news(service) {
  const { body } = await service.request('GET', '/try/events');
  const { events, now } = JSON.parse(body);
  return { events, now, messages: events.filter(({ message }) => message).map(({ at, message }) => ({ ...message, at })) };
}

async function say(service, words) {
  const answer = await service.request('POST', '/try/say', { body: JSON.stringify({ as: 'anna', zone: 'Europe/Berlin', channel: 'launch', ...words }) });
  assert.equal(answer.status, 200, answer.body);
  return answer.body ? JSON.parse(answer.body) : {};
}

test('outside of demo mode there is no playground', async (t) => {
  const service = await begin(t, { BACKWALK_DEMO: '0' });
  for (const [method, target] of everything) assert.equal((await service.request(method, target)).status, 404, target);
  assert.doesNotMatch(service.log.out, /\/try/);
});

test('other hosts and other pages are refused', async (t) => {
  const service = await begin(t);
  assert.match(service.log.out, /platforms: console/);
  await until('it says where to try it', () => service.log.out.includes(`${service.address}/try`));
  const { host } = new URL(service.address);
  for (const [method, target] of everything) {
    assert.equal((await service.request(method, target, { headers: { Host: 'plans.example.org' } })).status, 403, target);
    assert.equal((await service.request(method, target, { headers: { Origin: 'http://example.org' } })).status, 403, target);
    const own = await service.request(method, target, { headers: { Origin: `http://${host}` } });
    assert.equal(own.status, method === 'GET' ? 200 : 400, `${target}: ${own.body}`);
  }
  assert.equal((await service.request('POST', '/console/say', { body: '{}' })).status, 404);
});

test('what is said is answered, and what falls due on the way is told at its own time', async (t) => {
  const service = await begin(t);
  await service.setClock('2026-10-12T09:00:00+02:00');
  assert.match((await say(service, { text: 'start Billing live by 30 oct' })).text, /Started BILL/);
  await say(service, { text: 'before goal switch on for 2d owner me', quiet: true });
  const form = await say(service, { text: 'start' });
  assert.equal(form.form.say, 'start');
  const root = (await until('the card is there', async () => (await news(service)).messages.find(({ key }) => key === 'p1/root')));
  assert.equal(root.to.channel, 'launch');
  await say(service, { text: 'EU customers pay by themselves', thread: root.key, trigger: 't1' });
  await until('the walk goes on in the thread', async () => (await news(service)).messages.some(({ thread, text }) => thread === root.key && /Noted/.test(text)));

  const moved = await service.request('POST', '/try/move', { body: JSON.stringify({ step: 'message', zone: 'Europe/Berlin' }) });
  assert.equal(moved.status, 200, moved.body);
  assert.equal(JSON.parse(moved.body).told, true);
  const reminder = (await news(service)).messages.find(({ text }) => /must start by/.test(text));
  assert.equal(reminder.to.user, 'anna');
  assert.equal(new Date(reminder.at).toISOString().slice(0, 16), '2026-10-27T08:00');
  await service.request('POST', '/try/move', { body: JSON.stringify({ step: 'day', zone: 'Europe/Berlin' }) });
  assert.equal(new Date((await news(service)).now).toISOString().slice(0, 16), '2026-10-28T08:00');
});

test('people who have said nothing yet are asked in the morning where they are', async (t) => {
  const service = await begin(t);
  await service.setClock('2026-10-12T08:00:00+02:00');
  for (const text of ['start Billing live by 30 oct', 'before goal switch on for 2d owner @ben', 'commit every 2w checked by @anna',
    'standup mon wed fri at 9:30 for @ben @mei']) await say(service, { text, quiet: true });
  const moved = await service.request('POST', '/try/move', { body: JSON.stringify({ step: 'day', zone: 'Europe/Berlin' }) });
  assert.equal(moved.status, 200, moved.body);
  const asked = (await news(service)).messages.filter(({ text }) => /^Standup for Mon 12 Oct/.test(text));
  assert.deepEqual(asked.map(({ at, to }) => `${to.user} ${new Date(at).toISOString().slice(0, 16)}`), ['ben 2026-10-12T13:30']);
});

test('a page that waits is answered as soon as something is said, and when the program ends', async (t) => {
  const service = await begin(t);
  const first = JSON.parse((await service.request('GET', '/try/events')).body);
  const waits = service.request('GET', `/try/events?run=${first.run}&after=${first.last}`);
  await say(service, { text: 'help' });
  assert.equal(JSON.parse((await waits).body).events[0].said.text, 'help');
  const now = JSON.parse((await service.request('GET', '/try/events')).body);
  service.request('GET', `/try/events?run=${now.run}&after=${now.last}`).catch(() => {});
  const begun = Date.now();
  assert.equal(await service.stop(), 0);
  assert.ok(Date.now() - begun < 5000, 'nobody waits for the page');
});

test('beside a conversation in the terminal both show what is sent', async (t) => {
  const service = await chat(t, { store: path.join(folder(t), 'plan.db') }, '--as', 'anna', '--in', 'launch');
  await say(service, { text: 'start Billing live by 2099-10-30' });
  await until('the terminal shows it', () => /BILL · Billing live/.test(service.log.out));
  await until('the page shows it', async () => (await news(service)).messages.some(({ text }) => /BILL · Billing live/.test(text)));
  service.child.stdin.end();
  assert.equal(await service.ended(), 0);
});
