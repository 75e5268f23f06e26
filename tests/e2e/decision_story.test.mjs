// A slip past its room, thought about together, tried as what-ifs and applied (PRODUCT §6.6, conversation 4), through say and tick with a
// set clock: a golden page, and what nobody but the one who asked may see.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { folder, run } from './helpers/program.mjs';

const golden = path.join(path.dirname(fileURLToPath(import.meta.url)), 'golden', 'decision.txt');
const zones = { product: 'Europe/Berlin', dev: 'Europe/Warsaw', legal: 'Europe/Berlin', market: 'Europe/Berlin' };

const said = (at, who, text) => ({ at: `2026-${at}:00+02:00`, who, text });
/// What the button says that the same person was shown with this label.
const pressed = (at, who, label) => ({ at: `2026-${at}:00+02:00`, who, label });
const tick = (at) => ({ at: `2026-${at}:00+02:00` });

const before = [
  said('09-08T10:00', 'product', 'start EU self-serve billing live by 30 oct'),
  said('09-08T10:01', 'product', 'kpi add EU waitlist companies from 40 to 100'),
  said('09-08T10:02', 'product', 'milestone Terms and privacy signed'),
  said('09-08T10:03', 'product', 'milestone Tax engine works in staging'),
  said('09-08T10:04', 'product', 'milestone 20 customers finished the beta'),
  said('09-08T10:05', 'product', 'milestone Live'),
  said('09-08T10:06', 'product', 'action sign off the terms for 6/10/16d before M1 owner @legal'),
  said('09-08T10:07', 'product', 'action decide the prices for 2/3/6d owner @product'),
  said('09-08T10:08', 'product', 'action choose tax vendor for 5/7/14d owner @dev'),
  said('09-08T10:09', 'product', 'action integrate tax engine for 6/8/14d before M2 after A3 owner @dev'),
  said('09-08T10:10', 'product', 'action beta with 20 customers for 6/10/12d before M3 after M2 A1 owner @legal'),
  said('09-08T10:11', 'product', 'action launch page and docs for 3/5/8d before M4 after A2 owner @market'),
  said('09-08T10:12', 'product', 'action fix beta findings for 2/4/9d after M3 owner @dev'),
  said('09-08T10:13', 'product', 'action switch on and announce for 1d before M4 after A7 owner @product'),
  said('09-08T10:20', 'product', 'commit every 2w'),
  said('09-09T09:00', 'dev', 'started A3'),
  said('09-16T09:00', 'legal', 'started A1'),
  said('09-18T16:00', 'dev', 'done A3'),
  said('09-22T16:00', 'product', 'done A2'),
  said('09-23T09:00', 'dev', 'started A4'),
  said('09-29T16:00', 'legal', 'done A1'),
  said('09-29T16:01', 'legal', 'done M1'),
  tick('09-30T08:00'),
];
const story = [
  said('09-30T08:30', 'dev', 'chance'),
  said('09-30T08:40', 'dev', 'slip A4 12d left because keys came five days late'),
  pressed('09-30T08:41', 'dev', 'Record and think with product'),
  said('09-30T08:45', 'product', 'whatif 2 and 3'),
  said('09-30T08:45', 'product', 'who would it be in 1?'),
  pressed('09-30T08:45', 'product', 'Ask market'),
  said('09-30T08:46', 'market', 'who A4 yes'),
  said('09-30T08:46', 'legal', 'why A5'),
  said('09-30T08:47', 'product', 'whatif A5 6d and A4 8d left'),
  said('09-30T08:48', 'legal', 'apply'),
  said('09-30T08:50', 'product', 'apply 1+2 because beta cohort is already warm'),
  said('09-30T08:51', 'product', 'diff'),
  said('09-30T08:52', 'dev', 'apply 1'),
  said('09-30T08:53', 'product', 'status'),
  tick('10-01T18:00'),
];

function command(store, step, text) {
  if (!step.who) return ['tick', '--store', store, '--now', step.at, '--json'];
  return ['say', '--store', store, '--now', step.at, '--zone', zones[step.who], '--as', step.who, '--in', 'billing', '--json', text];
}

