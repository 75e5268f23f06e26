// The whole walk clicked through in the real playground, with cards, buttons and forms, is the same plan as the walk that is typed. The
// playground cannot open dialogs: in a channel a form is filled in where it stands.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { folder, serve } from '../e2e/helpers/program.mjs';
import { OWN, TEAM, editsOf, timeOf, walkTyped } from '../e2e/helpers/walks.mjs';
import { Person, missing, playground } from './helpers/playground.mjs';

const why = missing();
if (why) console.log(`skipped: ${why}`);
const options = { skip: why ?? false, timeout: 500_000 };
const LABELS = {
  title: /^(Title|What must be)/, date: 'Date', name: /^Name/, from: "Today's value", to: /^Target(?! date)/, by: /^(Target date|Date)/,
  duration: /^How long/, announcement: 'What does the announcement say?', audience: 'Who is it for, and what do they lack now?',
  unless: 'It is not done unless …?',
};

async function clickThrough(t, store, walk) {
  const service = await serve(t, { store, env: { TEAMS_ALLOW_UNAUTHENTICATED: '1' } });
  await service.setClock(timeOf(0));
  const person = await Person.at(t, await playground(t, `${service.address}/teams/messages`));
  const say = (text, isFirst) => {
    if (walk.isDirect) return person.say(text);
    return isFirst ? person.post('My Team - General', text) : person.reply('Draft by', text);
  };
  for (const [i, step] of [walk.start, ...walk.steps].entries()) {
    await service.setClock(timeOf(i));
    await (step.press ? person.press(step.press) : say(step.say, i === 0));
    if (step.fill) {
      if (!walk.isDirect) await person.press('Fill in here');
      for (const [name, value] of step.fill) await person.fillIn(LABELS[name], value);
      await person.photograph(`walk-${walk.isDirect ? 'own' : 'team'}-form-${i}`);
      await person.press(step.send ?? 'Save');
    }
    await person.sees(step.asks);
  }
  return { edits: await editsOf(store), person };
}

async function leavesTheSameLog(t, walk) {
  const typed = await walkTyped(path.join(folder(t), 'typed.db'), walk);
  const { edits, person } = await clickThrough(t, path.join(folder(t), 'clicked.db'), walk);
  const last = walk.steps.at(-1).press;
  await person.page.getByRole('button', { name: last, exact: true }).waitFor({ state: 'detached' }); // the edit takes used buttons away
  await person.photograph(`walk-${walk.isDirect ? 'own' : 'team'}`);
  assert.deepEqual(edits, typed);
  assert.equal(edits.at(-1).version, 1, 'the plan is committed');
}

test('the walk of a team in a channel leaves the same log clicked as typed', options, (t) => leavesTheSameLog(t, TEAM));
test('the walk of one person in the personal chat leaves the same log clicked as typed', options, (t) => leavesTheSameLog(t, OWN));
