/// A service with a clock that is set, and somebody who visits its playground.
import assert from 'node:assert/strict';
import path from 'node:path';
import { folder, serve } from '../../e2e/helpers/program.mjs';
import { Visitor } from './visitor.mjs';

export async function begin(t, look = {}) {
  const service = await serve(t, { store: path.join(folder(t), 'plan.db') });
  await service.setClock('2026-10-12T09:00:00+02:00');
  return { service, visitor: await Visitor.at(t, service, look) };
}

/// It has been looked at, and neither axe, nor a narrow place, nor the console has anything to say.
export async function isSound(visitor, name) {
  await visitor.photograph(name);
  assert.deepEqual(await visitor.violations(), [], name);
  assert.deepEqual(await visitor.overflowing(), [], name);
  assert.deepEqual(visitor.complaints, [], name);
}
