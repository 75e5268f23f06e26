// Tests wait for conditions, never for a time. The deadline is only there to end a test that would wait for ever.
import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MS = 30_000;

/// The first truthy value of `condition`; fails naming `what` when it does not come.
export async function until(what, condition) {
  const end = Date.now() + DEADLINE_MS;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await pause(10);
  }
}
