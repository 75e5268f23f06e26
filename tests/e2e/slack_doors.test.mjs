// What comes to the doors and is not let in, or not understood: a proper status, and nothing stored.
import assert from 'node:assert/strict';
import net from 'node:net';
import path from 'node:path';
import test from 'node:test';
import { folder, serve } from './helpers/program.mjs';
import { SECRET, Slack, commandBody, sendCommand, signed } from './helpers/slack.mjs';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const now = () => Math.floor(Date.now() / 1000);

async function begin(t) {
  const slack = await Slack.start(t);
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env: slack.env });
  return { slack, service };
}

/// The plans that there are, told to somebody in another channel.
async function listed(service) {
  const response = await sendCommand(service, 'list', { channel: 'C9' });
  assert.equal(response.status, 200);
  return response.body;
}

test('signatures', async (t) => {
  const { slack, service } = await begin(t);
  const body = commandBody('start Stolen plan by 30 oct');
  const good = signed(body);
  const cases = {
    'a wrong secret': signed(body, { secret: `${SECRET}x` }),
    'an empty secret': signed(body, { secret: '' }),
    'a stale one': signed(body, { at: now() - 302 }),
    'one of the future': signed(body, { at: now() + 302 }),
    'none': {},
    'no time': { 'X-Slack-Signature': good['X-Slack-Signature'] },
    'no signature': { 'X-Slack-Request-Timestamp': good['X-Slack-Request-Timestamp'] },
    'a doubled signature': { ...good, 'X-Slack-Signature': [good['X-Slack-Signature'], good['X-Slack-Signature']] },
    'a doubled time': { ...good, 'X-Slack-Request-Timestamp': [good['X-Slack-Request-Timestamp'], good['X-Slack-Request-Timestamp']] },
    'upper case': { ...good, 'X-Slack-Signature': good['X-Slack-Signature'].toUpperCase() },
    'of another body': signed(`${body}&x=1`),
  };
  for (const [name, headers] of Object.entries(cases)) {
    const response = await service.request('POST', '/slack/commands', { headers: { ...FORM, ...headers }, body });
    assert.equal(response.status, 401, name);
  }
  assert.doesNotMatch(await listed(service), /Stolen/);
  assert.deepEqual(slack.sent, []);
  const taken = await service.request('POST', '/slack/commands', { headers: { ...FORM, ...good }, body });
  assert.equal(taken.status, 200, 'a refused copy uses up no key');
  assert.match(await listed(service), /Stolen/);
});

test('a smuggled ssl_check is answered and does nothing', async (t) => {
  const { slack, service } = await begin(t);
  for (const body of [`ssl_check=1&${commandBody('start Smuggled plan by 30 oct')}`, `${commandBody('start Smuggled plan by 30 oct')}&ssl_check=1`]) {
    const response = await service.request('POST', '/slack/commands', { headers: FORM, body });
    assert.equal(response.status, 200);
    assert.equal(response.body, '');
  }
  assert.doesNotMatch(await listed(service), /Smuggled/);
  assert.deepEqual(slack.sent, []);
});

test('the ownership check is answered with its challenge', async (t) => {
  const { service } = await begin(t);
  const body = JSON.stringify({ token: 'old', challenge: '3eZbrw1aBm2rZgRN', type: 'url_verification' });
  const response = await service.request('POST', '/slack/events', { headers: { 'Content-Type': 'application/json', ...signed(body) }, body });
  assert.equal(response.status, 200);
  assert.match(response.body, /3eZbrw1aBm2rZgRN/);
});