/// Tells the steps: [{step, text, status, messages}].
async function tell(store, steps) {
  const told = [];
  for (const step of steps) {
    let { text } = step;
    if (step.label) {
      const buttons = told.flatMap((one) => (one.step.who === step.who ? one.messages : [])).flatMap(({ buttons: some }) => some);
      text = buttons.filter(({ label }) => label === step.label).at(-1)?.say;
      assert.ok(text, `no button ${step.label}`);
    }
    const ran = await run(command(store, step, text), { env: { BACKWALK_ZONE: 'Europe/Berlin' } });
    assert.equal(ran.err, '', step.at);
    told.push({ step, text, status: ran.status, messages: ran.out.split('\n').filter(Boolean).map((line) => JSON.parse(line)) });
  }
  return told;
}

function seen({ to, visible, kind }) {
  if (to.user) return visible === 'dm' ? `@${to.user}` : `only @${to.user}`;
  if (visible === 'ephemeral') return `#${to.channel}, only to the speaker`;
  return `#${to.channel}${kind === 'thread' ? ', in the thread' : kind === 'edit' ? ', instead of what stood there' : ''}`;
}

function page(told) {
  const parts = [];
  for (const { step, text, status, messages } of told) {
    if (!step.who && messages.length === 0) continue;
    const heading = step.who ? `> ${step.at} @${step.who}${step.label ? ` presses [${step.label}]` : ''}: ${text}` : `> ${step.at}`;
    parts.push(heading + (status === 0 ? '' : '   (refused)'), ...messages.map((message) => `[${seen(message)}]\n${message.text}`));
  }
  return `${parts.join('\n\n')}\n`;
}

async function whole(t) {
  const store = path.join(folder(t), 'plan.db');
  const prepared = await tell(store, before);
  for (const { step, status } of prepared) assert.equal(status, 0, `${step.at} ${step.text}`);
  return { store, told: await tell(store, story) };
}

test('a slip, a what-if and its apply are told as reviewed, byte for byte', async (t) => {
  const { told } = await whole(t);
  const text = page(told);
  if (process.env.BACKWALK_UPDATE_GOLDEN === '1') fs.writeFileSync(golden, text);
  assert.equal(text, fs.readFileSync(golden, 'utf8'));
});

test('dates are those of the plan, and only who asked sees a what-if', async (t) => {
  const { store, told } = await whole(t);
  const of = (pattern) => told.find(({ text }) => pattern.test(text ?? ''));
  // Twelve days from Wed 30 Sep end Thu 15 Oct; ten, four and one after that make it Thu 5 Nov.
  const slip = of(/^slip A4 12d left because/);
  assert.deepEqual(slip.messages.map((message) => message.visible), ['ephemeral']);
  assert.match(slip.messages[0].text, /would end Thu 15 Oct, 4 days of work after it must/);
  assert.match(slip.messages[0].text, /reached Thu 5 Nov instead of/);
  // The list of ways is for all, the what-ifs are not; another process had to find them again.
  const listed = of(/together/).messages.find((message) => message.kind === 'thread');
  assert.match(listed.text, /product · BILL/);
  assert.match(listed.text, /^1 .*%$/m);
  for (const pattern of [/^whatif 2 and 3/, /^whatif A5 6d/]) {
    assert.deepEqual(of(pattern).messages.map((message) => message.visible), ['ephemeral']);
  }
  assert.equal(of(/^apply$/).status, 1);
  assert.match(of(/^apply$/).messages[0].text, /no what-if/);
  assert.equal(of(/^apply 1\+2/).status, 0);
  assert.equal(of(/^apply 1$/).status, 1);
  // A day later nothing of it can be applied.
  const late = await tell(store, [said('10-01T11:00', 'product', 'apply')]);
  assert.equal(late[0].status, 1);
  assert.match(late[0].messages[0].text, /expired after 24 hours; nothing was changed/);
});
