// A Slack that stands in for the real one: signs what it sends us, answers what we send it, and records everything.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

export const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const TOKEN = 'xoxb-1111-2222-stand-in';
export const TEAM = 'T1DC2JH3J';

let counter = 0;
/// Never the same twice in this process.
export const fresh = (prefix) => `${prefix}${process.pid}${Date.now()}${(counter += 1)}`;

export function signed(body, { secret = SECRET, at = Math.floor(Date.now() / 1000) } = {}) {
  const mac = crypto.createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'X-Slack-Request-Timestamp': String(at), 'X-Slack-Signature': `v0=${mac}` };
}

/// When each trigger was given away; a form can be opened with it once, for three seconds.
const triggers = new Map();
const issued = (trigger) => { triggers.set(trigger, triggers.get(trigger) ?? Date.now()); return trigger; };

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

export function commandBody(text, { user = 'U1', channel = 'C1', trigger = fresh('trigger') } = {}) {
  return new URLSearchParams({
    token: 'old', team_id: TEAM, team_domain: 'test', channel_id: channel, channel_name: 'launch', user_id: user, user_name: `name-${user}`,
    command: '/backwalk', text, response_url: 'https://hooks.slack.com/commands/1/2', trigger_id: issued(trigger), api_app_id: 'A1',
  }).toString();
}

export function eventBody(type, text, { user = 'U1', channel = 'C1', ts = fresh('').slice(-10) + '.000100', id = fresh('Ev'), thread } = {}) {
  const place = type === 'message' ? { channel_type: 'im' } : {};
  return JSON.stringify({
    token: 'old', team_id: TEAM, api_app_id: 'A1', type: 'event_callback', event_id: id, event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: 'UBOT', is_bot: true, is_enterprise_install: false }],
    event: { type, user, text, ts, channel, event_ts: ts, ...place, ...(thread ? { thread_ts: thread } : {}) },
  });
}

export function pressBody(value, { user = 'U1', channel = 'C1', ts = '1.000100', trigger = fresh('press') } = {}) {
  const payload = {
    type: 'block_actions', token: 'old', api_app_id: 'A1', trigger_id: issued(trigger), team: { id: TEAM, domain: 'test' }, enterprise: null,
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
  /// Every call: {method, status, body (parsed), reply}. `sent` are those that Slack took.
  calls = [];
  /// Asked before each call; what it returns is done instead: {status, headers, body} or 'reset' (the connection breaks after the request).
  interfere = () => null;

  static async start(t) {
    const slack = new Slack();
    slack.server = http.createServer((request, response) => slack.#take(request, response));
    await new Promise((resolve) => slack.server.listen(0, '127.0.0.1', resolve));
    t.after(() => {
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

  get sent() { return this.calls.filter((call) => call.method.startsWith('chat.') && call.reply?.ok); }
  /// Messages that were posted (not changed) in a channel or to a user.
  posts(channel) { return this.sent.filter((call) => call.method === 'chat.postMessage' && (!channel || call.body.channel === channel)); }

  #take(request, response) {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part) => { text += part; });
    request.on('end', () => {
      const method = request.url.replace(/^\/api\//, '');
      const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
      const body = isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text || '{}');
      const call = { method, body, headers: request.headers };
      this.calls.push(call);
      const trouble = this.interfere(call, this.calls.filter((other) => other.method === method).length);
      if (trouble === 'reset') {
        request.socket.destroy();
        return;
      }
      if (trouble) {
        response.writeHead(trouble.status, trouble.headers).end(trouble.body ?? '');
        return;
      }
      call.reply = this.#answer(method, body, request);
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(call.reply));
    });
  }

  #answer(method, body, request) {
    if (request.method !== 'POST') return { ok: false, error: 'invalid_post_type' };
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return { ok: false, error: 'invalid_auth' };
    const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
    if (method === 'users.info') {
      if (!isForm || !body.user) return { ok: false, error: 'user_not_found' };
      const name = `Name of ${body.user}`;
      return { ok: true, user: { id: body.user, name: body.user.toLowerCase(), real_name: name, tz: this.zones[body.user] ?? 'Europe/Berlin',
        is_bot: false, profile: { real_name: name, display_name: body.user.toLowerCase() } } };
    }
    const ts = `${Math.floor(Date.now() / 1000)}.${String((counter += 1)).padStart(6, '0')}`;
    const channel = /^[UW]/.test(body.channel ?? '') ? `D${body.channel.slice(1)}` : body.channel;
    if (method === 'chat.postMessage') return { ok: true, channel, ts, message: { ts, text: body.text } };
    if (method === 'chat.update') return { ok: true, channel, ts: body.ts, text: body.text };
    if (method === 'chat.postEphemeral') return { ok: true, message_ts: ts };
    if (method === 'views.open') return this.#open(body);
    return { ok: false, error: 'unknown_method' };
  }

  #opened = new Set();
  #open({ trigger_id: trigger, view }) {
    if (!triggers.has(trigger)) return { ok: false, error: 'invalid_trigger_id' };
    if (this.#opened.has(trigger)) return { ok: false, error: 'exchanged_trigger_id' };
    this.#opened.add(trigger);
    if (Date.now() - triggers.get(trigger) > 3000) return { ok: false, error: 'expired_trigger_id' };
    return { ok: true, view: { ...view, id: fresh('V'), hash: fresh('hash.'), team_id: TEAM } };
  }

  /// What was sent, for the validation against Slack's own types (tests/schemas).
  #dump(name) {
    const target = process.env.BACKWALK_SENT_DIR;
    if (!target) return;
    fs.mkdirSync(target, { recursive: true });
    const bodies = this.calls.filter((call) => call.method.startsWith('chat.')).map(({ method, body }) => ({ method, body }));
    const file = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 80)}.json`;
    fs.writeFileSync(path.join(target, file), JSON.stringify(bodies, null, 1));
  }
}
