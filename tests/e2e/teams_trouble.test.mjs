// Who gets in and what happens when Teams, its login or its key server are in trouble.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import path from 'node:path';
import test from 'node:test';
import { folder, run, serve } from './helpers/program.mjs';
import { CHANNEL, Teams, fresh, textOf } from './helpers/teams.mjs';
import { keyPair, token } from './helpers/teams_keys.mjs';
import { begin } from './helpers/teams_service.mjs';
import { until } from './helpers/wait.mjs';

const ANNA = { user: '29:UANNA', direct: true };
const start = (teams, service) => teams.say(service, 'start Billing live by 30 oct', ANNA);

test('only the Connector gets in, and strangers make nobody ask for keys', async (t) => {
  const { teams, service } = await begin(t);
  const activity = { ...teams.activity('message', ANNA), text: 'start Billing live by 30 oct' };
  const claims = { serviceurl: activity.serviceUrl };
  const stranger = keyPair('key-1');
  const [head, body] = token(teams.key, claims).split('.');
  const keyed = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid: 'key-1' })).toString('base64url');
  const publicKey = crypto.createPublicKey(teams.key.privateKey).export({ type: 'spki', format: 'pem' });
  const mac = crypto.createHmac('sha256', publicKey).update(`${keyed}.${body}`).digest('base64url');
  const attacks = {
    'no token': '', 'no scheme': token(teams.key, claims), 'algorithm none': `Bearer ${token(teams.key, claims, { alg: 'none' })}`,
    'no signature': `Bearer ${head}.${body}.`, 'a keyed hash with the public key': `Bearer ${keyed}.${body}.${mac}`,
    'another audience': `Bearer ${token(teams.key, { ...claims, aud: 'other' })}`, 'another issuer': `Bearer ${token(teams.key, { ...claims, iss: 'https://evil.example' })}`,
    'another service': `Bearer ${token(teams.key, { serviceurl: 'https://evil.example/' })}`, expired: `Bearer ${token(teams.key, { ...claims, exp: 1_700_000_000 })}`,
    'in the future': `Bearer ${token(teams.key, { ...claims, nbf: Math.floor(Date.now() / 1000) + 900 })}`, 'another key under the same name': `Bearer ${token(stranger, claims)}`,
  };
  for (const [name, authorization] of Object.entries(attacks)) {
    const headers = { 'Content-Type': 'application/json', ...(authorization ? { Authorization: authorization } : {}) };
    const { status } = await service.request('POST', '/teams/messages', { headers, body: JSON.stringify(activity) });
    assert.ok(status === 401 || status === 403, `${name}: ${status}`);
  }
  const large = await service.request('POST', '/teams/messages', { headers: { Authorization: `Bearer ${'A'.repeat(1 << 20)}` }, body: '{}' }).catch((error) => error);
  assert.ok(large.status === 431 || large.code, 'a megabyte of token');
  assert.equal((await start(teams, service)).status, 200);
  for (let i = 0; i < 20; i += 1) {
    assert.equal((await teams.deliver(service, activity, { authorization: `Bearer ${token({ ...stranger, kid: `flood-${i}` }, claims)}` })).status, 401);
  }
  assert.equal(teams.of('keys').length, 1, 'unknown keys are looked for at most once an hour');
  assert.ok(teams.posts().length <= 2);
});

test('a hundred who come at once share one look at the keys', async (t) => {
  const { teams, service } = await begin(t);
  const answers = await Promise.all(Array.from({ length: 100 }, () => teams.deliver(service, { ...teams.activity('messageReaction', ANNA) })));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.equal(teams.of('openid').length, 1);
  assert.equal(teams.of('keys').length, 1);
});

test('without keys nobody gets in and Teams is asked to come again', async (t) => {
  const { teams, service } = await begin(t);
  teams.interfere = (call) => (call.kind === 'keys' ? { status: 500 } : null);
  const answer = await start(teams, service);
  assert.equal(answer.status, 503);
  assert.ok(answer.headers['retry-after']);
});

test('a refused token is fetched anew once, and the message goes out once', async (t) => {
  const { teams, service } = await begin(t);
  await start(teams, service);
  await until('it is told', () => teams.posts().length === 1);
  teams.tokens.clear();
  await teams.say(service, 'status', ANNA);
  await until('the answer comes all the same', () => teams.posts().length === 2);
  assert.equal(teams.of('token').length, 2);
  assert.equal(teams.of('say').filter((call) => call.status === 401).length, 1);
});

test('the login may fail for a while without a message being lost', async (t) => {
  const { teams, service } = await begin(t);
  teams.interfere = (call, times) => (call.kind === 'token' && times <= 2 ? { status: 503 } : null);
  await start(teams, service);
  await until('it is told in the end', () => teams.posts().length === 1);
});

test('429 is waited for, a lost answer is not said twice', async (t) => {
  const { teams, service } = await begin(t);
  teams.interfere = (call, times) => (call.kind === 'say' && times === 1 ? { status: 429, headers: { 'Retry-After': '1' } } : null);
  await start(teams, service);
  await until('it is told', () => teams.posts().length === 1);
  const before = teams.of('say').length;
  teams.interfere = (call, times) => (call.kind === 'say' && times === before + 1 ? 'reset' : null);
  await teams.say(service, 'help', ANNA);
  await until('it was tried', () => teams.of('say').length > before);
  await teams.say(service, 'status', ANNA);
  await until('the next is told', () => teams.posts().length === 2);
  const said = teams.of('say').slice(before).map((call) => textOf(call.body));
  assert.equal(said.length, 2, 'what may have arrived is not sent again');
  assert.notEqual(said[0], said[1]);
});

test('a group chat has no threads: all is said in it', async (t) => {
  const { teams, service } = await begin(t);
  const id = fresh('1');
  const activity = { ...teams.activity('message', { user: ANNA.user, id }), text: 'start Billing live by 30 oct' };
  activity.conversation = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId: activity.conversation.tenantId };
  assert.equal((await teams.deliver(service, activity)).status, 200);
  await until('card and question stand there', () => teams.posts('19:group@thread.v2').length >= 2);
  assert.deepEqual(teams.posts(CHANNEL), []);
});

test('HEAD is answered, and both paths serve', async (t) => {
  const { teams, service } = await begin(t);
  for (const target of ['/teams/messages', '/api/messages']) {
    assert.equal((await service.request('HEAD', target)).status, 200);
    assert.equal((await service.request('GET', target)).status, 405);
    assert.equal((await service.request('POST', target, { body: '{}' })).status, 401);
  }
  assert.equal(teams.calls.length, 0);
});

test('development without authentication is for this machine only', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  const refused = await run(['serve'], { env: { BACKWALK_STORE: `sqlite:${store}`, BACKWALK_LISTEN: '0.0.0.0:0', TEAMS_ALLOW_UNAUTHENTICATED: '1' } });
  assert.notEqual(refused.status, 0);
  assert.match(refused.err + refused.out, /teams\.allow_unauthenticated \(TEAMS_ALLOW_UNAUTHENTICATED\).*loopback/);
  const teams = await Teams.start(t);
  const service = await serve(t, { store, env: { TEAMS_ALLOW_UNAUTHENTICATED: '1' } });
  const activity = { ...teams.activity('message', ANNA), text: 'status' };
  assert.equal((await teams.deliver(service, activity, { authorization: ' ' })).status, 200);
  assert.equal((await teams.deliver(service, { ...activity, serviceUrl: 'https://smba.trafficmanager.net/emea/' }, { authorization: ' ' })).status, 403);
});
