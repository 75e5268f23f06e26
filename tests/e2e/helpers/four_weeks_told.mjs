// How the four weeks are told to a running service, whatever its platform: step by step, the clock set, and looked at through its store.
import assert from 'node:assert/strict';
import { CHANNEL, EXEC, HOLIDAYS, people, story } from './four_weeks.mjs';
import { dueIn } from './look.mjs';
import { opened, openings, submit } from './slack_forms.mjs';
import { until } from './wait.mjs';

export const env = { BACKWALK_ZONE: 'Europe/Vienna', BACKWALK_HOLIDAYS: HOLIDAYS };

/// Tells it all. `act(step, nth)` does what somebody does, and does the same again when it is called twice for one step; every fifth act is
/// delivered twice. `before(nth)` happens before an act.
export async function tell(service, store, act, before = () => {}) {
  let nth = 0;
  for (const step of story) {
    await service.setClock(step.at);
    await until(`all is looked at by ${step.at}`, async () => (await dueIn(store, Date.parse(step.at))).due === 0);
    if (!step.who) continue;
    nth += 1;
    await before(nth);
    assert.equal((await act(step, nth)).status, 200, step.text);
    if (nth % 5 === 0 && !step.form) await act(step, nth);  // no second effect
  }
}

/// As somebody would type it in Slack: people and channels picked from the list.
const marked = (text) => text
  .replace(/@(anna|ben|carla)\b/g, (_, name) => `<@${people[name].id}|${name}>`)
  .replace(/#exec\b/g, `<#${EXEC.id}|${EXEC.name}>`);

/// What somebody does, done in Slack. `run` tells one telling's ids from another's; an act keeps its ids when it is delivered again.
export function inSlack(slack, service, run, road = 'http') {
  return async (step, nth) => {
    const user = people[step.who].id;
    const channel = `D${user.slice(1)}`;
    const trigger = `trigger.${run}.${nth}`;
    if (step.form) {
      const before = openings(slack).length;
      await slack.press(service, step.form.open, { user, channel, road, trigger });
      return submit(slack, service, await opened(slack, before + 1), step.form.values, { user, road });
    }
    if (step.where === 'channel') return slack.command(service, marked(step.text), { user, channel: CHANNEL.id, road, trigger });
    return slack.event(service, 'message', step.text, { user, channel, road, id: `Ev.${run}.${nth}`, ts: `${1790000000 + nth}.000100` });
  };
}
