// Bad input: a sentence that says what was understood and one example that works; never a crash, never a call to everybody.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { folder, say } from './helpers/program.mjs';

const NOW = '2026-10-12T09:00:00+02:00';

async function plan(t) {
  const store = path.join(folder(t), 'plan.db');
  const speak = (text) => say(store, text, { now: NOW, channel: 'launch' });
  for (const text of ['start Billing live by 30 oct', 'before goal switch on for 2d', 'before A1 sign the contract for 1d']) {
    assert.equal((await speak(text)).status, 0, text);
  }
  return speak;
}

const all = (said) => said.messages.map((message) => message.text).join('\n');

test('each refusal names what is wrong and shows an example', async (t) => {
  const speak = await plan(t);
  const cases = [
    ['start Yesterday by 1 oct 2026', /passed/],
    ['goal by 2020-01-01', /passed/],
    ['link A2 after A1', /A1.*A2|A2.*A1/],
    ['link A1 after A1', /A1/],
    ['before goal nothing for 0d', /0d|zero|longer than/i],
    ['before goal nothing for -3d', /-3d|negative|longer than/i],
    ['slip A1 0d', /0d|zero|longer than/i],
    ['done A99', /A99/],
    ['link A1 after M7', /M7/],
    ['before M9 something for 1d', /M9/],
    ['goal by 31 feb', /31 feb/i],
    ['before goal x owner @nobody-here-ever for 3 lightyears', /./],
    ['restore v9', /earlier version|v9/],
    ['status in NOPE', /NOPE/],
    ['milestone', /milestone/],
    ['finsh A1', /answer to my question, or the command “done A1”/],
  ];
  for (const [text, words] of cases) {
    const said = await speak(text);
    if (text.startsWith('before goal x owner')) continue;
    assert.equal(said.status, 1, `${text}: ${all(said)}`);
    assert.match(said.messages[0].text, words, text);
    assert.equal(said.messages[0].visible, 'ephemeral', text);
    assert.match(said.messages[0].text, /[Ff]or example|[Ee]xample|like |\[/, `${text}: ${said.messages[0].text}`);
    assert.equal(said.err, '');
  }
});

test('a cycle is named in its order', async (t) => {
  const speak = await plan(t);
  const said = await speak('link A2 after A1');
  assert.equal(said.status, 1);
  assert.match(said.messages[0].text, /A1.*A2.*A1|A2.*A1.*A2/s);
});

test('long, strange and broken texts are answered', async (t) => {
  const speak = await plan(t);
  const texts = [
    'x'.repeat(4000), 'x'.repeat(5000), `milestone ${'y'.repeat(3000)}`, 'milestone 🚀🎉 launched 👩‍👩‍👧‍👦 by 20 oct', 'milestone 発売開始 by 20 oct',
    'ｍｉｌｅｓｔｏｎｅ full width by 20 oct', 'milestone \u202Eevil\u202C by 20 oct', 'milestone e\u0301\u0301\u0301 by 20 oct', '\u0007\u001b[31mred', '{{7*7}} ${x} `id` $(id)',
    "'; drop table log; --", '<script>alert(1)</script>', 'milestone “Curly quotes” – dashes by 20 oct', '@'.repeat(500), ' \u00a0\u200b ', '🤖', 'undo undo undo',
    'A'.repeat(50) + ' ' + 'B'.repeat(50), '((((((', 'by by by by', 'for', 'in', 'before', 'before before before', '-1', '1e999d', 'before goal x for 99999999999999999999d',
    'before goal x for 1/0/0d', 'start '.repeat(500),
  ];
  for (const text of texts) {
    const said = await speak(text);
    assert.ok([0, 1].includes(said.status), `${text.slice(0, 40)}: ${said.status} ${said.err}`);
    assert.ok(said.messages.length > 0, text.slice(0, 40));
    assert.equal(said.err, '', text.slice(0, 40));
    for (const message of said.messages) {
      assert.doesNotMatch(message.text, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/, text.slice(0, 40));
      assert.notEqual(message.text.trim(), '');
    }
  }
});

test('titles in other scripts and pictures stay what they are', async (t) => {
  const speak = await plan(t);
  assert.equal((await speak('milestone 🚀 発売開始 Größe by 20 oct')).status, 0);
  assert.match(all(await speak('retrace')), /🚀 発売開始 Größe/);
});

test('a call to everybody in a title is plain words', async (t) => {
  const speak = await plan(t);
  const said = await speak('milestone tell <!channel> and @everyone and @here by 20 oct');
  assert.equal(said.status, 0, all(said));
  assert.doesNotMatch(all(said), /<!|@everyone|@here|@channel/);
  assert.match(all(said), /tell channel and everyone and here/);
});
