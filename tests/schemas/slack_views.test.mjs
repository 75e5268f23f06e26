// Every modal of the golden files (what views.open is sent, what a form is answered with) is what Slack's types and limits allow.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { validatorFor } from './schemas.mjs';
import { viewViolations } from './view_limits.mjs';

const golden = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'data', 'golden');
const copy = (value) => JSON.parse(JSON.stringify(value));
const samples = Object.fromEntries(fs
  .readdirSync(golden)
  .filter((name) => /^view_.*\.json$/.test(name))
  .map((name) => [name.slice('view_'.length, -'.json'.length), JSON.parse(fs.readFileSync(path.join(golden, name), 'utf8'))]));

const openOf = validatorFor('OpenView');
const modalOf = validatorFor('Modal');

/** What Slack would refuse in the answer to a form that was sent; its own types do not describe it (PROTOCOLS 1.4). */
function answerProblems({ response_action: action, errors, view, ...rest }) {
  if (Object.keys(rest).length > 0) return [`what is ${Object.keys(rest)}`];
  if (action === 'clear') return errors || view ? ['clear with something to show'] : [];
  if (action === 'update') return [...modalOf(view), ...viewViolations(view), ...(view.submit ? ['it can be sent again'] : [])];
  if (action !== 'errors') return [`no such action: ${action}`];
  const entries = Object.entries(errors ?? {});
  if (entries.length < 1) return ['no error'];
  return entries.filter(([field, text]) => !/^[a-z_]+$/.test(field) || typeof text !== 'string' || text.length < 1).map(([field]) => field);
}

for (const [name, { method, body }] of Object.entries(samples)) {
  test(`view_${name}.json is a valid ${method}`, () => {
    if (method === 'response') {
      assert.deepEqual(answerProblems(body), []);
    } else {
      assert.equal(method, 'views.open');
      assert.deepEqual(openOf(body), []);
      assert.deepEqual(modalOf(body.view), []);
      assert.deepEqual(viewViolations(body.view), []);
    }
  });
}

test('the golden files hold every kind of answer and every kind of field', () => {
  for (const name of ['open', 'open_empty', 'open_huge', 'errors', 'update', 'clear']) assert.ok(samples[name], name);
  const kinds = new Set(samples.open.body.view.blocks.map((block) => block.element.type));
  assert.deepEqual([...kinds].sort(), ['checkboxes', 'datepicker', 'plain_text_input', 'static_select', 'users_select']);
});

// A validator that lets everything pass would prove nothing: spoil a good view in many ways.
const field = (body, name) => body.view.blocks.find((block) => block.block_id === name);
const refusedByTheSchema = {
  'no trigger and no pointer': (body) => { delete body.trigger_id; },
  'an argument that does not exist': (body) => { body.channel = 'C1'; },
  'no title': (body) => { delete body.view.title; },
  'mrkdwn for a title': (body) => { body.view.title.type = 'mrkdwn'; },
  'a view of no type': (body) => { body.view.type = 'window'; },
  'no blocks': (body) => { delete body.view.blocks; },
  'an input without a label': (body) => { delete field(body, 'what').label; },
  'an input without an element': (body) => { delete field(body, 'what').element; },
  'an element that does not exist': (body) => { field(body, 'what').element.type = 'thought_input'; },
  'metadata that is no text': (body) => { body.view.private_metadata = {}; },
  'an option without a text': (body) => { delete field(body, 'kind').element.options[0].text; },
};
for (const [what, spoil] of Object.entries(refusedByTheSchema)) {
  test(`the schema refuses ${what}`, () => {
    const body = copy(samples.open.body);
    spoil(body);
    assert.notDeepEqual([...openOf(body), ...modalOf(body.view)], []);
  });
}

const refusedByTheLimits = {
  'a long title': (view) => { view.title.text = 'x'.repeat(25); },
  'a title of rockets': (view) => { view.title.text = '\u{1F680}'.repeat(13); },
  'a long submit': (view) => { view.submit.text = 'x'.repeat(25); },
  'inputs that cannot be sent': (view) => { delete view.submit; },
  'long metadata': (view) => { view.private_metadata = 'x'.repeat(3001); },
  'no block at all': (view) => { view.blocks = []; },
  'too many blocks': (view) => { view.blocks = Array.from({ length: 101 }, (_, i) => ({ ...view.blocks[0], block_id: `b${i}` })); },
  'a block twice': (view) => { view.blocks[1].block_id = view.blocks[0].block_id; },
  'an empty label': (view) => { view.blocks[0].label.text = ''; },
  'a long hint': (view) => { view.blocks[0].hint.text = 'x'.repeat(2001); },
  'too many options': (view) => { view.blocks[4].element.options = Array(101).fill(view.blocks[4].element.options[0]); },
  'a long option': (view) => { view.blocks[4].element.options[0].text.text = 'x'.repeat(76); },
  'an initial option that is none': (view) => { view.blocks[4].element.initial_option.value = 'other'; },
  'a date that is none': (view) => { view.blocks[2].element.initial_date = 'next friday'; },
};
for (const [what, spoil] of Object.entries(refusedByTheLimits)) {
  test(`the limits refuse ${what}`, () => {
    const { view } = copy(samples.open.body);
    assert.deepEqual(viewViolations(view), []);
    spoil(view);
    assert.notDeepEqual(viewViolations(view), []);
  });
}

test('the answers to a form are judged, too', () => {
  for (const bad of [{}, { response_action: 'errors' }, { response_action: 'errors', errors: {} }, { response_action: 'errors', errors: { date: '' } },
    { response_action: 'clear', view: {} }, { response_action: 'push', view: samples.open.body.view }, { response_action: 'clear', text: 'x' },
    { response_action: 'update', view: samples.open.body.view }]) {
    assert.notDeepEqual(answerProblems(bad), [], JSON.stringify(bad));
  }
});
