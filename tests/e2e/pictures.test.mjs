// Pictures: drawn beside the conversation, kept as files beside the store, served under addresses that are signed and expire.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { folder, run, serve } from './helpers/program.mjs';

const now = '2026-10-12T09:00:00+02:00';

function teller(t, env = {}) {
  const store = path.join(folder(t), 'plan.db');
  const tell = async (text, ...flags) => {
    const ran = await run(['say', '--store', store, '--now', now, '--zone', 'Europe/Berlin', '--as', 'anna', '--in', 'launch', ...flags, text], { env });
    assert.equal(ran.err, '');
    return ran.out;
  };
  return { store, tell };
}

async function begin(tell) {
  for (const text of ['start Billing live by 30 oct', 'milestone Terms are signed by 16 oct', 'before M1 draft <b>the</b> terms for 2d owner me',
    'before goal switch on for 3d', 'kpi add Paying customers from 0 to 20', 'kpi K1 4']) await tell(text);
}

const isPng = (bytes) => bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));

test('the timeline is a file beside the store, and its words say the same', async (t) => {
  const { store, tell } = teller(t);
  await begin(tell);
  const told = await tell('timeline');
  assert.match(told, /Timeline of BILL/);
  assert.match(told, /A1 draft <b>the<\/b> terms \(anna\): (safe start|start by) /);
  assert.match(told, /M1 Terms are signed: by Fri 16 Oct/);
  const file = told.match(/picture: (.*\.png)/)[1];
  assert.equal(path.dirname(file), path.join(path.dirname(store), 'pictures'));
  assert.ok(isPng(fs.readFileSync(file)));
  const paced = await tell('pace K1');
  assert.match(paced, /Course of K1 Paying customers/);
  assert.ok(isPng(fs.readFileSync(paced.match(/picture: (.*\.png)/)[1])));
});

test('words and picture tell the same projection, and none before there are eight readings', async (t) => {
  const { store, tell } = teller(t);
  await begin(tell);
  const read = (day, value) => run(['say', '--store', store, '--now', `2026-10-${day}T17:00:00+02:00`, '--zone', 'Europe/Berlin', '--as', 'anna', '--in', 'launch',
    `kpi K1 ${value}`]);
  const pace = async () => (await run(['say', '--store', store, '--now', '2026-10-21T09:00:00+02:00', '--zone', 'Europe/Berlin', '--as', 'anna', '--in', 'launch', 'pace'])).out;
  let answer;
  for (let day = 13; day <= 18; day += 1) answer = await read(day, day - 8 + (day % 3) / 10);
  assert.match(answer.out, /At this pace: /);
  const before = await pace();
  assert.match(before, /Projected: from 8 readings on; there are 7\./);
  assert.doesNotMatch(before, /heading for/);
  answer = await read(19, 11.3);
  const after = await pace();
  const [, value, low, high] = /Projected: ([\d.]+) on Fri 30 Oct \(([-\d.]+) to ([\d.]+) with 80 %; a trend counts from 26 readings on\)\./.exec(after);
  assert.ok(after.includes(`heading for ${value} (${low} to ${high}, 80 %)`), after);
  assert.ok(answer.out.includes(`Projected: ${value} on Fri 30 Oct (${low} to ${high}`), answer.out);
  assert.doesNotMatch(answer.out, /At this pace/);
});

test('several KPIs are one picture, three at most', async (t) => {
  const { tell } = teller(t);
  await begin(tell);
  for (const number of [2, 3, 4]) await tell(`kpi add Number ${number} from 0 to 20`);
  const told = await tell('pace');
  assert.match(told, /K4 Number 4/);
  assert.match(told, /Course of K1 Paying customers.*\n.*Course of K2 Number 2.*\n.*Course of K3 Number 3/);
  assert.doesNotMatch(told, /Course of K4/);
  const [, file] = /picture: (.*-k1-k2-k3\.png)/.exec(told);
  assert.ok(isPng(fs.readFileSync(file)));
  assert.match(await tell('pace K4'), /picture: .*-k4\.png/);
});

test('the words of a long plan are cut for others, and whole on the console', async (t) => {
  const { tell } = teller(t);
  await begin(tell);
  for (let number = 1; number <= 30; number += 1) await tell(`before M1 deed number ${number}, the thirtieth part of all that there is to do for 1d owner me`);
  const told = await tell('timeline');
  for (const number of [1, 15, 30]) assert.match(told, new RegExp(`deed number ${number}, [^\n]* \\(anna\\)`));
  const line = (await tell('timeline', '--json')).trim().split('\n').map((each) => JSON.parse(each)).find((each) => each.picture);
  assert.match(line.picture.alt, /\nGoal Billing live: .*\nM1 Terms are signed: [^]*\nand \d+ more lines$/);
  assert.match(line.text, /deed number 30, .* \(anna\)/);
});

test('a picture is had on a dark ground and as SVG', async (t) => {
  const { tell } = teller(t);
  await begin(tell);
  const file = (told) => told.match(/picture: (.*)/)[1];
  const light = file(await tell('timeline'));
  const dark = file(await tell('timeline dark'));
  assert.match(dark, /-timeline-dark\.png$/);
  assert.notDeepEqual(fs.readFileSync(dark), fs.readFileSync(light));
  const svg = fs.readFileSync(file(await tell('timeline svg')), 'utf8');
  assert.match(svg, /<svg[^>]* role="img"/);
  assert.match(svg, /&lt;b&gt;the&lt;\/b&gt; terms/, 'what was typed stands there as words');
  assert.match(file(await tell('pace K1 svg dark')), /-k1-dark\.svg$/);
  assert.match(await tell('timeline purple'), /purple/, 'anything else is named');
});

test('the fever chart counts from the commit on', async (t) => {
  const { tell } = teller(t);
  await begin(tell);
  assert.match(await tell('fever'), /not committed/);
  await tell('owner A2 me');
  await tell('commit every 2w');
  const told = await tell('fever');
  assert.match(told, /0 % of the buffer used, 0 % of the way done, so: fine/);
  assert.match(told, /picture: .*-fever\.png/);
});

test('a picture has an address that is served, signed and nobody else\'s', async (t) => {
  const { store, tell } = teller(t, { BACKWALK_PUBLIC_URL: 'https://plans.example' });
  await begin(tell);
  const line = (await tell('timeline', '--json')).trim().split('\n').map((each) => JSON.parse(each)).find((each) => each.picture);
  assert.match(line.picture.address, /^https:\/\/plans\.example\/p\/p1-[0-9]+-2026-10-12-timeline\.[0-9]+\.[0-9a-f]{32}\.png$/);
  assert.match(line.picture.alt, /^Timeline of BILL/);
  const target = new URL(line.picture.address).pathname;
  const service = await serve(t, { store, env: {} });
  const answer = await fetch(`${service.address}${target}`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'image/png');
  assert.ok(isPng(Buffer.from(await answer.arrayBuffer())));
  for (const other of [target.replace('p1-', 'p2-'), '/p/key', '/p/..%2fkey', target.slice(0, -5) + '0.png.png']) {
    assert.equal((await fetch(`${service.address}${other}`)).status, 404, other);
  }
  assert.doesNotMatch(service.log.out + service.log.err, /timeline\./, 'the address is not logged');
});
