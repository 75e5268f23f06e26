// What Slack refuses: a wrong token, a missing argument, a trigger that is old or used, messages too fast for their channel.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const TOKEN = 'xoxb-1111-2222-stand-in';
export const APP_TOKEN = 'xapp-1-A1-3333-stand-in';

const here = path.dirname(fileURLToPath(import.meta.url));
const shared = process.env.BACKWALK_SHARED ?? path.join(here, '..', '..', '..', '..', 'shared');
const TRIGGER_MS = 3000;

/// When each trigger was given away, by any stand-in of this process.
const given = new Map();
export const remember = (trigger) => {
  if (!given.has(trigger)) given.set(trigger, Date.now());
  return trigger;
};

const required = new Map();
/// The arguments that a method cannot do without, as far as the shared data tells.
function requiredBy(method) {
  if (!required.has(method)) {
    const file = path.join(shared, 'schemas', 'slack', 'method-args', `${method}.json`);
    const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).args?.required ?? [] : [];
    required.set(method, known.filter((name) => name !== 'token'));
  }
  return required.get(method);
}

const refused = (error, more = {}) => ({ ok: false, error, ...more });

export class Rules {
  /// The shortest time between two messages to one channel; 0: as fast as they come.
  channelMs = 0;
  #used = new Set();
  #last = new Map();

  /// Why Slack does not do this: its answer, or a status and headers of its own; null when it does.
  refusal(method, body, request) {
    if (request.method !== 'POST') return refused('invalid_post_type');
    const isApp = method === 'apps.connections.open';
    const bearer = request.headers.authorization ?? '';
    if (bearer === `Bearer ${isApp ? TOKEN : APP_TOKEN}`) return refused('not_allowed_token_type');
    if (bearer !== `Bearer ${isApp ? APP_TOKEN : TOKEN}`) return refused('invalid_auth');
    const missing = requiredBy(method).filter((name) => body[name] === undefined || body[name] === '');
    if (missing.length > 0) {
      return refused('invalid_arguments', { response_metadata: { messages: missing.map((name) => `[ERROR] missing required field: ${name}`) } });
    }
    if (method === 'views.open' || method === 'views.push') return this.#trigger(body.trigger_id);
    if (method === 'chat.postMessage' || method === 'chat.postEphemeral') return this.#pace(body.channel);
    return null;
  }

  #trigger(trigger) {
    if (!given.has(trigger)) return refused('invalid_trigger_id');
    if (this.#used.has(trigger)) return refused('exchanged_trigger_id');
    if (Date.now() - given.get(trigger) > TRIGGER_MS) return refused('expired_trigger_id');
    this.#used.add(trigger);
    return null;
  }

  #pace(channel) {
    const now = performance.now();
    const since = now - (this.#last.get(channel) ?? -Infinity);
    if (since < this.channelMs) return { status: 429, headers: { 'Retry-After': String(Math.ceil((this.channelMs - since) / 1000)) } };
    this.#last.set(channel, now);
    return null;
  }
}
