#!/usr/bin/env node
// Destroys the service at random moments under load and looks what is left. Each round talks to the real program over a Slack stand-in that
// misbehaves, then kills it (SIGKILL), or lets the power go under its disk (libpower_cut.so, tests/power), and starts it again on the same
// store while the product clock goes on. At the end every acknowledged command must stand in a log, once; `backwalk check` must find nothing.
//
//   crash.mjs [--kills N] [--cuts N] [--seed N] [--look-up] [--lying-disk]
//
// --look-up sets SLACK_LOOK_UP=1: then no message may come twice; without it such messages are counted. --lying-disk expects losses: it
// fails when there are none. BACKWALK_BIN names the program, BACKWALK_BUILD the folder of libpower_cut.so.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { binary, run, serve } from '../e2e/helpers/program.mjs';
import { Crowd } from './crowd.mjs';
import { Dice } from './dice.mjs';
import { FaultySlack } from './faulty_slack.mjs';

const { values: given } = parseArgs({
  options: {
    kills: { type: 'string', default: '10' }, cuts: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' },
    // How long the last life may take: all that waits may go out, at the pace of a platform. What is left when it ends must still be moving.
    'drain-seconds': { type: 'string', default: '3600' },
    'look-up': { type: 'boolean', default: false }, 'lying-disk': { type: 'boolean', default: false },
  },
});
const HOUR = 3600 * 1000;
const LONGEST_ROUND_MS = 5000;
const STANDSTILL_MS = 60_000;  // messages are paced, so a long run leaves many to go out at the end: it is over when none goes any more
const here = path.dirname(new URL(import.meta.url).pathname);
const library = path.join(process.env.BACKWALK_BUILD ?? path.dirname(binary), 'libpower_cut.so');

const dice = new Dice(Number(given.seed));
const endings = [];
const t = { name: 'crash', after: (end) => endings.push(end) };
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backwalk-crash-'));
const store = path.join(folder, 'plans.db');
const slack = await FaultySlack.start(t, dice);
const crowd = new Crowd(dice);
const done = { kills: 0, cuts: 0, 'cuts at the start': 0 };
let ahead = 0;  // of the product clock before the wall clock
const now = () => Date.now() + ahead;

const environment = (more = {}) => ({ ...slack.env, BACKWALK_LOG: 'warning', ...(given['look-up'] ? { SLACK_LOOK_UP: '1' } : {}), ...more });

async function begin(more) {
  const service = await serve(t, { store, env: environment(more) });
  endings.pop();  // it ends in its round
  return service;
}

/// Sets the clock, a part of a day later each time, and lets people talk until `isOver` or the end of the service.
async function live(service, isOver) {
  ahead += dice.below(8) * HOUR;
  try {
    await service.setClock(new Date(now()).toISOString());
  } catch {
    return;
  }
  await crowd.talk(service, now, isOver);
}

async function kill() {
  const service = await begin();
  let isKilled = false;
  const talking = live(service, () => isKilled);
  await pause(20 + dice.below(600));
  isKilled = true;
  await service.stop('SIGKILL');
  await talking;
  done.kills += 1;
}

async function cut() {
  const changes = 1 + dice.below(dice.of([40, 400, 400, 3000]));
  const lies = given['lying-disk'] ? { BACKWALK_POWER_LIES: '1' } : {};
  let service;
  try {
    service = await begin({ LD_PRELOAD: library, BACKWALK_POWER_CUT: `${dice.below(2 ** 31)}:${changes}`, ...lies });
  } catch (error) {
    if (!/power cut/.test(error.message)) throw error;
    done['cuts at the start'] += 1;
    return;
  }
  const end = Date.now() + LONGEST_ROUND_MS;
  await live(service, () => Date.now() > end);
  await service.stop('SIGKILL');
  if (/power cut/.test(service.log.err)) done.cuts += 1;
  else done.kills += 1;
}

const python = async (what, ...more) => (await promisify(execFile)('python3', [path.join(here, '..', 'e2e', 'helpers', 'plan_log.py'), what,
  store, ...more], { maxBuffer: 1 << 30 })).stdout;

