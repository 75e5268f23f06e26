// What the end-to-end story really sent to the stand-in (check-ins, standups, reports, briefs, drafts, folded reminders, cards) is what Slack's
// types and limits allow. tests/e2e/rhythm_slack.test.mjs and slack_pictures.test.mjs leave it in BACKWALK_SENT_DIR.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { violations } from './limits.mjs';
import { validatorFor } from './schemas.mjs';
import { viewViolations } from './view_limits.mjs';

const folder = process.env.BACKWALK_SENT_DIR ?? '';
const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => /^(four-weeks|a-mention-is-answered-with-a-picture)/.test(name)) : [];
const sent = files.flatMap((name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')));
const validatorOf = {
  'chat.postMessage': validatorFor('PostMessage'),
  'chat.update': validatorFor('Update'),
  'chat.postEphemeral': validatorFor('PostEphemeral'),
  'views.open': validatorFor('OpenView'),
};
const kinds = {
  'a check-in': /What is it today\?/, 'a standup question': /Standup for .*what are you doing\?/, 'a standup report': /standup of /,
  'a draft': /Draft of the brief/, 'a brief': /Where: /, 'folded reminders': /2 things for you/, 'a card': /Goal: .* · owner /,
  'a start reminder': /must start by/, 'a milestone reminder': /must be true by/,
};

if (sent.length === 0) {
  console.log('skipped: nothing was sent (the end-to-end tests run first)');
} else {
  test('every message that was sent is valid', () => {
    for (const { method, body } of sent) {
      assert.deepEqual(validatorOf[method](body), [], JSON.stringify(body));
      assert.deepEqual(body.view ? viewViolations(body.view) : violations(body), [], JSON.stringify(body));
    }
  });
  test('a picture was among them', () => assert.ok(sent.some(({ body }) => body.blocks?.some((block) => block.slack_file))));
  test('forms were among them', () => assert.ok(sent.some(({ method }) => method === 'views.open')));
  for (const [what, pattern] of Object.entries(kinds)) {
    test(`${what} was among them`, () => assert.ok(sent.some(({ body }) => pattern.test(body.text ?? '')), `none of ${sent.length}`));
  }
}
