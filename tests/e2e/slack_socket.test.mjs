// Slack over Socket Mode: the service opens connections to Slack and nobody can reach it. The same effects as over HTTP, and none of them
// lost or doubled when connections come and go.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { folder, run, serve } from './helpers/program.mjs';
import { APP_TOKEN, SECRET, Slack, TOKEN, buttonsOf, commandBody, fresh, signed, textOf } from './helpers/slack.mjs';
import { MONDAY } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

const SOCKET = { road: 'socket' };

async function begin(t, { env = {}, prepare = () => {} } = {}) {
  const slack = await Slack.start(t);
  prepare(slack);
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env: { ...slack.socketEnv, ...env } });
  const connections = await slack.sockets.connected(Number(env.SLACK_CONNECTIONS ?? 1));
  await service.setClock(MONDAY);
  return { slack, service, connections };
}

const started = (slack, service) => slack.command(service, 'start Billing live by 30 oct', SOCKET);
const retraced = async (slack, service) => textOf(JSON.parse((await slack.command(service, 'retrace', SOCKET)).body));
const ready = async (service) => (await service.request('GET', '/readyz')).status;

test('a slash command is answered in its acknowledgement', async (t) => {
  const { slack, service } = await begin(t);
  const answer = await started(slack, service);
  assert.match(textOf(JSON.parse(answer.body)), /BILL/);
  assert.equal(JSON.parse(answer.body).response_type, 'ephemeral');
  assert.ok(answer.ms < 3000, `${answer.ms} ms`);
  assert.match(await retraced(slack, service), /Billing live/);
  const asked = slack.calls.filter((call) => call.method === 'apps.connections.open');
  assert.equal(asked.length, 1);
  assert.equal(asked[0].headers.authorization, `Bearer ${APP_TOKEN}`);
});

test('a mention and a pressed button have their effects and no payload', async (t) => {
  const { slack, service } = await begin(t);
  await started(slack, service);
  assert.equal((await slack.event(service, 'app_mention', '<@UBOT> before goal switch on for 2d', SOCKET)).body, '');
  const told = await until('the action is told', () => slack.sent.find((call) => /switch on/.test(textOf(call.body)) && buttonsOf(call.body).length > 0));
  const undo = buttonsOf(told.body).find((button) => button.label === 'Undo');
  assert.ok(undo, textOf(told.body));
  assert.match(await retraced(slack, service), /A1/);
  assert.equal((await slack.press(service, undo.say, SOCKET)).body, '');
  assert.doesNotMatch(await retraced(slack, service), /switch on/);
});

test('nothing is served under /slack without a signing secret, and both roads are with one', async (t) => {
  const { slack, service } = await begin(t);
  const body = commandBody('start Stolen plan by 30 oct');
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', ...signed(body, { secret: '' }) };
  assert.equal((await service.request('POST', '/slack/commands', { headers, body })).status, 404);
  assert.doesNotMatch((await slack.command(service, 'list', { ...SOCKET, channel: 'C9' })).body, /Stolen/);

  const both = await begin(t, { env: { SLACK_SIGNING_SECRET: SECRET } });
  const trigger = fresh('trigger');
  assert.equal((await both.slack.command(both.service, 'start Billing live by 30 oct')).status, 200);
  for (const road of ['http', 'socket', 'http']) {
    assert.equal((await both.slack.command(both.service, 'before goal switch on for 2d', { road, trigger })).status, 200);
  }
  const shown = await retraced(both.slack, both.service);
  assert.match(shown, /A1/);
  assert.doesNotMatch(shown, /A2/, 'one effect, whichever road it came');
});

