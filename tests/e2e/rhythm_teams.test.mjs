// The four weeks of rhythm_story, told through Teams and through Slack: both end in the log that the terminal's story has, byte for byte.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { EXEC, people } from './helpers/four_weeks.mjs';
import { env, inSlack, tell } from './helpers/four_weeks_told.mjs';
import { drained, logOf } from './helpers/look.mjs';
import { folder, serve } from './helpers/program.mjs';
import { Slack } from './helpers/slack.mjs';
import { CHANNEL, Teams, actionsOf, fresh, textOf } from './helpers/teams.mjs';
import { until } from './helpers/wait.mjs';

const EXEC_CHANNEL = '19:exec@thread.tacv2';
const user = (who) => `29:${people[who].id}`;
const mentions = [...Object.keys(people).map((name) => ({ id: user(name), name })), { id: EXEC_CHANNEL, name: EXEC.name }];

/// Somebody presses the button that opens the form, and sends it filled in.
async function fillIn(teams, service, step) {
  const about = { user: user(step.who), direct: true };
  const here = teams.personal(about.user);
  const forms = () => teams.posts(here).flatMap((call) => actionsOf(call.body)).filter((action) => action.data?.form);
  const before = forms().length;
  assert.equal((await teams.press(service, { say: step.form.open }, about)).status, 200);
  const form = await until('the form comes', () => forms().length > before && forms().at(-1));
  const values = Object.fromEntries(Object.entries(step.form.values).map(([name, value]) => [`field_${name}`, value]));
  return teams.press(service, { ...form.data, ...values }, about);
}

/// What somebody does, done in Teams.
function inTeams(teams, service) {
  const run = fresh('1');
  return async (step, nth) => {
    if (step.form) return fillIn(teams, service, step);
    return teams.say(service, step.text, { user: user(step.who), id: `${run}${nth}`, direct: step.where !== 'channel', mentions });
  };
}

async function toldOn(t, platform, doing) {
  const store = path.join(folder(t), 'plan.db');
  const service = await serve(t, { store, env: { ...env, ...platform.env } });
  await tell(service, store, doing(platform, service));
  await drained(store);
  return logOf(store);
}

test('four weeks through Teams and through Slack end in the same log', async (t) => {
  const teams = await Teams.start(t);
  const slack = await Slack.start(t);
  slack.rules.channelMs = 0;
  for (const [name, { id, zone }] of Object.entries(people)) {
    slack.zones[id] = zone;
    teams.zones[user(name)] = zone;
    teams.names[user(name)] = name;
  }
  const [teamsLog, slackLog] = await Promise.all([
    toldOn(t, teams, inTeams),
    toldOn(t, slack, (platform, service) => inSlack(platform, service, fresh('t'))),
  ]);
  assert.ok(teamsLog.length > 40);
  assert.deepEqual(teamsLog, slackLog);

  // Nothing was refused for what it was; the card was posted once and then changed in place.
  assert.deepEqual(teams.calls.filter((call) => call.status >= 400).map(({ path: where, status }) => `${status} ${where}`), []);
  const cards = teams.posts(CHANNEL).filter((call) => /^CUST · Self-serve/m.test(textOf(call.body)));
  assert.equal(cards.length, 1);
  assert.match(textOf(teams.changes().filter((call) => call.path.endsWith(`/${cards[0].reply.id}`)).at(-1).body), /●\s*M2/);
  assert.equal(teams.posts(EXEC_CHANNEL).length, 4, 'four briefs');
});