test('what cannot be read is 400', async (t) => {
  const { service } = await begin(t);
  const bad = [
    ['/slack/commands', 'text=%zz&user_id=U1'], ['/slack/commands', 'text=hello'], ['/slack/commands', ''],
    ['/slack/events', '{"type":'], ['/slack/events', '[]'], ['/slack/events', 'null'], ['/slack/events', '{"type":"event_callback"}'],
    ['/slack/interactions', 'payload=%7B'], ['/slack/interactions', 'nothing=1'], ['/slack/interactions', 'payload=%5B%5D'],
    ['/slack/events', '['.repeat(100_000)],
  ];
  for (const [target, body] of bad) {
    const response = await service.request('POST', target, { headers: { ...FORM, ...signed(body) }, body });
    assert.equal(response.status, 400, `${target} ${body.slice(0, 60)}`);
  }
});

test('paths and methods', async (t) => {
  const { service } = await begin(t);
  for (const target of ['/', '/slack', '/slack/commands/', '/console/say', '/metrics/', '/etc/passwd', '/../../etc/passwd']) {
    assert.equal((await service.request('GET', target)).status, 404, target);
    assert.equal((await service.request('POST', target)).status, 404, target);
  }
  const wrong = await service.request('GET', '/slack/events');
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.allow, 'POST');
  assert.equal((await service.request('DELETE', '/healthz')).status, 405);
  for (const target of ['/healthz', '/readyz', '/healthz?x=1']) {
    assert.equal((await service.request('GET', target)).status, 200, target);
    const head = await service.request('HEAD', target);
    assert.equal(head.status, 200);
    assert.equal(head.body, '');
  }
});

test('too large', async (t) => {
  const { service } = await begin(t);
  const body = 'x'.repeat(2 * 1024 * 1024);
  const large = await service.request('POST', '/slack/events', { headers: { ...FORM, ...signed(body) }, body }).catch((error) => error);
  assert.equal(large.status, 413);
  const long = await service.request('GET', '/healthz', { headers: { 'X-Long': 'x'.repeat(20 * 1024) } });
  assert.equal(long.status, 431);
  assert.equal((await service.request('GET', '/healthz')).status, 200);
});

test('what is no HTTP gets 400, and the next one is served', async (t) => {
  const { service } = await begin(t);
  const { hostname, port } = new URL(service.address);
  const text = await new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => socket.end('\x16\x03\x01 hello\r\n\r\n'));
    let got = '';
    socket.on('data', (bytes) => { got += bytes; });
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
  });
  assert.match(text, /^HTTP\/1\.1 400 /);
  assert.equal((await service.request('GET', '/healthz')).status, 200);
});

test('without Slack settings there is no Slack, without demo mode no clock to set', async (t) => {
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env: { BACKWALK_DEMO: '0' } });
  const body = commandBody('help');
  assert.equal((await service.request('POST', '/slack/commands', { headers: { ...FORM, ...signed(body) }, body })).status, 404);
  assert.equal((await service.request('POST', '/try/clock', { body: '{"now":"2026-10-12T09:00:00Z"}' })).status, 404);
});

test('the clock of a demo takes a time and nothing else', async (t) => {
  const { service } = await begin(t);
  for (const body of ['', '{}', '[]', '{"now":5}', '{"now":"tomorrow"}']) {
    assert.equal((await service.request('POST', '/try/clock', { body })).status, 400, body);
  }
  assert.equal((await service.request('POST', '/try/clock', { body: '{"now":"2026-10-12T09:00:00Z"}' })).status, 200);
  assert.equal((await service.request('GET', '/try/clock')).status, 405);
});

test('no secret is ever logged', async (t) => {
  const { slack, service } = await begin(t);
  await sendCommand(service, 'start A quiet thing by 30 oct');
  const body = commandBody('start Another by 30 oct');
  await service.request('POST', '/slack/commands', { headers: { ...FORM, ...signed(body, { secret: 'wrong' }) }, body });
  await service.stop();
  assert.match(service.log.err, /request/);
  assert.match(service.log.err, /status=401/);
  for (const secret of [SECRET, slack.env.SLACK_BOT_TOKEN, 'quiet thing', 'v0=']) {
    assert.ok(!(service.log.err + service.log.out).includes(secret), secret);
  }
});
