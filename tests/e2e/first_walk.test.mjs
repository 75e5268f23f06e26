// The first walk, as somebody new types it into the conversation that deploy/quickstart ends in: from nothing to a committed plan. What is
// read is deploy/FIRST_WALK.md, whole; the README's transcript is made of its lines. BACKWALK_UPDATE_GOLDEN=1 writes the page anew.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { chat, folder } from './helpers/program.mjs';
import { until } from './helpers/wait.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const page = path.join(root, 'deploy', 'FIRST_WALK.md');
const readme = path.join(root, 'README.md');

/// When it is typed, after the start, in minutes and seconds, and what the last message of its answer says.
const typed = [
  ['0:00', 'start Web shop takes orders by 29 jan', 'learn tells the method.'],
  ['0:30', 'Anyone can order and pay by card, without a phone call', 'Who is it for'],
  ['0:55', 'small shops; today they phone us and wait a day', 'Which number will tell'],
  ['1:20', 'orders a week 3 to 40', 'What would make you say'],
  ['1:40', 'if cards are refused in one of our countries', 'Walking back from'],
  ['2:10', 'first ten customers have paid by T-1w', 'What else must be true'],
  ['2:30', 'payments work in test by 8 jan', 'What else must be true'],
  ['2:40', 'enough', 'certain?'],
  ['2:50', 'yes', 'what is the very last thing done'],
  ['3:10', 'switch the shop on 1d owner me', 'Just before A1'],
  ['3:20', 'M1', 'For M1 first ten'],
  ['3:40', 'invite the first ten 2d owner me', 'Just before A2'],
  ['3:50', 'M2', 'For M2 payments'],
  ['4:10', 'connect the payment provider 4/5/9d owner me', 'Just before A3'],
  ['4:35', 'sign the contract 5d owner me', 'Just before A4'],
  ['4:45', 'nothing', 'How often shall'],
  ['5:00', 'every 2 weeks', 'ann: ORDE committed, v1'],
];
const began = Date.parse('2026-11-22T15:50:00Z');

const momentOf = (at) => {
  const [minutes, seconds] = at.split(':').map(Number);
  return new Date(began + (60 * minutes + seconds) * 1000).toISOString().replace('.000', '');
};

/// What is read in the terminal, with what was typed: [{at, text, answer}].
async function walk(t) {
  const service = await chat(t, { store: path.join(folder(t), 'plan.db'), env: { BACKWALK_ZONE: 'Etc/UTC' } }, '--as', 'ann', '--in', 'team', '--zone', 'Etc/UTC');
  const read = [];
  for (const [at, text, ends] of typed) {
    await service.setClock(momentOf(at));
    const from = service.log.out.length;
    service.child.stdin.write(`${text}\n`);
    await until(`${text} is answered`, () => service.log.out.slice(from).includes(ends) && service.log.out.endsWith('\n\n'));
    const out = service.log.out.slice(from);
    const answer = out.slice(0, out.indexOf('\n\n', out.indexOf(ends)));
    // The card is edited in its place, when its forecast is there once more.
    read.push({ at, text, answer: answer.split('\n\n').filter((message) => !message.includes(', instead of what stood there')).join('\n\n').trim() });
  }
  service.child.stdin.end();
  assert.equal(await service.ended(), 0);
  return read;
}

const indented = (text) => text.split('\n').map((line) => (line ? `    ${line}` : '')).join('\n');

function written(read) {
  const plan = read.findIndex(({ answer }) => answer.includes('ORDE committed'));
  const [minutes, seconds] = read[plan].at.split(':').map(Number);
  const head = `# The first walk, whole

What \`deploy/quickstart\` ends in, from nothing to a committed plan: ${plan + 1} lines, typed in ${minutes} minutes and ${seconds} seconds by somebody who
reads only what the bot says. In front of each stands when it was typed, in minutes and seconds; the card, which is edited in its place, is left
out where it stands again. Written, and compared with the program, by tests/e2e/first_walk.test.mjs.
`;
  return `${head}\n${read.map(({ at, text, answer }) => `    ${at} > ${text}\n${indented(answer)}\n`).join('\n')}`;
}

/// The first block of the README's conversation: `> TEXT` with some lines of what is answered, turn by turn in the order of the page.
function shown() {
  const lines = fs.readFileSync(readme, 'utf8').split('\n## A first conversation\n')[1].split('\n');
  const from = lines.findIndex((line) => line.startsWith('    '));
  const to = lines.findIndex((line, i) => i > from && line && !line.startsWith('    '));
  return lines.slice(from, to).map((line) => line.slice(4)).filter(Boolean);
}

test('the README shows parts of it', () => {
  const lines = fs.readFileSync(page, 'utf8').split('\n').map((line) => line.slice(4).replace(/^[0-9:]+ > /, '> '));
  let at = 0;
  for (const line of shown()) {
    at = lines.indexOf(line, at);
    assert.notEqual(at, -1, `“${line}” is read, after what stands above it`);
  }
  assert.equal(shown().filter((line) => line.startsWith('> ')).at(-1), '> every 2 weeks');
});

test('it ends in a committed plan, as it is shown', async (t) => {
  const read = await walk(t);
  const committed = read.find(({ text }) => text === 'every 2 weeks');
  assert.match(committed.answer, /ORDE committed, v1.* Planned in 5 minutes/);
  assert.match(committed.answer, /Start here: A4 sign the contract, ann, /);
  const text = written(read);
  if (process.env.BACKWALK_UPDATE_GOLDEN) fs.writeFileSync(page, text);
  assert.equal(text, fs.readFileSync(page, 'utf8'));
});