test('warned while events flow: another connection before this one is left, nothing lost, nothing doubled', async (t) => {
  const { slack, service, connections: [first] } = await begin(t);
  await started(slack, service);
  let left = null;
  const told = [];
  for (let i = 0; i < 40; i += 1) {
    told.push(slack.event(service, 'app_mention', `<@UBOT> before goal step number ${i} for 1h`, { ...SOCKET, user: `U${i}`, ts: `1760252400.${100000 + i}` }));
    if (i === 10) {
      first.peer.onEnd = ((end) => () => { left = slack.sockets.open.filter((one) => one !== first).length; end(); })(first.peer.onEnd);
      slack.sockets.disconnect(first, 'warning');
    }
    if (i === 20) await slack.sockets.connected();
  }
  for (const one of await Promise.all(told)) assert.ok(one.ms < 3000, `${one.ms} ms`);
  await until('the old connection is closed', () => left !== null);
  assert.equal(left, 1, 'the new one was open by then');
  const keys = new Set(slack.sockets.acknowledged.map((one) => one.envelope_id));
  assert.equal(keys.size, slack.sockets.acknowledged.length, 'each acknowledged once');
  const shown = await retraced(slack, service);
  const actions = new Set(shown.match(/\bA\d+\b/g));
  assert.equal(actions.size, 40, shown);
  assert.equal(await ready(service), 200);
});

for (const reason of ['refresh_requested', 'too_many_websockets']) {
  test(`${reason}: it comes back`, async (t) => {
    const { slack, service, connections: [first] } = await begin(t);
    slack.sockets.disconnect(first, reason);
    const [second] = await slack.sockets.connected();
    assert.notEqual(second.number, first.number);
    assert.match((await started(slack, service)).body, /BILL/);
  });
}

test('a connection that breaks off is replaced, and what it owed comes again with one effect', async (t) => {
  const { slack, service, connections: [first] } = await begin(t);
  await started(slack, service);
  slack.sockets.patienceMs = 300;
  const acknowledged = first.peer.onText;
  first.peer.onText = () => { // the acknowledgement is on its way when the connection breaks
    first.peer.onText = acknowledged;
    first.peer.drop();
  };
  const answer = await slack.event(service, 'app_mention', '<@UBOT> before goal switch on for 2d', SOCKET);
  assert.notEqual(answer.connection, first);
  const again = slack.sockets.delivered.filter(({ envelope }) => envelope.payload.event?.text?.includes('switch on'));
  assert.ok(again.length >= 2 && again.at(-1).envelope.retry_attempt >= 1);
  const shown = await retraced(slack, service);
  assert.match(shown, /A1/);
  assert.doesNotMatch(shown, /A2/);
  await until('the log tells it', () => /effect=duplicate/.test(service.log.err));
});

test('while no connection is open the service says so', async (t) => {
  const { slack, service, connections: [first] } = await begin(t);
  assert.equal(await ready(service), 200);
  slack.interfere = (call) => (call.method === 'apps.connections.open' ? { status: 429, headers: { 'Retry-After': '2' } } : null);
  first.peer.drop();
  await until('it is not ready', async () => (await ready(service)) === 503);
  const asked = () => slack.calls.filter((call) => call.method === 'apps.connections.open');
  await until('it asks again', () => asked().length === 3);
  assert.ok(asked()[2].at - asked()[1].at > 1990, 'not before Slack wants it');
  slack.interfere = () => null;
  await slack.sockets.connected();
  await until('it is ready again', async () => (await ready(service)) === 200);
});

test('two connections share the work and leave one after the other', async (t) => {
  const { slack, service, connections } = await begin(t, { env: { SLACK_CONNECTIONS: '2' } });
  await started(slack, service);
  for (const to of connections) {
    const answer = await slack.command(service, `before goal step ${to.number} for 1d`, { ...SOCKET, to });
    assert.equal(answer.connection, to, 'acknowledged where it came');
  }
  slack.sockets.disconnect(connections[0]);
  await until('there are two again', () => slack.sockets.open.length === 2 && !slack.sockets.open.includes(connections[0]));
  assert.ok(slack.sockets.open.includes(connections[1]), 'the other one stays');
  assert.match(await retraced(slack, service), /A2/);
});

test('pings are answered', async (t) => {
  const { connections: [first] } = await begin(t);
  first.peer.ping();
  await until('the pong comes', () => first.peer.pongs === 1);
});

