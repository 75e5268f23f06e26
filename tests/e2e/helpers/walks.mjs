// Two walks, told once and gone through everywhere: typed in a terminal, by Slack's modals and buttons, clicked in the playground of Teams.
// A step says something, presses a button or fills in a form; `asks` is what is read then. What a form says is `typed`, for whoever has
// none. However it is gone through, the plan's log holds the same edits.
import assert from 'node:assert/strict';
import { logOf } from './look.mjs';
import { say as typeIn } from './program.mjs';

/// Conversation 1 of the product page as one person walks it, in a channel.
export const TEAM = {
  start: { say: 'start Self-serve billing live for EU customers by 30 oct', asks: /what does the announcement say/ },
  steps: [
    { press: 'Do it in a form',
      fill: [['announcement', 'EU customers buy and pay by themselves'], ['audience', 'small EU shops wait 4 days for an invoice'],
        ['unless', 'terms are not signed off for all 27 countries']],
      typed: 'answer announcement: EU customers buy and pay by themselves audience: small EU shops wait 4 days for an invoice '
        + 'unless: terms are not signed off for all 27 countries',
      asks: /Which number will tell that it worked/ },
    { press: 'Answer', fill: [['name', 'EU waitlist companies'], ['from', '40'], ['to', '100'], ['by', '2026-10-30']], send: 'Add',
      typed: 'answer EU waitlist companies 40 to 100 by 30 oct', asks: /Walking back from Fri 30 Oct/ },
    { press: 'Answer', fill: [['title', 'terms and privacy signed off'], ['by', '2026-09-30']],
      typed: 'answer terms and privacy signed off by 30 sep', asks: /M1 terms and privacy signed off, by/ },
    { say: 'tax engine works in staging by 9 oct', asks: /M2 tax engine works in staging, by/ },
    { say: '20 customers finished the beta by T-1w', asks: /M3 20 customers finished the beta, by/ },
    { say: 'also build a webhook retry', asks: /I parked .build a webhook retry/ },
    { press: "That's enough", asks: /are all true, is/ },
    { press: 'Something is missing', asks: /What is missing/ },
    { say: 'the launch page 3/5/8d owner me', asks: /Just before A1 the launch page, what/ },
    { say: 'switch on and announce 1d owner me', asks: /Just before A2 switch on and announce, what/ },
    { press: 'Answer', fill: [['title', 'fix beta findings'], ['duration', '2/4/9d']],
      typed: 'answer fix beta findings 2/4/9d', asks: /Just before A3 fix beta findings, what/ },
    { press: 'M3 is true', asks: /For M3 20 customers finished the beta: what/ },
    { say: 'beta with 20 customers 10/10/12d owner me', asks: /Just before A4 beta with 20 customers, what/ },
    { press: 'M2 is true', asks: /For M2 tax engine works in staging: what/ },
    { say: 'build the tax engine 6/8/14d owner me', asks: /Just before A5 build the tax engine, what/ },
    { say: 'choose a tax vendor 5/7/14d owner me', asks: /Just before A6 choose a tax vendor, what/ },
    { press: 'Nothing before it', asks: /For M1 terms and privacy signed off: what/ },
    { say: 'sign-off by counsel 6/10/16d owner me', asks: /Just before A7 sign-off by counsel, what/ },
    { press: 'Nothing before it', asks: /Parked: .build a webhook retry/ },
    { press: 'Drop', asks: /How often shall/ },
    { press: 'Every 2 weeks', asks: /CUST committed, v1/ },
  ],
};

/// A goal of one's own, in a direct message: the beginning of conversation 6. It begins with a form.
export const OWN = {
  isDirect: true,
  start: { say: 'start', fill: [['title', 'run my first 10k race'], ['date', '2026-11-15']], send: 'Start', typed: 'start run my first 10k race by 2026-11-15',
    asks: /what makes you glad/ },
  steps: [
    { say: 'finished without walking', asks: /Which number shows that you are getting there/ },
    { say: 'longest run 3km, want 10 by 8 nov', asks: /K1 longest run/ },
    { say: '10 km without a break by 8 nov', asks: /M1 10 km without a break/ },
    { say: '5km without stopping by 27 sep', asks: /M2 5km without stopping/ },
    { press: "That's enough", asks: /what is the very last thing done/ },
    { say: 'buy shoes 1d', asks: /Just before A1 buy shoes/ },
    { press: 'Nothing before it', asks: /When may I write/ },
    { press: 'Sunday evening only', asks: /committed, v1/ },
  ],
};

/// Each step has a minute of its own, so that what is asked of the clock is answered alike.
export const timeOf = (step) => new Date(Date.UTC(2026, 8, 8, 8, 2 * step)).toISOString().replace('.000', '');

/// What became of the plans: the edits of the log, and the versions that they made.
export async function editsOf(store) {
  const entries = (await logOf(store)).map((line) => JSON.parse(line));
  assert.ok(entries.length > 5, 'there is a log');
  return entries.map(({ plan, version, edits }) => ({ plan, version, edits }));
}

/// Goes through it at the terminal: a button is pressed by saying what it says.
export async function walkTyped(store, walk) {
  const buttons = new Map();
  for (const [i, step] of [walk.start, ...walk.steps].entries()) {
    const text = step.typed ?? (step.press ? buttons.get(step.press) : i > 0 && !walk.isDirect ? `answer ${step.say}` : step.say);
    assert.ok(text, `there is a button ${step.press}`);
    const { messages, err } = await typeIn(store, text, { now: timeOf(i), zone: 'UTC', as: 'alex', channel: walk.isDirect ? undefined : 'general' });
    for (const { label, say } of messages.flatMap((message) => message.buttons)) buttons.set(label, say);
    assert.match(messages.map((message) => message.text).join('\n'), step.asks, `${text}\n${err}`);
  }
  return editsOf(store);
}
