// A Teams that stands in for the real one: the key server, the login, the Connector, and people who write, press and fill in. It records every
// call, and refuses what the real one would refuse.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { APP, keyPair, token } from './teams_keys.mjs';

export const SECRET = 'a~secret.of_the_tests';
export const TENANT = 'b28fdbfd-2b78-4f93-b0f8-8881793f0f8f';
export const BOT = `28:${APP}`;
export const CHANNEL = '19:0b7f32667e064dd9b25d7969801541f4@thread.tacv2';

let counter = 0;
/// Never the same twice in this process.
export const fresh = (prefix = '') => `${prefix}${process.pid}${Date.now()}${(counter += 1)}`;

/// All the text that a person can read in an activity or card.
export function textOf(message) {
  const found = [];
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value && typeof value === 'object') {
      if (value.type === 'RichTextBlock') found.push(value.inlines.map((run) => run.text).join(''));
      else if (typeof value.text === 'string' && value.type !== 'mention') found.push(value.text);
      if (typeof value.title === 'string') found.push(value.title);
      for (const [name, inner] of Object.entries(value)) if (name !== 'data' && name !== 'inlines' && name !== 'msteams' && name !== 'fallback') walk(inner);
    }
  };
  walk(message);
  return found.join('\n');
}

/// The actions of a message or card, with the data that they send.
export function actionsOf(message) {
  const found = [];
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value && typeof value === 'object') {
      if (String(value.type).startsWith('Action.')) found.push(value);
      for (const [name, inner] of Object.entries(value)) if (name !== 'fallback') walk(inner);
    }
  };
  walk(message);
  return found;
}
/// {label, say, data} of the buttons.
export const buttonsOf = (message) => actionsOf(message).map(({ title, data }) => ({ label: title, say: data?.say, data }));
export const inputsOf = (message) => {
  const found = [];
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value && typeof value === 'object') {
      if (String(value.type).startsWith('Input.')) found.push(value);
      Object.values(value).forEach(walk);
    }
  };
  walk(message);
  return found;
};

export class Teams {
  /// Zones of people by user id; everybody else lives in Berlin.
  zones = {};
  names = {};
  /// Every call: {kind: 'openid'|'keys'|'token'|'say'|'change'|'open', path, body, headers, reply, status}.
  calls = [];
  /// Asked before each call; what it returns is answered instead: {status, headers, body} or 'reset'.
  interfere = () => null;
  key = keyPair('key-1');
  keys = [this.key.jwk];
  tokens = new Set();

