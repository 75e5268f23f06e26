// The Slack stand-in in a bad mood: rate limits, errors, connections that break before or after it has taken the message, and silence. It
// never recognises a repetition; what it took stands under its delivery key.
import { Slack } from '../e2e/helpers/slack.mjs';

const POSTS = ['chat.postMessage', 'chat.postEphemeral'];

export class FaultySlack {
  /// Delivery key -> how often a message with it was taken.
  taken = new Map();
  faults = { limited: 0, refused: 0, 'broken off': 0, 'taken and broken off': 0, silent: 0 };
  isFaulty = true;

  static async start(t, dice) {
    const faulty = new FaultySlack();
    faulty.slack = await Slack.start(t);
    faulty.slack.interfere = (call) => faulty.#meddle(call, dice);
    return faulty;
  }

  get env() { return this.slack.env; }
  get doubles() { return [...this.taken].filter(([, times]) => times > 1).map(([key]) => key); }

  #take({ method, body }) {
    const key = body.metadata?.event_payload?.delivery_key;
    if (POSTS.includes(method) && key) this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
  }

  #meddle(call, dice) {
    const { calls } = this.slack;
    if (calls.length > 200) calls.splice(0, calls.length - 1);
    const isPost = call.method.startsWith('chat.');
    if (!isPost || !this.isFaulty || !dice.chance(0.15)) {
      this.#take(call);
      return null;
    }
    const kind = dice.of(Object.keys(this.faults));
    this.faults[kind] += 1;
    if (kind === 'limited') return { status: 429, headers: { 'Retry-After': '1' } };
    if (kind === 'refused') return { status: 500, headers: {} };
    if (kind === 'taken and broken off' || (kind === 'silent' && dice.chance(0.5))) this.#take(call);
    return kind === 'silent' ? 'silence' : 'reset';
  }
}
