// A Slack that stands in for the real one: tells us what people do, over HTTP (signed) or over Socket Mode, answers what we send it, and
// records everything.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { Files } from './slack_files.mjs';
import { History } from './slack_history.mjs';
import { APP_TOKEN, Rules, TOKEN, remember } from './slack_rules.mjs';
import { Sockets } from './slack_socket.mjs';

export { APP_TOKEN, TOKEN };
export const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const TEAM = 'T1DC2JH3J';

let counter = 0;
/// Never the same twice in this process.
export const fresh = (prefix) => `${prefix}${process.pid}${Date.now()}${(counter += 1)}`;

export function signed(body, { secret = SECRET, at = Math.floor(Date.now() / 1000) } = {}) {
  const mac = crypto.createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'X-Slack-Request-Timestamp': String(at), 'X-Slack-Signature': `v0=${mac}` };
}


export const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

export function commandBody(text, { user = 'U1', channel = 'C1', trigger = fresh('trigger') } = {}) {
  return new URLSearchParams({
    token: 'old', team_id: TEAM, team_domain: 'test', channel_id: channel, channel_name: 'launch', user_id: user, user_name: `name-${user}`,
    command: '/backwalk', text, response_url: 'https://hooks.slack.com/commands/1/2', trigger_id: remember(trigger), api_app_id: 'A1',
  }).toString();
}

export function eventBody(type, text, { user = 'U1', channel = 'C1', ts = fresh('').slice(-10) + '.000100', id = fresh('Ev'), thread, bot } = {}) {
  const place = type === 'message' ? { channel_type: 'im' } : {};
  return JSON.stringify({
    token: 'old', team_id: TEAM, api_app_id: 'A1', type: 'event_callback', event_id: id, event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: 'UBOT', is_bot: true, is_enterprise_install: false }],
    event: { type, user, text, ts, channel, event_ts: ts, ...place, ...(thread ? { thread_ts: thread } : {}), ...(bot ? { bot_id: bot } : {}) },
  });
}

export function pressBody(value, { user = 'U1', channel = 'C1', ts = '1.000100', trigger = fresh('press') } = {}) {
  const payload = {
    type: 'block_actions', token: 'old', api_app_id: 'A1', trigger_id: remember(trigger), team: { id: TEAM, domain: 'test' }, enterprise: null,
    is_enterprise_install: false, user: { id: user, username: `name-${user}`, name: `name-${user}`, team_id: TEAM },
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false }, channel: { id: channel, name: 'launch' },
    message: { ts, type: 'message', text: '' },
    actions: [{ type: 'button', block_id: 'b', action_id: 'say:0', value, action_ts: `${Math.floor(Date.now() / 1000)}.000001`,
      text: { type: 'plain_text', text: 'x' } }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

const post = (service, target, type, body) => service.request('POST', target, { headers: { ...type, ...signed(body) }, body });
export const sendCommand = (service, text, about = {}) => post(service, '/slack/commands', FORM, commandBody(text, about));
export const sendEvent = (service, type, text, about = {}) => post(service, '/slack/events', JSON_TYPE, eventBody(type, text, about));
export const press = (service, value, about = {}) => post(service, '/slack/interactions', FORM, pressBody(value, about));

/// What the body of an HTTP request is in an envelope.
const commandPayload = (body) => Object.fromEntries(new URLSearchParams(body));
const pressPayload = (body) => JSON.parse(new URLSearchParams(body).get('payload'));

/// All the text that a person can read in a Slack message, its blocks included.
export function textOf(message) {
  const found = [];
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value && typeof value === 'object') {
      if (typeof value.text === 'string') found.push(value.text);
      if (value.type === 'user') found.push(`<@${value.user_id}>`);
      Object.values(value).forEach(walk);
    }
  };
  walk(message);
  return found.join('\n');
}

/// The values of all buttons of a message: what they say when pressed.
export function buttonsOf(message) {
  const found = [];
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value && typeof value === 'object') {
      if (value.type === 'button') found.push({ label: value.text?.text, say: value.value });
      Object.values(value).forEach(walk);
    }
  };
  walk(message);
  return found;
}

export class Slack {
  /// Zones of people by user id; everybody else lives in Berlin.
  zones = {};
  /// Every call: {method, at (ms), status, body (parsed), reply}. `sent` are those that Slack took.
  calls = [];
  /// Asked before each call; what it returns is done instead: {status, headers, body} or 'reset' (the connection breaks after the request),
  /// or 'silence' (no answer comes). 'lost' and 'hold': it is done, but its answer never comes, because the connection breaks or stays silent.
  interfere = () => null;
  /// The messages that were taken.
  history = new History();
  /// The files that were uploaded.
  files = new Files();
  /// What it refuses of itself.
  rules = new Rules();
  /// Socket Mode.
  sockets = new Sockets();

