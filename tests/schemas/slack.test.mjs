// Every message of the golden files, which the C++ tests hold equal to what the renderer makes, is what Slack's types and limits allow.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { violations } from './limits.mjs';
import { validatorFor } from './schemas.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const golden = path.join(here, '..', 'data', 'golden');
const shared = process.env.BACKWALK_SHARED ?? path.join(here, '..', '..', '..', 'shared');
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const copy = (value) => JSON.parse(JSON.stringify(value));

const blocksOf = validatorFor('Blocks');
const callOf = {
  'chat.postMessage': validatorFor('PostMessage'),
  'chat.update': validatorFor('Update'),
  'chat.postEphemeral': validatorFor('PostEphemeral'),
};
const samples = fs
  .readdirSync(golden)
  .filter((name) => /^slack_.*\.json$/.test(name) && !name.startsWith('slack_manifest'))
  .map((name) => ({ name, ...read(path.join(golden, name)) }));

for (const { name, method, body } of samples) {
  test(`${name} is a valid ${method}`, () => {
    assert.deepEqual(blocksOf(body.blocks), []);
    assert.deepEqual(violations(body), []);
    if (method !== 'response') assert.deepEqual(callOf[method](body), []);
    else assert.equal(body.response_type, 'ephemeral');
    if (method === 'chat.postMessage' || method === 'chat.update') assert.match(body.metadata.event_payload.delivery_key, /^[0-9a-f]{64}$/);
  });
}

test('the golden files hold every kind of call', () => {
  const methods = new Set(samples.map((sample) => sample.method));
  for (const method of [...Object.keys(callOf), 'response']) assert.ok(methods.has(method), `no golden file for ${method}`);
});

// A validator that lets everything pass would prove nothing: spoil a good message in many ways.
const spoilers = {
  'a numeric thread_ts': (body) => { body.thread_ts = 1767250000.0009; },
  'no channel': (body) => { delete body.channel; },
  'metadata whose type is no text': (body) => { body.metadata.event_type = 7; },
  'an argument that does not exist': (body) => { body.client_msg_id = 'x'; },
  'a button without a text': (body) => { delete body.blocks.find((b) => b.type === 'actions').elements[0].text; },
  'mrkdwn on a button': (body) => { body.blocks.find((b) => b.type === 'actions').elements[0].text.type = 'mrkdwn'; },
  'an unknown style of button': (body) => { body.blocks.find((b) => b.type === 'actions').elements[0].style = 'loud'; },
  'a rich text element without a text': (body) => { delete body.blocks[0].elements[0].elements[0].text; },
  'a rich text style that does not exist': (body) => { body.blocks[0].elements[0].elements[0].style = { loud: true }; },
  'a mention without a user': (body) => { body.blocks[0].elements[0].elements.push({ type: 'user' }); },
  'blocks that are no list': (body) => { body.blocks = { type: 'divider' }; },
};
for (const [what, spoil] of Object.entries(spoilers)) {
  test(`the schema refuses ${what}`, () => {
    const body = copy(samples.find(({ name }) => name === 'slack_call_post.json').body);
    spoil(body);
    assert.notDeepEqual(callOf['chat.postMessage'](body), []);
  });
}

test('the schema of chat.update refuses a call without ts, that of chat.postEphemeral one without user', () => {
  const update = copy(samples.find(({ method }) => method === 'chat.update').body);
  delete update.ts;
  assert.notDeepEqual(callOf['chat.update'](update), []);
  const whisper = copy(samples.find(({ method }) => method === 'chat.postEphemeral').body);
  delete whisper.user;
  assert.notDeepEqual(callOf['chat.postEphemeral'](whisper), []);
});

test('the limits refuse what is too long, too many or there twice', () => {
  const good = samples.find(({ name }) => name === 'slack_call_post.json').body;
  const spoiled = (change) => { const body = copy(good); change(body); return violations(body); };
  const buttons = (body) => body.blocks.find((b) => b.type === 'actions').elements;
  assert.deepEqual(violations(good), []);
  assert.notDeepEqual(spoiled((b) => { b.text = ''; }), []);
  assert.notDeepEqual(spoiled((b) => { b.text = 'x'.repeat(4001); }), []);
  assert.notDeepEqual(spoiled((b) => { b.blocks = Array(51).fill({ type: 'divider' }); }), []);
  assert.notDeepEqual(spoiled((b) => { buttons(b)[0].text.text = 'x'.repeat(76); }), []);
  assert.notDeepEqual(spoiled((b) => { buttons(b)[0].value = 'x'.repeat(2001); }), []);
  assert.notDeepEqual(spoiled((b) => { buttons(b)[0].action_id = buttons(b)[1].action_id; }), []);
  const more = (b) => Array.from({ length: 26 }, (_, i) => ({ ...buttons(b)[0], action_id: `x${i}` }));
  assert.notDeepEqual(spoiled((b) => { buttons(b).push(...more(b)); }), []);
  assert.notDeepEqual(spoiled((b) => { b.blocks[0].elements[0].elements[0].text = '\u{1F680}'.repeat(1501); }), []);
  assert.notDeepEqual(spoiled((b) => { b.blocks[0].elements[0].elements[0].text = ''; }), []);
});

for (const name of ['slack_manifest.json', 'slack_manifest_socket.json']) {
  test(`${name} is what the schema of Slack manifests allows`, (t) => {
    const file = path.join(shared, 'schemas', 'slack-manifest', 'manifest.schema.2.0.0.json');
    const manifest = read(path.join(golden, name));
    assert.ok(manifest.features.slash_commands[0].usage_hint.length <= 1000);
    if (!fs.existsSync(file)) return t.diagnostic('skipped: no shared data');
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(read(file));
    assert.ok(validate(manifest), JSON.stringify(validate.errors, null, 1));
    const broken = copy(manifest);
    broken.features.slash_commands[0].command = 'no slash and far too long a name for a command';
    delete broken.display_information.name;
    assert.ok(!validate(broken));
  });
}

test('over Socket Mode Slack is told no address, and nothing else differs', () => {
  const [http, socket] = ['slack_manifest.json', 'slack_manifest_socket.json'].map((name) => read(path.join(golden, name)));
  assert.doesNotMatch(JSON.stringify(socket), /https?:/);
  assert.equal(socket.settings.socket_mode_enabled, true);
  delete http.features.slash_commands[0].url;
  delete http.settings.event_subscriptions.request_url;
  delete http.settings.interactivity.request_url;
  http.settings.socket_mode_enabled = true;
  assert.deepEqual(socket, http);
});