  static async start(t) {
    const teams = new Teams();
    teams.server = http.createServer((request, response) => teams.#take(request, response));
    await new Promise((resolve) => teams.server.listen(0, '127.0.0.1', resolve));
    t.after(() => {
      teams.server.closeAllConnections();
      teams.server.close();
      teams.#dump(t.name);
    });
    return teams;
  }

  get address() { return `http://127.0.0.1:${this.server.address().port}`; }
  get serviceUrl() { return `${this.address}/Emea/`; }
  get env() {
    return { TEAMS_APP_ID: APP, TEAMS_APP_SECRET: SECRET, TEAMS_TENANT_ID: TENANT, TEAMS_OPENID_URL: `${this.address}/openid`,
      TEAMS_LOGIN_URL: `${this.address}/login` };
  }

  of(kind) { return this.calls.filter((call) => call.kind === kind); }
  /// Messages that were taken; `where` is a conversation, with its thread if it is one.
  posts(where) { return this.of('say').filter((call) => call.status < 300 && (!where || call.conversation === where)); }
  changes() { return this.of('change').filter((call) => call.status < 300); }
  personal(user) { return `a:personal-${user}`; }

  activity(type, about = {}) {
    const { user = '29:U1', channel = CHANNEL, thread, id = fresh('1'), direct = false } = about;
    const root = thread ?? id;
    const conversation = direct
      ? { id: this.personal(user), conversationType: 'personal', tenantId: TENANT }
      : { id: `${channel};messageid=${root}`, conversationType: 'channel', isGroup: true, tenantId: TENANT };
    return {
      type, id, timestamp: new Date().toISOString(), channelId: 'msteams', serviceUrl: this.serviceUrl, conversation,
      from: { id: user, name: this.names[user] ?? `Name of ${user.slice(3)}`, aadObjectId: '00000000-0000-0000-0000-000000000001' },
      recipient: { id: BOT, name: 'Backwalk' }, locale: 'en-GB', localTimezone: this.zones[user] ?? 'Europe/Berlin',
      channelData: { tenant: { id: TENANT }, ...(direct ? {} : { channel: { id: channel }, team: { id: channel } }) },
      entities: [{ type: 'clientInfo', locale: 'en-GB', platform: 'Web' }],
    };
  }

  /// Hands an activity over as the Connector does: {status, body}.
  async deliver(service, activity, { claims = {}, authorization } = {}) {
    const bearer = authorization ?? `Bearer ${token(this.key, { serviceurl: activity.serviceUrl, ...claims })}`;
    const body = JSON.stringify(activity);
    const headers = { 'Content-Type': 'application/json', ...(bearer ? { Authorization: bearer } : {}) };
    const answer = await service.request('POST', '/teams/messages', { headers, body });
    return { status: answer.status, headers: answer.headers, body: answer.body && answer.headers['content-type']?.startsWith('application/json') ? JSON.parse(answer.body) : answer.body };
  }

  /// Somebody writes; in a channel they mention the bot. `mentions`: [{id, name}] whose "@name" in the text is meant.
  say(service, text, about = {}) {
    const activity = this.activity('message', about);
    let html = text;
    for (const { id, name } of about.mentions ?? []) {
      const markup = `<at>${name}</at>`;
      html = html.replaceAll(`@${name}`, markup).replaceAll(`#${name}`, markup);
      if (html.includes(markup)) activity.entities.push({ type: 'mention', text: markup, mentioned: { id, name } });
    }
    if (!about.direct) {
      html = `<at>Backwalk</at>&nbsp;${html}`;
      activity.entities.push({ type: 'mention', text: '<at>Backwalk</at>', mentioned: { id: BOT, name: 'Backwalk' } });
    }
    return this.deliver(service, { ...activity, textFormat: 'plain', text: html }, about);
  }

  /// Somebody presses an Action.Execute, with what they filled in.
  press(service, data, about = {}) {
    const activity = this.activity('invoke', { ...about, id: about.id ?? fresh('f:') });
    const action = { type: 'Action.Execute', verb: 'say', data };
    return this.deliver(service, { ...activity, name: 'adaptiveCard/action', replyToId: about.on ?? '1', value: { action, trigger: 'manual' } }, about);
  }
  invoke(service, name, data, about = {}) {
    const activity = this.activity('invoke', { ...about, id: about.id ?? fresh('f:') });
    return this.deliver(service, { ...activity, name, value: { data, context: { theme: 'default' } } }, about);
  }

  #take(request, response) {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part) => { text += part; });
    request.on('end', () => {
      const where = request.url.split('?')[0].split('/').map(decodeURIComponent);
      const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
      const body = isForm ? Object.fromEntries(new URLSearchParams(text)) : text ? JSON.parse(text) : {};
      const call = { kind: this.#kind(request.method, where), path: request.url, headers: request.headers, body, conversation: where[4], at: performance.now() };
      this.calls.push(call);
      const trouble = this.interfere(call, this.of(call.kind).length);
      if (trouble === 'reset') return void request.socket.destroy();
      const { status, headers, reply } = trouble ? { status: trouble.status, headers: trouble.headers, reply: trouble.body } : this.#answer(call, where);
      Object.assign(call, { status, reply });
      response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }).end(reply === undefined ? '' : JSON.stringify(reply));
    });
  }

  #kind(method, where) {
    if (where[1] === 'openid' || where[1] === 'keys') return where[1];
    if (where[1] === 'login') return 'token';
    if (where[1] !== 'Emea' || where[3] !== 'conversations') return 'unknown';
    if (where.length === 4) return 'open';
    return method === 'PUT' ? 'change' : 'say';
  }

  #answer({ kind, body, headers }, where) {
    if (kind === 'openid') return { status: 200, reply: { issuer: 'https://api.botframework.com', jwks_uri: `${this.address}/keys` } };
    if (kind === 'keys') return { status: 200, reply: { keys: this.keys } };
    if (kind === 'token') {
      const good = where[2] === TENANT && body.client_id === APP && body.client_secret === SECRET && body.grant_type === 'client_credentials' &&
        body.scope === 'https://api.botframework.com/.default';
      if (!good) return { status: 400, reply: { error: 'invalid_client' } };
      const value = fresh('token-');
      this.tokens.add(value);
      return { status: 200, reply: { token_type: 'Bearer', expires_in: 3599, access_token: value } };
    }
    if (!this.tokens.has((headers.authorization ?? '').replace(/^Bearer /, ''))) return { status: 401, reply: { message: 'Authorization has been denied for this request.' } };
    if (kind === 'open') {
      const user = body.members?.[0]?.id;
      if (!user || body.bot?.id !== BOT || body.isGroup !== false || body.tenantId !== TENANT) return { status: 400, reply: { error: { code: 'BadArgument' } } };
      return { status: 201, reply: { id: this.personal(user) } };
    }
    if (kind === 'unknown') return { status: 404, reply: { error: { code: 'ServiceError' } } };
    const isCard = body.attachments?.[0]?.contentType === 'application/vnd.microsoft.card.adaptive' && body.attachments[0].content.version === '1.5';
    if (body.type !== 'message' || body.from?.id !== BOT || !(isCard ? body.summary : body.text)) return { status: 400, reply: { error: { code: 'BadSyntax' } } };
    if (JSON.stringify(body).length > 100_000) return { status: 413, reply: { error: { code: 'MessageSizeTooBig' } } };
    if (kind === 'change' && !this.posts().some((call) => call.reply.id === where[6])) return { status: 404, reply: { error: { code: 'ActivityNotFoundInConversation' } } };
    return { status: kind === 'change' ? 200 : 201, reply: { id: kind === 'change' ? where[6] : String(1_700_000_000_000 + (counter += 1)) } };
  }

  /// What was sent, for the validation against the schema of Adaptive Cards (tests/schemas).
  #dump(name) {
    const target = process.env.BACKWALK_SENT_DIR;
    if (!target) return;
    fs.mkdirSync(target, { recursive: true });
    const bodies = this.calls.filter(({ kind }) => kind === 'say' || kind === 'change').map(({ kind, body }) => ({ kind, body }));
    fs.writeFileSync(path.join(target, `teams-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 70)}.json`), JSON.stringify(bodies, null, 1));
  }
}
