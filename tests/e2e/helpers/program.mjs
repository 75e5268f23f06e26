// The real binary: one command that ends, or the service. Every test has its own folder, store and environment.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './wait.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
export const binary = path.resolve(process.env.BACKWALK_BIN ?? path.join(root, 'build', 'asan', 'backwalk'));

/// A folder that is removed when the test is over.
export function folder(t) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'backwalk-e2e-'));
  // What a service that still runs writes into it meanwhile must not make this hook throw: then no other would run, and nobody would end it.
  t.after(() => {
    try {
      fs.rmSync(made, { recursive: true, force: true });
    } catch {
      process.on('exit', () => fs.rmSync(made, { recursive: true, force: true, maxRetries: 5 }));
    }
  });
  return made;
}

function environment(extra) {
  const kept = ['PATH', 'HOME', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS'].filter((name) => process.env[name] !== undefined);
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), TZ: 'UTC', ...extra };
}

/// Runs one command to its end: {status, out, err}.
export function run(args, { env = {}, input = '', cwd } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { env: environment(env), cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (bytes) => { out += bytes; });
    child.stderr.on('data', (bytes) => { err += bytes; });
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status: status ?? signal, out, err }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/// One utterance on the console: {status, messages, err}.
export async function say(store, text, { now, zone = 'Europe/Berlin', as = 'anna', channel } = {}) {
  const where = channel ? ['--in', channel] : [];
  const ran = await run(['say', '--store', store, '--now', now, '--zone', zone, '--as', as, ...where, '--json', '--', text]);
  return { status: ran.status, err: ran.err, messages: lines(ran.out) };
}

export async function tick(store, now) {
  const ran = await run(['tick', '--store', store, '--now', now, '--json']);
  return { status: ran.status, err: ran.err, messages: lines(ran.out) };
}

const lines = (text) => text.split('\n').filter(Boolean).map((line) => JSON.parse(line));

/// A running `serve`.
export class Service {
  constructor(child, address, log) {
    this.child = child;
    this.address = address;
    this.log = log;
    this.ca = undefined; // of an https service: what the tests trust
    this.http = address.startsWith('https:') ? https : http;
    this.agent = new this.http.Agent({ keepAlive: true, maxSockets: 64 });
  }

  /// {status, headers, body}. Rejects when the connection breaks.
  request(method, target, { headers = {}, body = '' } = {}) {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(this.address);
      const length = method === 'GET' || method === 'HEAD' ? {} : { 'Content-Length': Buffer.byteLength(body) };
      const request = this.http.request({ agent: this.agent, ca: this.ca, hostname, port, method, path: target, headers: { ...length, ...headers } });
      request.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => { text += part; });
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /// Sets the product clock (demo mode).
  async setClock(now) {
    const { status } = await this.request('POST', '/try/clock', { body: JSON.stringify({ now }) });
    if (status !== 200) throw new Error(`/try/clock answered ${status}`);
  }

  /// Ends it and resolves with its exit status (or the signal's name).
  stop(signal = 'SIGTERM') {
    const ended = this.ended();
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return ended;
  }

  ended() {
    this.agent.destroy();
    const { child } = this;
    const status = () => child.exitCode ?? child.signalCode;
    if (status() !== null) return Promise.resolve(status());
    return new Promise((resolve) => child.once('exit', () => resolve(status())));
  }
}

// What still runs when the tests end otherwise than they should.
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/// Starts the service (`serve`, or `chat` with its input open) on a free port; stopped when the test is over.
async function start(t, args, { store, env = {} }, input) {
  const child = spawn(binary, args, {
    env: environment({ BACKWALK_LISTEN: '127.0.0.1:0', BACKWALK_STORE: `sqlite:${store}`, BACKWALK_DEMO: '1', ...env }),
    stdio: [input, 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const log = { out: '', err: '' };
  child.stdout.on('data', (bytes) => { log.out += bytes; });
  child.stderr.on('data', (bytes) => { log.err += bytes; });
  const found = await until('the service listens', () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${args[0]} ended: ${log.out}${log.err}`);
    return /https?:\/\/127\.0\.0\.1:\d+/.exec(log.out);
  });
  const service = new Service(child, found[0], log);
  t.after(() => service.stop('SIGKILL'));
  return service;
}

export const serve = (t, options) => start(t, ['serve'], options, 'ignore');
export const chat = (t, options, ...flags) => start(t, ['chat', ...flags], options, 'pipe');
