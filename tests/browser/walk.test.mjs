// The whole walk clicked through in the real playground, with cards, buttons and a form, is the same plan as the walk that is typed. The
// playground cannot open dialogs, which is how a form comes in a channel: there its typed equivalent is said.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { folder, serve } from '../e2e/helpers/program.mjs';
import { OWN, TEAM, editsOf, timeOf, walkTyped } from '../e2e/helpers/walks.mjs';
import { Person, missing, playground } from './helpers/playground.mjs';

const why = missing();
if (why) console.log(`skipped: ${why}`);
const options = { skip: why ?? false, timeout: 500_000 };
const LABELS = { title: 'Title', date: 'Date' };

async function clickThrough(t, store, walk) {
  const service = await serve(t, { store, env: { TEAMS_ALLOW_UNAUTHENTICATED: '1' } });
  await service.setClock(timeOf(0));
  const person = await Person.at(t, await playground(t, `${service.address}/teams/messages`));
  for (const [i, step] of [walk.start, ...walk.steps].entries()) {
    await service.setClock(timeOf(i));
    if (walk.isDirect && step.fill) {
      await person.say(step.say);
      for (const [name, value] of step.fill) await person.fillIn(LABELS[name], value);
      await person.press('Start');
    } else if (step.press && !step.fill) {
      await person.press(step.press);
    } else if (walk.isDirect) {
      await person.say(step.say);
    } else if (i === 0) {
      await person.post('My Team - General', step.say);
    } else {
      await person.reply('Draft by', step.typed ?? step.say);
    }
    await person.sees(step.asks);
  }
  return { edits: await editsOf(store), person };
}

async function leavesTheSameLog(t, walk) {
  const typed = await walkTyped(path.join(folder(t), 'typed.db'), walk);
  const { edits, person } = await clickThrough(t, path.join(folder(t), 'clicked.db'), walk);
  await person.photograph(`walk-${walk.isDirect ? 'own' : 'team'}`);
  assert.deepEqual(edits, typed);
  assert.equal(edits.at(-1).version, 1, 'the plan is committed');
}

test('the walk of a team in a channel leaves the same log clicked as typed', options, (t) => leavesTheSameLog(t, TEAM));
test('the walk of one person in the personal chat leaves the same log clicked as typed', options, (t) => leavesTheSameLog(t, OWN));
