// Slack's end of Socket Mode: gives addresses away, says hello, delivers envelopes to any one connection, and again when they are not
// acknowledged in time.
import crypto from 'node:crypto';
import { agree, refuse } from './web_socket_server.mjs';
import { until } from './wait.mjs';

const TRIES = 4; // the first and three more

export class Sockets {
  /// Connections that said hello and have not ended, oldest first: {peer, number, isLeaving}.
  open = [];
  /// Every connection that there ever was.
  all = [];
  /// Every acknowledgement: {envelope_id, payload, ms (since that delivery), connection}.
  acknowledged = [];
  /// Every delivery: {envelope, connection, at}.
  delivered = [];
  /// How long an acknowledgement may take before the envelope is delivered again.
  patienceMs = 3000;
  /// Asked with each connection before its hello; what it returns is sent instead.
  greeting = () => null;

  #tickets = new Set();
  #waiting = new Map(); // envelope id -> {envelope, resolve, timer, tries}
  #turn = 0;

  /// The answer to apps.connections.open.
  address(port) {
    const ticket = crypto.randomUUID();
    this.#tickets.add(ticket);
    return { ok: true, url: `ws://127.0.0.1:${port}/link/?ticket=${ticket}&app_id=A1` };
  }

  take(request, socket) {
    const ticket = new URL(request.url, 'http://x').searchParams.get('ticket');
    if (!this.#tickets.delete(ticket)) {
      refuse(socket, 403);
      return;
    }
    const connection = { peer: agree(request, socket), number: this.all.length + 1, isLeaving: false };
    this.all.push(connection);
    connection.peer.onText = (text) => this.#hear(connection, text);
    connection.peer.onEnd = () => { this.open = this.open.filter((other) => other !== connection); };
    const instead = this.greeting(connection);
    if (instead) {
      connection.peer.send(JSON.stringify(instead));
      return;
    }
    this.open.push(connection);
    connection.peer.send(JSON.stringify({ type: 'hello', num_connections: this.open.length, connection_info: { app_id: 'A1' },
      debug_info: { host: 'stand-in', build_number: 1, approximate_connection_time: 18060 } }));
  }

  /// Resolves with the acknowledgement: {payload, ms, connection}. `to`: over this connection at first, else over any.
  deliver(type, payload, { accepts = type === 'slash_commands', to, retry = true } = {}) {
    const envelope = { envelope_id: crypto.randomUUID(), type, payload, accepts_response_payload: accepts };
    return new Promise((resolve) => {
      this.#waiting.set(envelope.envelope_id, { envelope, resolve, tries: 0, retry });
      this.#send(envelope.envelope_id, to);
    });
  }

  /// Tells that a connection will be closed. The service is expected to open another before it leaves this one.
  disconnect(connection, reason = 'warning') {
    connection.isLeaving = true;
    connection.peer.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'stand-in' } }));
  }

  async connected(count = 1) {
    await until(`${count} sockets are open`, () => this.open.filter((one) => one.peer.isOpen && !one.isLeaving).length >= count);
    return this.open.filter((one) => one.peer.isOpen && !one.isLeaving);
  }

  end() {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    for (const { peer } of this.all) peer.socket.destroy();
  }

  #send(id, to) {
    const waiting = this.#waiting.get(id);
    if (!waiting || waiting.tries === TRIES) return;
    const able = this.open.filter((one) => one.peer.isOpen);
    const connection = to?.peer.isOpen ? to : able[(this.#turn += 1) % able.length];
    waiting.timer = setTimeout(() => this.#send(id), connection ? this.patienceMs : 20);
    if (!connection) return;
    const envelope = { ...waiting.envelope };
    if (waiting.tries > 0) Object.assign(envelope, { retry_attempt: waiting.tries, retry_reason: 'timeout' });
    waiting.tries += 1;
    waiting.at = performance.now();
    if (!waiting.retry) clearTimeout(waiting.timer);
    this.delivered.push({ envelope, connection });
    connection.peer.send(JSON.stringify(envelope));
  }

  #hear(connection, text) {
    const { envelope_id: id, payload } = JSON.parse(text);
    const waiting = this.#waiting.get(id);
    const acknowledgement = { envelope_id: id, payload, connection, ms: waiting ? performance.now() - waiting.at : null };
    this.acknowledged.push(acknowledgement);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    waiting.resolve(acknowledgement);
  }
}
