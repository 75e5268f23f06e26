// The server's end of WebSockets, as far as RFC 6455 is needed here: text in any number of frames, ping, pong, close.
import crypto from 'node:crypto';

const CODE = { more: 0, text: 1, close: 8, ping: 9, pong: 10 };

function frame(code, payload) {
  const long = payload.length < 126 ? 0 : payload.length < 65536 ? 2 : 8;
  const header = Buffer.alloc(2 + long);
  header[0] = 0x80 | code;
  header[1] = long === 0 ? payload.length : long === 2 ? 126 : 127;
  if (long === 2) header.writeUInt16BE(payload.length, 2);
  if (long === 8) header.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([header, payload]);
}

/// The first frame in these bytes: {code, isLast, payload, size}; null when it has not come whole.
function first(bytes) {
  if (bytes.length < 2) return null;
  const short = bytes[1] & 0x7f;
  const long = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + long) return null;
  const length = long === 0 ? short : long === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if ((bytes[1] & 0x80) === 0) throw new Error('a client must mask its frames');
  const from = 2 + long + 4;
  if (bytes.length < from + length) return null;
  const mask = bytes.subarray(from - 4, from);
  const payload = Buffer.from(bytes.subarray(from, from + length).map((byte, i) => byte ^ mask[i % 4]));
  return { code: bytes[0] & 0x0f, isLast: (bytes[0] & 0x80) !== 0, payload, size: from + length };
}

/// One connection. `onText` and `onEnd` are called with what comes; `pongs` counts answers to pings.
export class Peer {
  isOpen = true;
  pongs = 0;
  onText = () => {};
  onEnd = () => {};
  #bytes = Buffer.alloc(0);
  #text = [];

  constructor(socket) {
    this.socket = socket;
    socket.on('data', (some) => this.#take(some));
    socket.on('error', () => {});
    socket.on('close', () => this.#end());
  }

  send(text) { this.#write(CODE.text, Buffer.from(text)); }
  ping() { this.#write(CODE.ping, Buffer.from('ping')); }
  close(status = 1000) {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(status);
    this.#write(CODE.close, payload);
  }
  /// The connection is gone without a word.
  drop() { this.socket.resetAndDestroy(); }

  #write(code, payload) { if (this.isOpen && this.socket.writable) this.socket.write(frame(code, payload)); }
  #end() {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onEnd();
  }
  #take(some) {
    this.#bytes = Buffer.concat([this.#bytes, some]);
    for (let got = first(this.#bytes); got; got = first(this.#bytes)) {
      this.#bytes = this.#bytes.subarray(got.size);
      if (got.code === CODE.pong) this.pongs += 1;
      if (got.code === CODE.ping) this.#write(CODE.pong, got.payload);
      if (got.code === CODE.close) {
        this.#write(CODE.close, got.payload);
        this.socket.end();
        this.#end();
        return;
      }
      if (got.code !== CODE.text && got.code !== CODE.more) continue;
      this.#text.push(got.payload);
      if (got.isLast) this.onText(Buffer.concat(this.#text.splice(0)).toString());
    }
  }
}

/// Agrees to an upgrade of node's http server and returns the connection.
export function agree(request, socket) {
  const key = request.headers['sec-websocket-key'];
  const accept = crypto.createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  return new Peer(socket);
}

export function refuse(socket, status) {
  socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}
