// What nobody should write into the playground: it is shown, nothing of it is executed, and nothing overflows.
import assert from 'node:assert/strict';
import test from 'node:test';
import { begin, isSound } from './helpers/begin.mjs';
import { missing } from './helpers/visitor.mjs';

const why = missing();
if (why) console.log(`skipped: ${why}`);
const options = { skip: why ?? false, timeout: 500_000 };

const hostile = [
  '<img src=x onerror="document.title=1"><script>document.title=1</script>',
  '"><svg/onload=document.title=1>',
  'javascript:document.title=1',
  `bell \u0007 null \u0000 escape \u001b[31m right-to-left \u202e override`,
  '👩‍👩‍👧‍👦🏳️‍🌈 مرحبا 日本語 Z̸̢̛̗',
  'W'.repeat(10_000),
  '\n'.repeat(200),
];

test('nothing that is written is executed or overflows', options, async (t) => {
  const { visitor } = await begin(t);
  await visitor.say('start Billing is live by 2026-11-06');
  await visitor.inThread(/what does the announcement say/);
  for (const [index, words] of hostile.entries()) {
    await visitor.say(`risk ${words}`);
    await visitor.say(`milestone ${words} by 2026-11-01`);
    await visitor.reply(`${words} ${index}`);
    await visitor.inThread(String(index));
    await visitor.say(`mark ${index}`);
    await visitor.sees(`mark ${index}`);
  }
  const shown = (address) => visitor.page.evaluate(async (from) => {
    const { show } = await import('/try/show.mjs');
    const parts = { headline: [], blocks: [{ kind: 'picture', address: from, alt: 'The goal\nFri <b>6 Nov</b>' }] };
    const article = show({ key: 'k', by: 'backwalk', view: '#launch', at: 0, parts, text: '' }, { who: 'anna', zone: 'UTC' });
    return [...article.querySelectorAll('img')].map((image) => image.getAttribute('src')).concat(article.querySelector('b b') ? 'markup' : []);
  }, address);
  assert.deepEqual(await shown('https://plans.example.org/p/token.png'), ['/p/token.png'], 'a picture of ours');
  for (const address of ['https://example.org/x.png', 'javascript:alert(1)', 'data:image/png;base64,AA', '/p/../try/say', '']) {
    assert.deepEqual(await shown(address), [], `${address} is told in words`);
  }
  assert.equal(await visitor.page.title(), 'Backwalk playground');
  assert.equal(await visitor.page.locator('article img, article script, article svg, article a').count(), 0);
  await visitor.sees('<img src=x');
  await isSound(visitor, 'try-hostile');
});

const html = '<img src=x onerror="document.title=1"><u>under</u><script>document.title=1</script><a href="javascript:1">link</a>';
const fields = [
  [`${html} announced`, /Who is it for/],
  [`${html} audience`, /Which number/],
  [`${html} number from 0 to 20`, /not done/],
  [`${html} unless`, /what must be true just before/],
  [`${html} state`, /What else must be true/],
];
const commands = [
  `before M1 ${html} deed for 2d owner @mei`, `before A1 ${html} earlier for 2d owner @<u>nobody</u>`, `milestone ${html} second by 2026-11-02`,
  `needs A1 "${html} thing" for 3d lead 2d`, `risk ${html} danger owner @ben watch "${html} sign"`, `block A1 ${html} stop`, `kpi K1 4 because ${html} note`,
  `done when M1 ${html} proof`, `slip A1 1d because ${html} reason`, `report at risk because ${html} why`, `commit every 2w`, 'standup mon wed fri at 9:30 for @mei', `whatif A1 5d because ${html}`,
  `whatif drop A1 ${html}`, `take ${html}`, `${html}`,
];
const views = ['plan', 'retrace', 'list', 'mine', 'next', 'history', 'status', 'kpi', 'pace', 'risk', 'check', 'why A1', 'diff', 'settings', 'brief', 'timeline',
  'timeline svg', 'fever', 'help'];

test('HTML in every field stays what was typed', options, async (t) => {
  const { visitor } = await begin(t);
  const { page } = visitor;
  await visitor.say(`start ${html} goal by 2026-11-06`);
  await visitor.inThread(/what does the announcement say/);
  for (const [answer, next] of fields) {
    await visitor.reply(answer);
    await visitor.inThread(next);
  }
  await page.getByRole('button', { name: 'Close the thread' }).click();
  for (const [index, words] of [...commands, ...views].entries()) {
    await visitor.say(words);
    await visitor.say(`mark ${index}`);
    await visitor.sees(`mark ${index}`);
  }
  // A form that is filled in with it.
  await visitor.say('start');
  await page.getByRole('dialog').waitFor();
  await page.getByLabel('Title').fill(`${html} second goal`);
  await page.getByLabel('Date').fill('2026-11-20');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await visitor.sees(`${html} second goal`);
  const told = await page.locator('#log').innerText();
  for (const field of ['goal', 'announced', 'audience', 'number', 'unless', 'state', 'deed', 'earlier', 'second', 'thing', 'danger', 'stop', 'note', 'proof',
    'reason', 'why']) assert.ok(told.includes(`</a> ${field}`) || told.includes(`</a>${field}`), `${field} is shown as it was typed`);
  await visitor.step('To Monday 09:00');
  await visitor.become('Mei');
  await visitor.goTo('Backwalk');
  assert.match(await (await visitor.sees(/Standup for /)).innerText(), /<\/a> deed/, 'what comes by itself has it too');
  await isSound(visitor, 'try-html-direct');
  await visitor.become('Anna');
  await visitor.goTo('launch');
  assert.equal(await page.title(), 'Backwalk playground');
  assert.equal(await page.locator('article :is(script, svg, a, u), article img:not([src^="/p/"])').count(), 0);
  assert.ok(await page.locator('article img[src^="/p/"]').count() >= 2, 'the pictures of it are there');
  await isSound(visitor, 'try-html');
});
