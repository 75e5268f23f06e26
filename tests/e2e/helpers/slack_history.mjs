// What the stand-in remembers of the messages that it took, as conversations.history and conversations.replies tell it.
export class History {
  #messages = [];

  keep({ channel, ts, text, metadata, thread_ts: root }) {
    this.#messages.push({ channel, ts, text, metadata, root });
  }

  answer(method, body, isForm) {
    if (method === 'conversations.open') return { ok: true, already_open: true, channel: { id: `D${body.users.slice(1)}` } };
    if (method !== 'conversations.history' && method !== 'conversations.replies') return { ok: false, error: 'unknown_method' };
    if (!isForm) return { ok: false, error: 'invalid_form_data' };
    const isReplies = method === 'conversations.replies';
    if (isReplies && !this.#messages.some((message) => message.ts === body.ts)) return { ok: false, error: 'thread_not_found' };
    const found = this.#messages.filter((message) => message.channel === body.channel && Number(message.ts) >= Number(body.oldest ?? 0)
      && (isReplies ? message.root === body.ts || message.ts === body.ts : !message.root));
    const newest = isReplies ? found : [...found].reverse();
    const limit = Number(body.limit ?? 100);
    const messages = newest.slice(0, limit).map(({ ts, text, metadata, root }) => ({
      type: 'message', ts, text, ...(root ? { thread_ts: root } : {}), ...(body.include_all_metadata === 'true' && metadata ? { metadata } : {}),
    }));
    return { ok: true, messages, has_more: newest.length > limit };
  }
}