/// A last life without faults: what waits goes out.
async function settle() {
  slack.isFaulty = false;
  const service = await begin();
  await service.setClock(new Date(now()).toISOString());
  let left = { waiting: Infinity, due: Infinity };
  let movedAt = Date.now();
  const end = movedAt + 1000 * Number(given['drain-seconds']);
  do {
    await pause(250);
    const seen = JSON.parse(await python('due', String(now())));
    if (seen.waiting + seen.due < left.waiting + left.due) movedAt = Date.now();
    left = seen;
  } while (left.waiting + left.due > 0 && Date.now() < movedAt + STANDSTILL_MS && Date.now() < end);
  await service.stop('SIGTERM');
  return { ...left, isStuck: left.waiting + left.due > 0 && Date.now() >= movedAt + Math.min(STANDSTILL_MS, 20_000) };
}

/// Every title of the log -> how many commands carry it.
async function logged() {
  const titles = new Map();
  for (const line of (await python('log')).split('\n').filter(Boolean)) {
    const entry = JSON.parse(line);
    for (const title of new Set(JSON.stringify(entry.edits).match(/Thing\d+x/g) ?? [])) titles.set(title, (titles.get(title) ?? 0) + 1);
  }
  return titles;
}

const wrong = [];
try {
  const rounds = [...Array(Number(given.kills)).fill(kill), ...Array(Number(given.cuts)).fill(cut)];
  for (let i = rounds.length - 1; i > 0; i -= 1) {
    const other = dice.below(i + 1);
    [rounds[i], rounds[other]] = [rounds[other], rounds[i]];
  }
  for (const [i, round] of rounds.entries()) {
    await round();
    if (i % 50 === 49) console.error(`${i + 1} rounds, ${crowd.acknowledged.length} commands acknowledged`);
  }
  const left = await settle();
  const titles = await logged();
  const lost = crowd.acknowledged.filter((title) => !titles.has(title));
  if (lost.length > 0) wrong.push(`acknowledged and lost: ${lost.join(' ')}`);
  const twice = [...titles].filter(([, times]) => times > 1).map(([title]) => title);
  if (twice.length > 0) wrong.push(`done twice: ${twice.join(' ')}`);
  if (crowd.acknowledged.length < rounds.length) wrong.push(`only ${crowd.acknowledged.length} commands were acknowledged`);
  if (left.isStuck) wrong.push(`${left.waiting} messages wait for ever`);
  if (given['look-up'] && slack.doubles.length > 0) wrong.push(`sent twice: ${slack.doubles.join(' ')}`);
  const checked = await run(['check', '--store', store], { env: environment() });
  if (!/^good {2}what is in it/m.test(checked.out)) wrong.push(`check: ${checked.out}${checked.err}`);
  console.log(JSON.stringify({
    seed: Number(given.seed), ...done, asked: crowd.book.size, acknowledged: crowd.acknowledged.length, answered503: crowd.unavailable,
    notUnderstood: crowd.refused.length, logged: titles.size, messages: slack.taken.size, sentTwice: slack.doubles.length, whisperedTwice: slack.doubledWhispers, lookUps: slack.lookUps, faults: slack.faults,
    outbox: JSON.parse(await python('outbox')), check: /what is in it \((.*)\)/.exec(checked.out)?.[1],
  }));
  if (crowd.refused.length > 0) console.log(crowd.refused.slice(0, 3).join('\n'));
} catch (error) {
  wrong.push(String(error.message ?? error).slice(0, 2000));
}
for (const end of endings) await end();
const isAsExpected = given['lying-disk'] ? wrong.length > 0 : wrong.length === 0;
for (const complaint of wrong) console.log(`${given['lying-disk'] ? 'found' : 'WRONG'}: ${complaint}`);
if (given['lying-disk'] && wrong.length === 0) console.log('WRONG: the lying disk lost nothing');
if (isAsExpected) fs.rmSync(folder, { recursive: true, force: true });
else console.log(`the store is kept: ${store}; seed ${given.seed}`);
process.exit(isAsExpected ? 0 : 1);
