// The playground over HTTP: where it is, whom it refuses, and that what is said there is the console's.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
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

/// The events of a stream as they come: {next(), ended, head}.
async function listen(t, service, headers = {}) {
  const { hostname, port } = new URL(service.address);
  const request = http.request({ hostname, port, path: '/try/events', headers: { Accept: 'text/event-stream', ...headers } });
  request.end();
  t.after(() => request.destroy());
  const [head] = await once(request, 'response');
  let text = '';
  let hasEnded = false;
  head.setEncoding('utf8');
  head.on('data', (part) => { text += part; });
  head.on('close', () => { hasEnded = true; });
  head.on('error', () => {});
  const next = async () => {
    await until('an event comes', () => text.includes('\n\n'));
    const event = text.slice(0, text.indexOf('\n\n'));
    text = text.slice(event.length + 2);
    const [, id, data] = /^id: (\S+)\ndata: (.*)$/.exec(event);
    return { id, ...JSON.parse(data) };
  };
  return { head, next, ended: () => until('the stream ends', () => hasEnded), text: () => text };
}

test('a page hears what is said as it is said, and comes back where it was', async (t) => {
  const service = await begin(t);
  const page = await listen(t, service);
  assert.equal(page.head.headers['content-type'], 'text/event-stream');
  assert.deepEqual((await page.next()).events, []);
  await say(service, { text: 'help' });
  const heard = await page.next();
  assert.equal(heard.events[0].said.text, 'help');
  await service.setClock('2026-10-12T09:00:00+02:00');
  await until('the clock is told', async () => new Date((await page.next()).now).toISOString().startsWith('2026-10-12T07:00'));
  await say(service, { text: 'status' });
  const back = await (await listen(t, service, { 'Last-Event-ID': heard.id })).next();
  assert.ok(back.events.every(({ seq }) => seq > heard.last) && back.events.some(({ said }) => said?.text === 'status'), JSON.stringify(back));
  const begun = Date.now();
  assert.equal(await service.stop(), 0);
  await page.ended();
  assert.ok(Date.now() - begun < 5000, 'nobody waits for the page');
});

test('other hosts and other pages hear nothing, and there is room for so many', async (t) => {
  const service = await begin(t);
  for (const headers of [{ Host: 'plans.example.org' }, { Origin: 'http://example.org' }]) {
    const stranger = await listen(t, service, headers);
    assert.equal(stranger.head.statusCode, 403);
    await stranger.ended();
    assert.doesNotMatch(stranger.text(), /events/);
  }
  const pages = [];
  for (let count = 0; count < 32; count += 1) pages.push(await listen(t, service));
  assert.ok(pages.every(({ head }) => head.statusCode === 200));
  const last = await listen(t, service);
  assert.equal(last.head.statusCode, 503);
  assert.equal(last.head.headers['retry-after'], '5');
  pages[0].head.destroy();
  await until('a page that was closed makes room', async () => {
    await say(service, { text: 'help', quiet: false });
    return (await listen(t, service)).head.statusCode === 200;
  });
});

test('beside a conversation in the terminal both show what is sent', async (t) => {
  const service = await chat(t, { store: path.join(folder(t), 'plan.db') }, '--as', 'anna', '--in', 'launch');
  await say(service, { text: 'start Billing live by 2099-10-30' });
  await until('the terminal shows it', () => /BILL · Billing live/.test(service.log.out));
  await until('the page shows it', async () => (await news(service)).messages.some(({ text }) => /BILL · Billing live/.test(text)));
  service.child.stdin.end();
  assert.equal(await service.ended(), 0);
});