  static async start(t) {
    const slack = new Slack();
    slack.server = http.createServer((request, response) => slack.#take(request, response));
    slack.server.on('upgrade', (request, socket) => slack.sockets.take(request, socket));
    await new Promise((resolve) => slack.server.listen(0, '127.0.0.1', resolve));
    t.after(() => {
      slack.sockets.end();
      slack.server.closeAllConnections();
      slack.server.close();
      slack.#dump(t.name);
    });
    return slack;
  }

  get env() {
    const { port } = this.server.address();
    return { SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: TOKEN, SLACK_API_URL: `http://127.0.0.1:${port}/api/` };
  }

  /// The environment of a service that nobody can reach from outside.
  get socketEnv() {
    const { SLACK_SIGNING_SECRET: _, ...rest } = this.env;
    return { ...rest, SLACK_APP_TOKEN: APP_TOKEN };
  }

  /// What somebody does, by the road given in `about.road` ('http', the default, or 'socket'): {status, body}, where the acknowledgement's
  /// payload is the body. `about.to` names a connection.
  command(service, text, about = {}) {
    return this.#by(about, () => sendCommand(service, text, about), 'slash_commands', () => commandPayload(commandBody(text, about)));
  }
  event(service, type, text, about = {}) {
    return this.#by(about, () => sendEvent(service, type, text, about), 'events_api', () => JSON.parse(eventBody(type, text, about)));
  }
  press(service, value, about = {}) {
    return this.#by(about, () => press(service, value, about), 'interactive', () => pressPayload(pressBody(value, about)));
  }
  async #by({ road = 'http', to }, http, type, payload) {
    if (road === 'http') return http();
    const { payload: answer, ms, connection } = await this.sockets.deliver(type, payload(), { to });
    return { status: 200, body: answer ? JSON.stringify(answer) : '', ms, connection };
  }

  get sent() { return this.calls.filter((call) => call.method.startsWith('chat.') && call.reply?.ok); }
  /// Messages that were posted (not changed) in a channel or to a user.
  posts(channel) { return this.sent.filter((call) => call.method === 'chat.postMessage' && (!channel || call.body.channel === channel)); }

  #take(request, response) {
    if (this.files.take(request, response)) return;
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part) => { text += part; });
    request.on('end', () => {
      const method = request.url.replace(/^\/api\//, '');
      const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
      const body = isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text || '{}');
      const call = { method, body, headers: request.headers, at: performance.now() };
      this.calls.push(call);
      const trouble = this.interfere(call, this.calls.filter((other) => other.method === method).length);
      if (trouble === 'silence') return;
      if (trouble === 'reset') {
        request.socket.destroy();
        return;
      }
      const isLost = trouble === 'lost' || trouble === 'hold';
      if (trouble && !isLost) {
        response.writeHead(trouble.status, trouble.headers).end(trouble.body ?? '');
        return;
      }
      const refusal = this.rules.refusal(method, body, request);
      if (refusal?.status) {
        call.status = refusal.status;
        response.writeHead(refusal.status, refusal.headers).end();
        return;
      }
      call.reply = refusal ?? this.#answer(method, body, request);
      if (isLost) {
        call.trouble = trouble;
        if (trouble === 'lost') request.socket.destroy();
        return;
      }
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(call.reply));
    });
  }

  #answer(method, body, request) {
    if (method === 'apps.connections.open') return this.sockets.address(this.server.address().port);
    const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
    if (method === 'users.info') {
      if (!isForm || !body.user) return { ok: false, error: 'user_not_found' };
      const name = `Name of ${body.user}`;
      return { ok: true, user: { id: body.user, name: body.user.toLowerCase(), real_name: name, tz: this.zones[body.user] ?? 'Europe/Berlin',
        is_bot: false, profile: { real_name: name, display_name: body.user.toLowerCase() } } };
    }
    const ts = `${Math.floor(Date.now() / 1000)}.${String((counter += 1)).padStart(6, '0')}`;
    const channel = /^[UW]/.test(body.channel ?? '') ? `D${body.channel.slice(1)}` : body.channel;
    if (method.startsWith('files.')) return this.files.answer(method, body, isForm, `http://127.0.0.1:${this.server.address().port}`);
    if (!this.files.areShown(body.blocks)) return { ok: false, error: 'invalid_blocks', errors: ['invalid slack file'] };
    if (method.startsWith('conversations.')) return this.history.answer(method, body, isForm);
    if (method === 'chat.postMessage') {
      this.history.keep({ ...body, channel, ts });
      return { ok: true, channel, ts, message: { ts, text: body.text } };
    }
    if (method === 'chat.update') return { ok: true, channel, ts: body.ts, text: body.text };
    if (method === 'pins.add') return { ok: true };
    if (method === 'chat.postEphemeral') return { ok: true, message_ts: ts };
    if (method === 'views.open') return { ok: true, view: { ...body.view, id: fresh('V'), hash: fresh('hash.'), team_id: TEAM } };
    return { ok: false, error: 'unknown_method' };
  }

  /// What was sent, for the validation against Slack's own types (tests/schemas).
  #dump(name) {
    const target = process.env.BACKWALK_SENT_DIR;
    if (!target) return;
    fs.mkdirSync(target, { recursive: true });
    const bodies = this.calls.filter((call) => /^(chat|views)\./.test(call.method)).map(({ method, body }) => ({ method, body }));
    const file = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 80)}.json`;
    fs.writeFileSync(path.join(target, file), JSON.stringify(bodies, null, 1));
  }
}
