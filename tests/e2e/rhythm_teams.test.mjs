// The four weeks of rhythm_story, told through Teams and through Slack: both end in the log that the terminal's story has, byte for byte.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EXEC, HOLIDAYS, people, story } from './helpers/four_weeks.mjs';
import { folder, serve } from './helpers/program.mjs';
import { Slack } from './helpers/slack.mjs';
import { opened, openings, submit } from './helpers/slack_forms.mjs';
import { CHANNEL, Teams, actionsOf, fresh, textOf } from './helpers/teams.mjs';
import { until } from './helpers/wait.mjs';

const env = { BACKWALK_ZONE: 'Europe/Vienna', BACKWALK_HOLIDAYS: HOLIDAYS };
const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'helpers', 'plan_log.py');
const look = async (...args) => (await promisify(execFile)('python3', [script, ...args])).stdout;
const logOf = async (store) => (await look('log', store)).trim().split('\n');
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

async function actInTeams(teams, service, step, id) {
  if (step.form) return fillIn(teams, service, step);
  const about = { user: user(step.who), id, direct: step.where !== 'channel', mentions };
  return teams.say(service, step.text, about);
}

async function actInSlack(slack, service, step, id) {
  const { id: who } = people[step.who];
  const marked = step.text.replace(/@(anna|ben|carla)\b/g, (_, name) => `<@${people[name].id}|${name}>`).replace(/#exec\b/g, `<#${EXEC.id}|${EXEC.name}>`);
  if (step.form) {
    const before = openings(slack).length;
    await slack.press(service, step.form.open, { user: who, channel: `D${who.slice(1)}` });
    return submit(slack, service, await opened(slack, before + 1), step.form.values, { user: who });
  }
  if (step.where === 'channel') return slack.command(service, marked, { user: who, channel: 'CLAUNCH', trigger: `trigger${id}` });
  return slack.event(service, 'message', step.text, { user: who, channel: `D${who.slice(1)}`, id: `Ev${id}` });
}

async function tell(t, platform, act) {
  const store = path.join(folder(t), 'plan.db');
  const service = await serve(t, { store, env: { ...env, ...platform.env } });
  let acted = 0;
  for (const step of story) {
    await service.setClock(step.at);
    await until(`all is looked at by ${step.at}`, async () => JSON.parse(await look('due', store, String(Date.parse(step.at)))).due === 0);
    if (!step.who) continue;
    acted += 1;
    const id = fresh('1');
    assert.equal((await act(platform, service, step, id)).status, 200, step.text);
    if (acted % 5 === 0 && !step.form) await act(platform, service, step, id);  // delivered again: no second effect
  }
  await until('everything has left', async () => JSON.parse(await look('due', store, '0')).waiting === 0);
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
  const [inTeams, inSlack] = await Promise.all([tell(t, teams, actInTeams), tell(t, slack, actInSlack)]);
  assert.ok(inTeams.length > 40);
  assert.deepEqual(inTeams, inSlack);

  // Nothing was refused for what it was; the card was posted once and then changed in place.
  assert.deepEqual(teams.calls.filter((call) => call.status >= 400).map(({ path: where, status }) => `${status} ${where}`), []);
  const cards = teams.posts(CHANNEL).filter((call) => /^CUST · Self-serve/m.test(textOf(call.body)));
  assert.equal(cards.length, 1);
  assert.match(textOf(teams.changes().filter((call) => call.path.endsWith(`/${cards[0].reply.id}`)).at(-1).body), /●\s*M2/);
  assert.equal(teams.posts(EXEC_CHANNEL).length, 4, 'four briefs');
});
