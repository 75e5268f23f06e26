// The service with a Slack stand-in beside it, on a Monday morning.
import path from 'node:path';
import { folder, serve } from './program.mjs';
import { Slack } from './slack.mjs';

export const MONDAY = '2026-10-12T09:00:00+02:00';

export async function begin(t) {
  const slack = await Slack.start(t);
  const service = await serve(t, { store: path.join(folder(t), 'plan.db'), env: slack.env });
  await service.setClock(MONDAY);
  return { slack, service };
}
