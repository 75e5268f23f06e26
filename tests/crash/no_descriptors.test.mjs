// The service when it has no file descriptors left: it goes on for those it has let in, takes the others when there is room again, and says
// so once. On a build without sanitizers, whose runtime wants descriptors of its own.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test from 'node:test';
import { folder, serve } from '../e2e/helpers/program.mjs';
import { until } from '../e2e/helpers/wait.mjs';

const ROOM = 3;
const GUESTS = 8;

/// A connection that has asked once; `answers` counts what came back.
function guest(t, port) {
  const one = { socket: net.connect(port, '127.0.0.1'), answers: 0 };
  one.ask = () => one.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  one.socket.on('data', (bytes) => { one.answers += bytes.toString().split('HTTP/1.1 200').length - 1; });
  one.socket.on('error', () => {});
  t.after(() => one.socket.destroy());
  one.ask();
  return one;
}

test('nobody is lost when there are no descriptors left', async (t) => {
  const service = await serve(t, { store: path.join(folder(t), 'plans.db') });
  const { pid } = service.child;
  const taken = new Set(fs.readdirSync(`/proc/${pid}/fd`).map(Number));
  let most = 0;
  for (let left = ROOM; left > 0; most += 1) left -= taken.has(most) ? 0 : 1;
  execFileSync('prlimit', ['--pid', String(pid), `--nofile=${most}:${most}`]);
  const { port } = new URL(service.address);
  const guests = Array.from({ length: GUESTS }, () => guest(t, port));
  const served = () => guests.filter((one) => one.answers > 0);
  await until('it has no room and who is in is served',
    () => service.log.err.includes('cannot accept connections') && served().length > 0);
  const first = served();
  assert.ok(first.length > 0 && first.length < GUESTS, `${first.length} of ${GUESTS} were served`);
  first[0].ask();
  await until('who is in is served again', () => first[0].answers === 2);
  while (served().length < GUESTS) {
    const before = served();
    for (const one of before) one.socket.destroy();
    await until('the next have come in', () => served().length > before.length);
  }
  assert.equal((await service.request('GET', '/readyz')).status, 200);
  assert.ok(service.log.err.split('cannot accept connections').length - 1 <= GUESTS, 'it does not fill the log');
  assert.equal(await service.stop(), 0);
});
