// What a store holds, looked at from outside (plan_log.py). One Python is kept and asked line by line: a test that polls would otherwise start
// one after another, and take the processor from what it waits for.
import { spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from './wait.mjs';

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'plan_log.py');
let python;

/// Does not keep the test's process alive but while it is asked.
function begin() {
  const child = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const asked = [];
  const parts = [child, child.stdin, child.stdout];
  const rest = () => parts.forEach((part) => part.unref());
  const settle = (how, value) => {
    asked.shift()?.[how](value);
    if (asked.length === 0) rest();
  };
  readline.createInterface({ input: child.stdout }).on('line', (line) => settle('resolve', JSON.parse(line)));
  child.on('error', (error) => settle('reject', error));
  child.on('exit', () => {
    python = undefined;
    while (asked.length > 0) settle('reject', new Error('plan_log.py has ended; its words are above'));
  });
  rest();
  return (words) => new Promise((resolve, reject) => {
    asked.push({ resolve, reject });
    parts.forEach((part) => part.ref());
    child.stdin.write(`${JSON.stringify(words)}\n`);
  });
}

const look = (...words) => {
  python ??= begin();
  return python(words);
};

/// Every command of the store's plans with its edits, a line each.
export const logOf = async (store) => (await look('log', store)).split('\n');
/// Whether some plan must be looked at by `moment` (milliseconds since 1970), and how many messages have not left yet: {due, waiting}.
export const dueIn = async (store, moment = 0) => JSON.parse(await look('due', store, String(moment)));
export const waitingIn = async (store) => (await dueIn(store)).waiting;

/// Until all that was to leave has left. What is paced takes its time; it ends in vain only where nothing moves any more.
export async function drained(store) {
  for (let left = await waitingIn(store); left > 0;) {
    const before = left;
    left = await until(`one of ${before} messages leaves`, async () => {
      const waiting = await waitingIn(store);
      return waiting === before ? null : { waiting };
    }).then(({ waiting }) => waiting);
  }
}
