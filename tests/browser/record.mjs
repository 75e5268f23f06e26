// The recording in the README: the playground as one sees it, from a first sentence to a slip, in frames that img2webp (Debian's package webp)
// makes one picture of. How it is called: README.md.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { serve } from '../e2e/helpers/program.mjs';
import { Visitor } from './helpers/visitor.mjs';

const target = process.argv[2] ?? 'tests/browser/playground.webp';
const LOOK = { viewport: { width: 1000, height: 780 }, deviceScaleFactor: 0.8 };
const GLANCE_MS = 120;
const READ_MS = 2600;

const ends = [];
const t = { after: (end) => ends.unshift(end), name: 'recording' };
const made = fs.mkdtempSync(path.join(os.tmpdir(), 'backwalk-recording-'));
const frames = [];

async function frame(visitor, ms) {
  const file = path.join(made, `${String(frames.length).padStart(3, '0')}.png`);
  await visitor.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  frames.push({ file, ms });
}

/// Types some letters at a time, then sends.
async function write(visitor, box, text) {
  const letters = 6;
  for (let end = letters; end < text.length + letters; end += letters) {
    await visitor.page.locator(box).fill(text.slice(0, end));
    await frame(visitor, GLANCE_MS);
  }
  await visitor.page.locator(box).press('Enter');
}

async function tell(visitor) {
  await frame(visitor, READ_MS);
  await write(visitor, '#words', 'start Billing is live by 2026-11-06');
  await visitor.inThread(/what does the announcement say/);
  await frame(visitor, READ_MS);
  await write(visitor, '#thread-words', 'Shops pay by themselves');
  await visitor.inThread(/Who is it for/);
  await frame(visitor, READ_MS);
  await visitor.page.getByRole('button', { name: 'Close the thread' }).click();
  await visitor.page.getByRole('button', { name: 'Add a sample plan' }).first().click();
  await visitor.page.locator('#status').filter({ hasText: 'The sample plan is there' }).waitFor();
  await visitor.sees(/CUST committed, v1/);
  await frame(visitor, READ_MS);
  await write(visitor, '#words', 'timeline in CUST');
  const shown = await visitor.sees(/Timeline of CUST/);
  await shown.locator('img').evaluate((image) => image.decode());
  await shown.scrollIntoViewIfNeeded();
  await frame(visitor, READ_MS + 1200);
  await visitor.step('To Monday 09:00');
  await visitor.goTo('Backwalk');
  await frame(visitor, READ_MS);
  await visitor.page.locator('#log').getByRole('button', { name: 'No change', exact: true }).last().click();
  await visitor.sees(/pressed No change/);
  await frame(visitor, READ_MS);
  await visitor.become('Ben');
  await frame(visitor, READ_MS);
  await visitor.goTo('launch');
  await write(visitor, '#words', 'whatif A1 3d in CUST');
  await visitor.sees(/If A1 3d/);
  await frame(visitor, READ_MS + 1200);
}

try {
  const service = await serve(t, { store: path.join(made, 'plan.db') });
  await service.setClock('2026-10-12T09:00:00+02:00');
  const visitor = await Visitor.at(t, service, LOOK);
  await tell(visitor).catch(async (error) => {
    await visitor.photograph('recording-failed');
    throw error;
  });
  const list = frames.flatMap(({ file, ms }) => ['-d', String(ms), '-lossy', '-q', '60', '-m', '6', file]);
  execFileSync('img2webp', ['-loop', '0', '-min_size', ...list, '-o', target], { stdio: 'inherit' });
  console.log(`${target}: ${frames.length} frames, ${fs.statSync(target).size} bytes`);
} finally {
  for (const end of ends) await end();
  fs.rmSync(made, { recursive: true, force: true });
}