test('it ends with what it has begun acknowledged, and says goodbye', async (t) => {
  const { slack, service } = await begin(t);
  await started(slack, service);
  const running = Array.from({ length: 20 }, (_, i) => slack.command(service, `before goal step ${i} for 1h`, { ...SOCKET, user: `U${i}` }));
  await until('some have come', () => slack.sockets.acknowledged.length > 2);
  const ended = service.stop();
  assert.equal(await ended, 0);
  assert.equal(slack.sockets.open.length, 0);
  const acknowledged = slack.sockets.acknowledged.length - 1;
  slack.sockets.end();
  assert.ok(acknowledged <= running.length);
  assert.doesNotMatch(service.log.err, /task failed|bug/);
});

test('a wrong app token is one clear sentence', async (t) => {
  const slack = await Slack.start(t);
  const wrong = 'xapp-of-somebody-else';
  const env = { ...slack.socketEnv, SLACK_CONNECTIONS: '2', SLACK_APP_TOKEN: wrong };
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env });
  await until('both have asked', () => slack.calls.filter((call) => call.method === 'apps.connections.open').length === 2);
  const sentence = /SLACK_APP_TOKEN \(invalid_auth\).*connections:write/;
  await until('it is logged', () => sentence.test(service.log.err));
  const response = await service.request('GET', '/readyz');
  assert.equal(response.status, 503);
  assert.match(response.body, sentence);
  assert.equal(await service.stop(), 0);
  assert.equal(service.log.err.split('\n').filter((line) => sentence.test(line)).length, 1, service.log.err);
  for (const secret of [wrong, TOKEN]) assert.ok(!(service.log.err + service.log.out + response.body).includes(secret));
});

test('switched off at Slack is one clear sentence', async (t) => {
  const slack = await Slack.start(t);
  slack.sockets.greeting = () => ({ type: 'disconnect', reason: 'link_disabled' });
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env: slack.socketEnv });
  await until('it is logged', () => /link_disabled.*Socket Mode/.test(service.log.err));
  assert.equal(await ready(service), 503);
});

test('no ticket and no token is ever logged', async (t) => {
  const { slack, service, connections: [first] } = await begin(t, { env: { BACKWALK_LOG: 'debug' } });
  await slack.command(service, 'start A quiet thing by 30 oct', SOCKET);
  first.peer.drop();
  await until('another is open', () => slack.sockets.open.some((one) => one !== first));
  await service.stop();
  for (const secret of [TOKEN, APP_TOKEN, 'ticket=', 'quiet thing']) assert.ok(!(service.log.err + service.log.out).includes(secret), secret);
});

test('messages that Slack finds too fast for their channel come later, each once', async (t) => {
  const { slack, service } = await begin(t, { prepare: (stand) => { stand.rules.channelMs = 1500; } });
  await started(slack, service);
  const words = ['one', 'two', 'three'];
  for (const word of words) await slack.event(service, 'app_mention', `<@UBOT> before goal step ${word} for 1d`, SOCKET);
  await until('all are told', () => words.every((word) => slack.sent.some((call) => textOf(call.body).includes(`step ${word}`))));
  assert.ok(slack.calls.some((call) => call.status === 429));
  const keys = slack.posts().map((call) => call.body.metadata.event_payload.delivery_key);
  assert.equal(new Set(keys).size, keys.length);
});

test('the doctor and the manifest know Socket Mode', async (t) => {
  const env = { SLACK_BOT_TOKEN: TOKEN, SLACK_APP_TOKEN: APP_TOKEN };
  const ran = await run(['check', '--store', path.join(folder(t), 'plan.db')], { env });
  assert.equal(ran.status, 0, ran.out + ran.err);
  assert.match(ran.out, /slack\.app_token = set \(SLACK_APP_TOKEN\)\nslack\.connections = 1 \(default\)/);
  assert.match(ran.out, /Socket Mode/);
  const manifest = JSON.parse((await run(['slack', 'manifest'])).out);
  assert.equal(manifest.settings.socket_mode_enabled, true);
  assert.equal(manifest.features.slash_commands[0].url, undefined);
  const forced = await run(['slack', 'manifest', '--socket'], { env: { BACKWALK_PUBLIC_URL: 'https://bot.example.org' } });
  assert.equal(forced.out, (await run(['slack', 'manifest'])).out);
  assert.equal((await run(['slack', 'manifest', '--socket', '--public-url', 'https://bot.example.org'])).status, 2);
});
