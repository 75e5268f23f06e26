// What was said, by place and thread, as it stands after all edits; and what somebody has not read yet.

export const channelView = (name) => `#${name}`;
export const directView = (user) => `@${user}`;

const viewOf = (to) => (to?.user ? directView(to.user) : channelView(to?.channel ?? ''));

export class Messages {
  all = new Map(); // by key, in the order in which they came
  read = new Map(); // "who view" -> the number of the last event that they saw there

  clear() {
    this.all.clear();
    this.read.clear();
  }

  /// Takes one event. Returns the message that it made or changed.
  take({ seq, at, said, message }) {
    if (said) {
      return this.#add({ key: `said/${seq}`, seq, at, by: said.by, view: viewOf(said.to), thread: said.thread, text: said.text,
        pressed: said.pressed });
    }
    const older = message.kind === 'edit' ? this.all.get(message.edits) : undefined;
    if (older) {
      Object.assign(older, { text: message.text, parts: message.parts, version: seq, isEdited: true });
      return older;
    }
    const key = message.kind === 'edit' ? message.edits : message.key;
    return this.#add({ key: message.only_for ? `answer/${seq}` : key, seq, at, by: 'backwalk', view: viewOf(message.to), thread: message.thread,
      text: message.text, parts: message.parts, onlyFor: message.only_for });
  }

  #add(message) {
    this.all.set(message.key, { version: message.seq, ...message });
    return this.all.get(message.key);
  }

  #of(view, who) {
    return [...this.all.values()].filter((one) => one.view === view && (!one.onlyFor || one.onlyFor === who || view.startsWith('@')));
  }

  /// What stands in a place; what belongs to a thread stands there only when the message that began it is gone.
  inPlace(view, who) {
    return this.#of(view, who).filter((one) => !one.thread || !this.all.has(one.thread));
  }

  inThread(root, who) {
    const first = this.all.get(root);
    return first ? [first, ...this.#of(first.view, who).filter((one) => one.thread === root)] : [];
  }

  replies(root, who) {
    return this.inThread(root, who).slice(1);
  }

  channels() {
    return [...new Set([...this.all.values()].map((one) => one.view).filter((view) => view.startsWith('#')))].map((view) => view.slice(1));
  }

  #unreadOf(view, who) {
    const seen = this.read.get(`${who} ${view}`) ?? 0;
    return this.#of(view, who).filter((one) => one.seq > seen && one.by !== who);
  }

  unread(view, who) {
    return this.#unreadOf(view, who).length;
  }

  /// What is meant for them: direct messages, and messages in these channels that name them.
  calls(who, channels) {
    const names = (one) => JSON.stringify(one.parts ?? '').includes(`"mention":${JSON.stringify(who)}`);
    const inChannels = channels.flatMap((name) => this.#unreadOf(channelView(name), who).filter(names));
    return this.unread(directView(who), who) + inChannels.length;
  }

  markRead(view, who) {
    const last = Math.max(0, ...this.#of(view, who).map((one) => one.seq));
    this.read.set(`${who} ${view}`, last);
  }
}
