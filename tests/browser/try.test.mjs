// The playground in a real browser: a plan from its start to its first brief, told by three people with a clock that is moved; then forms,
// the keyboard, and narrow screens.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { folder, serve } from '../e2e/helpers/program.mjs';
import { begin, isSound } from './helpers/begin.mjs';
import { missing } from './helpers/visitor.mjs';

const why = missing();
if (why) console.log(`skipped: ${why}`);
const options = { skip: why ?? false, timeout: 500_000 };

const walk = [
  ['Shops pay by themselves', /Who is it for/],
  ['small shops', /Which number/],
  ['Paying shops from 0 to 20', /not done/],
  ['terms are not signed off', /what must be true just before/],
  ['Twenty shops have used the beta', /What else must be true/],
];
const steps = [
  ['run the beta 4d owner @mei', /Just before A1/],
  ['build the checkout for 3/4/7d owner @ben', /Just before A2/],
  ['nothing', /For M1/],
  ['switch it on for 1d owner me', /Just before A3/],
];

test('a plan is walked, committed, kept up, and told in a brief', options, async (t) => {
  const { visitor } = await begin(t);
  await isSound(visitor, 'try-1-empty');

  await visitor.say('start Billing is live by 2026-11-06');
  await visitor.inThread(/what does the announcement say/);
  for (const [answer, next] of walk) {
    await visitor.reply(answer);
    await visitor.inThread(next);
  }
  await isSound(visitor, 'try-2-walk');
  await visitor.press("That's enough", /What else must be true/, '#thread-log');
  await visitor.inThread(/is true, is/);
  await visitor.press('Yes', /is true, is/, '#thread-log');
  await visitor.inThread(/very last thing done/);
  for (const [answer, next] of steps) {
    await visitor.reply(answer);
    await visitor.inThread(next);
  }
  await visitor.press("That's enough", /Just before A3/, '#thread-log');
  await visitor.inThread(/We have arrived at today/);
  await isSound(visitor, 'try-3-arrived');
  await visitor.press('Every 2 weeks', /We have arrived at today/, '#thread-log');
  await visitor.inThread(/accept/i);
  await visitor.reply('commit every 2w');
  await visitor.sees(/BILL committed, v1/);
  assert.equal(await (await visitor.sees(/BILL · Billing is live · v1/)).getByText('(edited)').count(), 1, 'the card was edited in place');
  await visitor.page.getByRole('button', { name: 'Close the thread' }).click();
  assert.equal(await visitor.page.locator('#words').evaluate((box) => box === box.ownerDocument.activeElement), true);

  for (const name of ['Ben', 'Mei']) {
    await visitor.become(name);
    await visitor.say('accept');
    await visitor.sees(/accepted|takes|is yours|accept/i);
  }
  await visitor.become('Anna');
  for (const words of ['checkin weekly mon 9:00', 'standup mon wed fri at 9:30 for @ben @mei', 'brief every fri at 10:00 in #exec']) {
    await visitor.say(words);
    await visitor.sees(words.startsWith('checkin') ? /Check-in every Mon/ : /every (Mon, Wed and Fri|Fri at)/);
  }

  // One tap answers the check-in.
  await visitor.step('To Monday 09:00');
  const marks = visitor.page.locator('#people button').filter({ hasText: 'Ben' }).locator('.badge');
  await marks.waitFor();
  await visitor.goTo('Backwalk');
  await visitor.press('No change', /K1 Paying shops: it was 0/);
  await visitor.sees(/pressed No change/);
  await visitor.sees(/K1 Paying shops: 0/);
  await isSound(visitor, 'try-4-checkin');

  // A standup with a blocker.
  await visitor.step('To the next message');
  await visitor.become('Ben');
  assert.equal(await marks.count(), 0, 'what is shown has been read');
  while (!(await visitor.page.locator('#log article').filter({ hasText: /Standup for Mon 19 Oct/ }).count())) {
    await visitor.page.locator('#status').evaluate((one) => { one.textContent = ''; });
    await visitor.step('To the next message');
  }
  await visitor.press('Blocked', /Standup for Mon 19 Oct/);
  await visitor.page.getByRole('dialog').waitFor();
  await isSound(visitor, 'try-5-blocked');
  await visitor.page.getByRole('button', { name: 'Save' }).click();
  assert.equal(await visitor.page.getByRole('alert').textContent(), 'This one is needed.');
  await visitor.page.getByLabel(/What blocks it/).fill('the payment keys are missing');
  await visitor.page.keyboard.press('Control+Enter');
  await visitor.sees(/R1 the payment keys are missing|the payment keys are missing/);
  await isSound(visitor, 'try-6-blocker');

  // A slip, what it would take, and that applied.
  await visitor.goTo('launch');
  await visitor.say('slip A2 2d because the keys came late');
  await visitor.sees(/A2 build the checkout/);
  await visitor.say('whatif A1 2d');
  await visitor.sees(/If A1 2d/);
  await isSound(visitor, 'try-7-whatif');
  await visitor.press('Apply', /If A1 2d/);
  await visitor.sees(/BILL v2 applied/);
  await isSound(visitor, 'try-8-applied');

  await visitor.step('To Monday 09:00');
  await visitor.goTo('exec');
  await visitor.sees(/BILL · Billing is live · brief of Fri 23 Oct/);
  await isSound(visitor, 'try-9-brief');

  // A page that is opened later sees what was said.
  await visitor.page.reload();
  await visitor.sees(/BILL · Billing is live · v2/);
});

