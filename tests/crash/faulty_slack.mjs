// The Slack stand-in in a bad mood: rate limits, errors, connections that break before or after it has taken the message, and silence. It
// never recognises a repetition; what it took stands under its delivery key, and in the history of its conversation.
import { Slack } from '../e2e/helpers/slack.mjs';

const MOST_AT_ONCE = 200;
const json = (body) => ({ status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify({ ok: true, ...body }) });

export class FaultySlack {
  /// Delivery key -> how often a message with it was taken; of whispers (ephemeral) apart, for no history tells of them.
  taken = new Map();
  whispered = new Map();
  faults = { limited: 0, refused: 0, 'broken off': 0, 'taken and broken off': 0, silent: 0 };
  lookUps = 0;
  isFaulty = true;
  #history = new Map();
  #count = 0;

  static async start(t, dice) {
    const faulty = new FaultySlack();
    faulty.slack = await Slack.start(t);
    faulty.slack.interfere = (call) => faulty.#meddle(call, dice);
    return faulty;
  }

  get env() { return this.slack.env; }
  get doubles() { return [...this.taken].filter(([, times]) => times > 1).map(([key]) => key); }
  get doubledWhispers() { return [...this.whispered.values()].filter((times) => times > 1).length; }

  /// Takes a post: its answer.
  #take({ method, body }) {
    const channel = /^[UW]/.test(body.channel) ? `D${body.channel.slice(1)}` : body.channel;
    const ts = `${Math.floor(Date.now() / 1000)}.${String((this.#count += 1) % 1_000_000).padStart(6, '0')}`;
    const key = body.metadata?.event_payload?.delivery_key;
    const book = method === 'chat.postMessage' ? this.taken : this.whispered;
    if (key) book.set(key, (book.get(key) ?? 0) + 1);
    if (method === 'chat.postMessage') {
      if (!this.#history.has(channel)) this.#history.set(channel, []);
      this.#history.get(channel).push({ ts, thread_ts: body.thread_ts, text: body.text, metadata: body.metadata });
    }
    return json(method === 'chat.postMessage' ? { channel, ts, message: { ts, text: body.text } } : { message_ts: ts });
  }

  #look({ method, body }) {
    if (method === 'conversations.open') return json({ channel: { id: `D${body.users.slice(1)}` } });
    this.lookUps += 1;
    const isIn = (message) => (method === 'conversations.replies' ? [message.thread_ts, message.ts].includes(body.ts) : !message.thread_ts);
    const found = (this.#history.get(body.channel) ?? []).filter((message) => isIn(message) && Number(message.ts) >= Number(body.oldest ?? 0));
    return json({ messages: found.slice(-MOST_AT_ONCE).reverse(), has_more: found.length > MOST_AT_ONCE });
  }

  #meddle(call, dice) {
    const { calls } = this.slack;
    if (calls.length > MOST_AT_ONCE) calls.splice(0, calls.length - 1);
    const isPost = call.method === 'chat.postMessage' || call.method === 'chat.postEphemeral';
    if (call.method.startsWith('conversations.')) return this.#look(call);
    if (!isPost) return null;
    if (!this.isFaulty || !dice.chance(0.15)) return this.#take(call);
    const kind = dice.of(Object.keys(this.faults));
    this.faults[kind] += 1;
    if (kind === 'limited') return { status: 429, headers: { 'Retry-After': '1' } };
    if (kind === 'refused') return { status: 500, headers: {} };
    if (kind === 'taken and broken off' || (kind === 'silent' && dice.chance(0.5))) this.#take(call);
    return kind === 'silent' ? 'silence' : 'reset';
  }
}
