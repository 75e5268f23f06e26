// The conversation in a terminal.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { chat, folder, run } from './helpers/program.mjs';
import { until } from './helpers/wait.mjs';

const env = { BACKWALK_LISTEN: '127.0.0.1:0' };

test('what is typed is answered, and it ends with its input', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  const typed = 'start Billing live by 2099-10-30\nstatus\nbefore goal switch on for 2d\n\nretrace';
  const ran = await run(['chat', '--store', store, '--as', 'anna'], { env, input: typed });
  assert.equal(ran.status, 0, ran.err);
  assert.match(ran.out, /You are @anna/);
  assert.match(ran.out, /Billing live/);
  assert.match(ran.out, /switch on/);
  assert.match(ran.out, /-> type: /);
  assert.doesNotMatch(ran.out, /"text"/);
  const farewell = await run(['chat', '--store', store, '--as', 'anna'], { env, input: 'list\nexit\nstart Never by 2099-10-30\n' });
  assert.equal(farewell.status, 0);
  assert.match(farewell.out, /Billing live/);
  assert.doesNotMatch(farewell.out, /Never/);
});

test('it ends where the first thing said is exit, or nothing is', async (t) => {
  for (const input of ['exit\n', '']) {
    const ran = await run(['chat', '--store', path.join(folder(t), 'plan.db'), '--as', 'anna'], { env, input });
    assert.equal(ran.status, 0, ran.err);
  }
});

test('reminders arrive in it', async (t) => {
  const service = await chat(t, { store: path.join(folder(t), 'plan.db') }, '--as', 'anna', '--zone', 'Europe/Berlin');
  await service.setClock('2026-10-12T09:00:00+02:00');
  service.child.stdin.write('start Billing live by 30 oct\nbefore goal switch on for 2d owner me\n');
  await until('it is answered', () => /A1/.test(service.log.out));
  await service.setClock('2026-10-27T09:00:00+01:00');
  await until('the reminder arrives', () => /must start by/.test(service.log.out));
  assert.equal((await service.request('GET', '/readyz')).status, 200);
  service.child.stdin.end();
  assert.equal(await service.ended(), 0);
});

test('the playground shows what is typed in it', async (t) => {
  const service = await chat(t, { store: path.join(folder(t), 'plan.db') }, '--as', 'anna', '--in', 'launch');
  service.child.stdin.write('start Billing live by 2099-10-30\n');
  await until('it is answered', () => /Started/.test(service.log.out));
  const { events } = JSON.parse((await service.request('GET', '/try/events?run=x&after=0')).body);
  assert.deepEqual(events.map((each) => each.said).find(Boolean), { by: 'anna', to: { channel: 'launch' }, text: 'start Billing live by 2099-10-30' });
});

test('it ends at a signal while nobody types', async (t) => {
  const service = await chat(t, { store: path.join(folder(t), 'plan.db') }, '--as', 'anna', '--in', 'launch');
  assert.equal(await service.stop('SIGINT'), 0);
});

test('a form is asked question by question', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  const typed = ['start', '', 'Billing "live" by owner @ben', '2001-01-01', 'soonish', '2099-10-30', 'list', 'exit'].join('\n');
  const ran = await run(['chat', '--store', store, '--as', 'anna'], { env, input: `${typed}\n` });
  assert.equal(ran.status, 0, ran.err);
  assert.match(ran.out, /Say: start TITLE by DATE/);
  assert.match(ran.out, /Title - .*\? This one is needed/);
  assert.match(ran.out, /has passed[^]*Date - .*\? I could not read “soonish”/);
  assert.equal(ran.out.split('Title - ').length - 1, 2, 'only what was wrong is asked again');
  assert.match(ran.out, /Started .*“Billing "live" by owner @ben”/);
  assert.match(ran.out, /2099/);
});

test('a form is left by cancel, and by the end of the input', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  const left = await run(['chat', '--store', store, '--as', 'anna'], { env, input: 'start\nBilling live\ncancel\nlist\n' });
  assert.equal(left.status, 0, left.err);
  assert.match(left.out, /Left; nothing was done\./);
  assert.doesNotMatch(left.out, /Started/);
  const ended = await run(['chat', '--store', store, '--as', 'anna'], { env, input: 'start\nBilling live\n' });
  assert.equal(ended.status, 0, ended.err);
  assert.doesNotMatch(ended.out, /Started/);
});

test('in a channel a form starts the team\'s plan', async (t) => {
  const store = path.join(folder(t), 'plan.db');
  const typed = 'start\nBilling live\n2099-10-30\n\nstatus\nexit\n';
  const ran = await run(['chat', '--store', store, '--as', 'anna', '--in', 'launch'], { env, input: typed });
  assert.equal(ran.status, 0, ran.err);
  assert.match(ran.out, /Owner - .*\(Enter leaves it out\)\? /);
  assert.match(ran.out, /-- #launch\n[^]*Billing live/);
});
