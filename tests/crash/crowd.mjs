// People who talk to the service at random over Slack's three roads (slash command, button, event), each thing said under a title that
// nothing else has. Keeps the book of what was asked and what was acknowledged.
import { fresh, press, sendCommand, sendEvent } from '../e2e/helpers/slack.mjs';

const MOST_ACTIONS = 12;
const DAY = 24 * 3600 * 1000;

const dayText = (ms) => new Date(ms).toISOString().slice(0, 10);

export class Crowd {
  /// title -> 'asked' or 'acknowledged'
  book = new Map();
  refused = [];
  unavailable = 0;
  #rooms = [];
  #unanswered = [];
  #count = 0;

  constructor(dice) { this.dice = dice; }

  get acknowledged() { return [...this.book].filter(([, state]) => state === 'acknowledged').map(([title]) => title); }

  /// Talks until the service is gone or `isOver`.
  async talk(service, now, isOver) {
    const voices = Array.from({ length: 6 }, async () => {
      while (!isOver()) {
        const said = this.#unanswered.length > 0 && this.dice.chance(0.3) ? this.#unanswered.pop() : this.#next(now());
        if (!(await this.#say(service, said))) return;
      }
    });
    await Promise.all(voices);
  }

  #next(now) {
    this.#count += 1;
    const title = `Thing${this.#count}x`;
    const user = `U${1 + this.dice.below(5)}`;
    const room = this.#rooms.length > 0 && this.dice.chance(0.95) ? this.dice.of(this.#rooms.slice(-6)) : null;
    if (room === null || room.actions >= MOST_ACTIONS) {
      const made = { channel: `C${this.#count}`, actions: 0, isStarted: false };
      return { title, user, room: made, road: 'command', isStart: true, text: `start ${title} by ${dayText(now + (20 + this.dice.below(30)) * DAY)}`, id: fresh('id') };
    }
    room.actions += 1;
    const owner = this.dice.chance(0.5) ? ` owner <@U${1 + this.dice.below(5)}>` : '';
    const text = this.dice.of([
      `before goal ${title} for ${1 + this.dice.below(9)}d${owner}`,
      `milestone ${title} by T-${1 + this.dice.below(9)}d${owner}`,
      `risk ${title}`,
    ]);
    return { title, user, room, road: this.dice.of(['command', 'press', 'event']), text, id: fresh('id') };
  }

  /// False when the service is gone. What was not answered is said again, under the same id, as Slack does.
  async #say(service, said) {
    const { title, user, room: { channel }, text, id } = said;
    if (!this.book.has(title)) this.book.set(title, 'asked');
    try {
      const response = said.road === 'command' ? await sendCommand(service, text, { user, channel, trigger: id })
        : said.road === 'press' ? await press(service, text, { user, channel, trigger: id })
          : await sendEvent(service, 'app_mention', `<@UBOT> ${text}`, { user, channel, id: `Ev${id}`, ts: said.ts ??= `${fresh('').slice(-10)}.000100` });
      if (response.status === 200) this.#acknowledge(said, response);
      else {
        this.unavailable += 1;
        this.#unanswered.push(said);
      }
      return true;
    } catch {
      this.#unanswered.push(said);
      return false;
    }
  }

  #acknowledge({ title, road, room, isStart }, response) {
    if (road === 'command' && !response.body.includes(title)) {
      this.refused.push(`${title}: ${response.body.slice(0, 200)}`);
      return;
    }
    this.book.set(title, 'acknowledged');
    if (isStart) this.#rooms.push(room);
  }
}
