// The service with a Teams stand-in beside it, on a Monday morning.
import path from 'node:path';
import { folder, serve } from './program.mjs';
import { Teams } from './teams.mjs';

export const MONDAY = '2026-10-12T09:00:00+02:00';

export async function begin(t, env = {}) {
  const teams = await Teams.start(t);
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env: { ...teams.env, ...env } });
  await service.setClock(MONDAY);
  return { teams, service };
}
