// The store in trouble, seen from outside: refused with a sentence, and well again by itself.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { folder, run, serve } from './helpers/program.mjs';
import { Slack, sendCommand } from './helpers/slack.mjs';
import { MONDAY } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

async function begin(t) {
  const slack = await Slack.start(t);
  const store = path.join(folder(t), 'plan.db');
  const service = await serve(t, { store, env: slack.env });
  await service.setClock(MONDAY);
  return { slack, service, store };
}

/// Another program that holds the database's lock until `let_go`.
async function lock(t, store) {
  const hold = 'import sqlite3,sys; c=sqlite3.connect(sys.argv[1],isolation_level=None,timeout=30); c.execute("begin immediate"); print("held",flush=True); input()';
  const child = spawn('python3', ['-c', hold, store], { stdio: ['pipe', 'pipe', 'ignore'] });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (bytes) => { said += bytes; });
  await until('it is locked', () => said.includes('held'));
  return () => new Promise((resolve) => { child.once('exit', resolve); child.stdin.end('\n'); });
}

/// Overwrites the page that the table of log lines begins with.
function damage(store) {
  const code = 'import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); print(c.execute("select rootpage from sqlite_master where name=\'log_lines\'").fetchone()[0]); c.execute("pragma wal_checkpoint(truncate)"); c.close()';
  return new Promise((resolve) => {
    const child = spawn('python3', ['-c', code, store]);
    let page = '';
    child.stdout.on('data', (bytes) => { page += bytes; });
    child.once('close', () => {
      const file = fs.openSync(store, 'r+');
      fs.writeSync(file, Buffer.alloc(4096, 0xaa), 0, 4096, (Number(page) - 1) * 4096);
      fs.closeSync(file);
      resolve();
    });
  });
}

test('a locked database: 503 for what writes, answers for what reads, and nothing twice afterwards', async (t) => {
  const { service, store } = await begin(t);
  assert.equal((await sendCommand(service, 'start Billing live by 30 oct')).status, 200);
  const letGo = await lock(t, store);
  const about = { trigger: 'the-same-trigger' };
  const refused = await sendCommand(service, 'before goal switch on for 2d', about);
  assert.equal(refused.status, 503);
  assert.match(refused.headers['retry-after'], /^\d+$/);
  const read = await sendCommand(service, 'retrace');
  assert.equal(read.status, 200);
  assert.match(read.body, /Billing live/);
  const ready = await service.request('GET', '/readyz');
  assert.equal(ready.status, 503);
  assert.equal(ready.body, 'the store is locked by another program\n');
  assert.equal((await service.request('GET', '/healthz')).status, 200);
  await letGo();
  assert.equal((await service.request('GET', '/readyz')).status, 200);
  assert.match((await sendCommand(service, 'before goal switch on for 2d', about)).body, /A1 switch on/);
  assert.doesNotMatch((await sendCommand(service, 'retrace')).body, /A2/);
});

test('a damaged file: serve and check refuse it and tell what to do', async (t) => {
  const { service, store } = await begin(t);
  assert.equal((await sendCommand(service, 'start Billing live by 30 oct')).status, 200);
  const good = await run(['check', '--store', store]);
  assert.match(good.out, /^good {2}what is in it \(1 plans, 1 edits\)$/m);
  await service.stop();
  await damage(store);
  const env = { BACKWALK_STORE: `sqlite:${store}`, BACKWALK_LISTEN: '127.0.0.1:0' };
  const refused = await run(['serve'], { env });
  assert.equal(refused.status, 1);
  assert.match(refused.err, /plan\.db is damaged: .+\. Stop Backwalk, keep .+plan\.db-wal and .+ put the last backup in their place\n$/);
  const checked = await run(['check', '--store', store], { env });
  assert.equal(checked.status, 1);
  assert.match(checked.out, /^bad {3}store .+ is damaged/m);
});

test('a second serve on the same store is refused, also when the first was killed and a third took over', async (t) => {
  const { service, slack, store } = await begin(t);
  const env = { ...slack.env, BACKWALK_STORE: `sqlite:${store}`, BACKWALK_LISTEN: '127.0.0.1:0' };
  const refusal = `backwalk: the store ${store} is in use by another Backwalk process\n`;
  assert.equal((await run(['serve'], { env })).err, refusal);
  await service.stop('SIGKILL');
  await serve(t, { store, env: slack.env });
  const second = await run(['serve'], { env });
  assert.equal(second.err, refusal);
  assert.equal(second.status, 1);
});
