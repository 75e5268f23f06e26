// Pictures in Slack: uploaded as files of the app, then shown by one message; in words where that is not possible.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { drained } from './helpers/look.mjs';
import { folder, serve } from './helpers/program.mjs';
import { Slack, sendCommand, sendEvent, textOf } from './helpers/slack.mjs';
import { until } from './helpers/wait.mjs';

const MONDAY = '2026-10-12T09:00:00+02:00';

/// A restarted service has the real clock again: what is to outlive that begins with it.
const inTwoMonths = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);

async function begin(t, { monday = MONDAY, due = '30 oct' } = {}) {
  const slack = await Slack.start(t);
  const store = path.join(folder(t), 'plan.db');
  const service = await serve(t, { store, env: slack.env });
  if (monday) await service.setClock(monday);
  for (const text of [`start Billing live by ${due}`, 'before goal switch on for 3d owner me']) await sendCommand(service, text);
  await drained(store);
  return { slack, service, store };
}

const images = (slack) => slack.sent.flatMap((call) => (call.body.blocks ?? []).filter((block) => block.type === 'image').map((image) => ({ call, image })));
const uploads = (slack) => slack.calls.filter((call) => call.method.startsWith('files.')).map((call) => call.method);
const isPng = (bytes) => bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
const FLOW = ['files.getUploadURLExternal', 'files.completeUploadExternal'];

test('a mention is answered with a picture that Slack keeps, and everybody hears of nothing', async (t) => {
  const { slack, service, store } = await begin(t);
  await sendEvent(service, 'app_mention', '<@UBOT> timeline');
  await drained(store);
  const [{ call, image }] = images(slack);
  assert.equal(images(slack).length, 1);
  assert.equal(call.method, 'chat.postEphemeral');
  assert.match(image.alt_text, /^Timeline of BILL/);
  assert.match(call.body.text, /A1 switch on/, 'the notification says the same in words');
  const file = slack.files.kept.get(image.slack_file.id);
  assert.ok(isPng(file.bytes));
  assert.match(file.name, /^p1-\d+-2026-10-12-timeline\.png$/);
  assert.deepEqual(uploads(slack), FLOW);
});

test('a command is answered in words at once, and the picture comes behind', async (t) => {
  const { slack, service, store } = await begin(t);
  const answer = await sendCommand(service, 'timeline dark');
  assert.match(textOf(JSON.parse(answer.body)), /Timeline of BILL/);
  assert.doesNotMatch(answer.body, /"image"/);
  await drained(store);
  const [{ call, image }] = images(slack);
  assert.deepEqual([call.method, call.body.user], ['chat.postEphemeral', 'U1']);
  assert.match(slack.files.kept.get(image.slack_file.id).name, /-timeline-dark\.png$/);
});

test('a file that is not ready yet is waited for, and the message comes once', async (t) => {
  const { slack, service, store } = await begin(t);
  slack.files.notYet = 2;
  await sendEvent(service, 'message', 'timeline in BILL', { channel: 'D1' });
  await drained(store);
  assert.equal(images(slack).length, 1);
  assert.equal(slack.files.kept.size, 1, 'one upload for all tries');
});

test('without the scope the words stand there, and the log says so once', async (t) => {
  const { slack, service, store } = await begin(t);
  slack.interfere = ({ method }) => (method.startsWith('files.')
    ? { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"ok":false,"error":"missing_scope","needed":"files:write","provided":"chat:write"}' }
    : null);
  for (let i = 0; i < 2; i += 1) await sendEvent(service, 'app_mention', '<@UBOT> timeline');
  await drained(store);
  assert.equal(images(slack).length, 0);
  const told = slack.sent.filter((call) => call.method === 'chat.postEphemeral' && /Timeline of BILL/.test(call.body.text));
  assert.equal(told.length, 2);
  const lines = () => service.log.err.split('\n').filter((line) => line.includes('a picture was not uploaded'));
  await until('the log tells', () => lines().length > 0);
  assert.equal(lines().length, 1);
  assert.match(lines()[0], /missing_scope/);
});

for (const method of ['files.getUploadURLExternal', 'files.completeUploadExternal']) {
  test(`killed before ${method} is answered, the message comes at most once`, async (t) => {
    const { slack, service, store } = await begin(t, { monday: null, due: inTwoMonths });
    slack.interfere = (call) => (call.method === method ? 'hold' : null);
    await sendEvent(service, 'app_mention', '<@UBOT> timeline share');
    await until('the upload is under way', () => slack.calls.some((call) => call.method === method));
    await service.stop('SIGKILL');
    slack.interfere = () => null;
    const again = await serve(t, { store, env: slack.env });
    await drained(store);
    await again.stop();
    const shared = slack.posts('C1').filter((call) => /Timeline of BILL/.test(call.body.text));
    assert.equal(shared.length, 1, 'a summary comes, and once: nothing was posted before');
    assert.ok(shared[0].body.blocks.some((block) => block.slack_file));
  });
}