test('the sample plan is one click away, in the dark too', options, async (t) => {
  const { visitor } = await begin(t, { colorScheme: 'dark' });
  await isSound(visitor, 'try-dark-1-empty');
  await visitor.say('start Something else is done by 2026-11-20');
  await visitor.sees(/Started/);
  await visitor.page.getByRole('button', { name: 'Add a sample plan' }).click();
  await visitor.sees(/CUST committed, v1/);
  await visitor.page.locator('#status').filter({ hasText: 'The sample plan is there' }).waitFor();
  await (await visitor.sees(/CUST · The customer portal is live/)).getByRole('button', { name: /replies/ }).click();
  for (const sentence of [/Standup every Mon, Wed and Fri/, /Brief every Fri/, /Check-in every Mon/]) await visitor.inThread(sentence);
  await isSound(visitor, 'try-dark-2-sample');
  await visitor.say('timeline in CUST');
  const image = (await visitor.sees(/Timeline of CUST/)).locator('img');
  assert.match(await image.evaluate(async (one) => {
    await one.decode();
    return one.currentSrc;
  }), /-timeline-dark\.\d+\.[0-9a-f]+\.png$/);
  await image.scrollIntoViewIfNeeded();
  await isSound(visitor, 'try-dark-3-picture');
  await visitor.step('To Monday 09:00');
  await visitor.become('Mei');
  await visitor.goTo('Backwalk');
  await visitor.sees(/Standup for/);
  await isSound(visitor, 'try-dark-4-direct');
  await visitor.say('kpi');
  await visitor.say('start');
  await visitor.page.getByRole('dialog').waitFor();
  await isSound(visitor, 'try-dark-5-form');
});

test('the page goes on when the service comes back', options, async (t) => {
  const { service, visitor } = await begin(t);
  await visitor.say('start Billing is live by 2026-11-06');
  await visitor.sees(/BILL · Billing is live/);
  await service.stop();
  await visitor.page.locator('#status').filter({ hasText: 'The service does not answer' }).waitFor();
  await serve(t, { store: path.join(folder(t), 'plan.db'), env: { BACKWALK_LISTEN: new URL(service.address).host } });
  await visitor.page.locator('#status').filter({ hasText: /^$/ }).waitFor();
  await visitor.say('start Another thing is done by 2099-11-06');
  await visitor.sees(/Another thing is done/);
});

test('all of it is done with the keyboard, and the focus stays where it was', options, async (t) => {
  const { visitor } = await begin(t);
  const { page } = visitor;
  const focused = () => page.evaluate(() => globalThis.document.activeElement.id || globalThis.document.activeElement.textContent);
  await page.keyboard.type('start');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  const inDialog = () => page.evaluate(() => globalThis.document.getElementById('dialog').contains(globalThis.document.activeElement));
  for (let press = 0; press < 12; press += 1) {
    const isInside = await inDialog() || await page.evaluate(() => globalThis.document.activeElement === globalThis.document.body);
    assert.ok(isInside, 'the focus stays in the dialog');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.equal(await focused(), 'words');
  await page.keyboard.type('start');
  await page.keyboard.press('Enter');
  await page.getByLabel('Title').fill('Billing is live');
  await page.getByLabel('Date').fill('2020-01-01');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: /passed|past/ }).waitFor();
  assert.equal(await page.getByLabel('Date').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Date').fill('2026-11-06');
  await page.keyboard.press('Enter');
  await visitor.sees(/BILL · Billing is live/);
  await page.keyboard.press('Escape');
  await page.locator('#people button').first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.match(await focused(), /Ben/, 'the list was drawn anew, the focus stayed');
  await isSound(visitor, 'try-keyboard');
});

test('it fits a phone', options, async (t) => {
  const { visitor } = await begin(t, { viewport: { width: 390, height: 800 } });
  await visitor.say('start Billing is live by 2026-11-06');
  await (await visitor.sees(/BILL · Billing is live/)).getByRole('button', { name: '1 reply' }).waitFor();
  await isSound(visitor, 'try-phone-1');
  await visitor.page.getByRole('button', { name: '1 reply' }).click();
  await visitor.reply('Shops pay by themselves');
  await visitor.inThread(/Who is it for/);
  await isSound(visitor, 'try-phone-2-thread');
});
