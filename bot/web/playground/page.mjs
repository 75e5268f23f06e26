// The page: what is chosen (who, where, which thread), what is shown of it, and what the hands do.
import { ask } from './form.mjs';
import { Messages, channelView, directView } from './messages.mjs';
import { ABOUT, BOT, CHANNELS, PEOPLE, dayOf, firstWords, fullDayOf, nameOf, samplePlan, timeOf } from './people.mjs';
import { listen, move, say } from './service.mjs';
import { fill, make, show } from './show.mjs';

const at = (id) => document.getElementById(id);
const messages = new Messages();
const chosen = { person: PEOPLE[0], view: channelView(CHANNELS[0]), thread: null };
let ahead = 0; // of the product clock, before this machine's
let openFrom = null; // a thread with an event after this one is opened by itself
let last = 0;
let isMoving = false;
const triggers = new Set(); // of what was said on this page

const now = () => Date.now() + ahead;
const isDirect = () => chosen.view.startsWith('@');
const channel = () => (isDirect() ? undefined : chosen.view.slice(1));
const tell = (text) => { at('status').textContent = text; };

// What the hands do ------------------------------------------------------------------------------------------------------------------------

const here = (thread) => ({ as: chosen.person.id, zone: chosen.person.zone, channel: channel(), thread: thread ?? undefined });

/// What a form opens by that answers us; a command in a channel needs none, its form comes with the answer.
function trigger() {
  const made = crypto.randomUUID();
  triggers.add(made);
  return made;
}

async function speak(what, thread) {
  const isCommand = !thread && !isDirect() && !what.pressed;
  const utterance = { ...here(thread), ...what, trigger: isCommand ? undefined : trigger() };
  if (!thread && !isDirect()) openFrom = last;
  tell('');
  const answer = await say(utterance);
  if (answer.form) await open(answer.form, titleOf(answer), thread);
}

const speakOrTell = (what, thread) => speak(what, thread).catch((error) => tell(error.message));

const titleOf = ({ parts }) => parts?.headline.map(({ text }) => text).join('') || 'Fill in';

async function open(form, title, thread) {
  const place = here(thread);
  const answer = await ask(title, form, (filled) => say({ ...place, trigger: trigger(), form: filled }));
  if (answer?.form) await open(answer.form, titleOf(answer), thread);
}

function compose(form, words, thread) {
  const send = () => {
    const text = words.value.trim();
    if (!text) return;
    words.value = '';
    fit(words);
    speakOrTell({ text }, thread());
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  words.addEventListener('input', () => fit(words));
  words.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
}

function fit(words) {
  words.rows = Math.min(8, words.value.split('\n').length);
}

function choose(what) {
  Object.assign(chosen, what);
  if (what.person && isDirect()) chosen.view = directView(chosen.person.id);
  if (what.view || what.person) chosen.thread = what.thread ?? null;
  openFrom = null;
  draw({ isOtherPlace: true });
}

async function step(button) {
  if (isMoving) return;
  isMoving = true;
  tell('The clock moves …');
  try {
    const moved = await move(button.dataset.step, chosen.person.zone);
    ahead = moved.now - Date.now();
    const when = `It is ${dayOf(now(), chosen.person.zone)}, ${timeOf(now(), chosen.person.zone)} in ${chosen.person.city}.`;
    tell(button.dataset.step === 'message' && !moved.told ? `${when} Nothing is waiting to be sent.` : when);
  } catch (error) {
    tell(error.message);
  }
  isMoving = false;
}

let isAdding = false;
async function addSample() {
  if (isAdding) return;
  isAdding = true;
  at('sample').disabled = true;
  try {
    choose({ view: channelView('launch') });
    let plan = ''; // named each time: there may be others in the channel
    for (const [index, { as, text }] of samplePlan(now()).entries()) {
      tell(`Making the sample plan: ${index + 1} …`);
      const answer = await say({ as, text: text + plan, channel: 'launch', zone: PEOPLE.find(({ id }) => id === as).zone, quiet: true });
      if (index > 0) continue;
      const key = /^Started (\S+):/.exec(answer.text)?.[1];
      if (!key) throw new Error(answer.text || 'The sample plan could not be started.');
      plan = ` in ${key}`;
    }
    tell('The sample plan is there. Move the clock to its next message.');
  } catch (error) {
    tell(error.message);
  }
  at('sample').disabled = isAdding = false;
}

// What is shown -----------------------------------------------------------------------------------------------------------------------------

const hands = (message, replies) => ({
  who: chosen.person.id,
  zone: chosen.person.zone,
  replies,
  press: (button) => speakOrTell({ text: button.say, pressed: button.label }, replies === undefined ? chosen.thread : message.thread),
  open: (form) => open(form, titleOf(message), message.thread),
  openThread: (key) => {
    chosen.thread = key;
    draw({ isOtherPlace: true });
    at('thread-words').focus();
  },
});

function drawLog(log, list, countsReplies) {
  const replies = (message) => (countsReplies ? messages.replies(message.key, chosen.person.id).length : undefined);
  const stamp = (message) => [chosen.person.id, message.key, message.version, replies(message)].join(' ');
  fill(log, list, stamp, (message) => show(message, hands(message, replies(message))), (time) => fullDayOf(time, chosen.person.zone));
}

function place(view, label, extra) {
  const unread = messages.unread(view, chosen.person.id);
  const isHere = view === chosen.view;
  return make('li', {}, make('button', { type: 'button', class: unread > 0 && !isHere ? 'unread' : undefined, 'aria-current': isHere ? 'page' : undefined,
    onclick: () => choose({ view }) }, label, extra ?? null, unread > 0 && !isHere ? badge(unread, 'unread') : null));
}

const badge = (count, what) => make('span', { class: 'badge' }, String(count), make('span', { class: 'hidden' }, ` ${what}`));

function person(one) {
  const isHere = one === chosen.person;
  const calls = isHere ? 0 : messages.calls(one.id, CHANNELS);
  return make('li', {}, make('button', { type: 'button', 'aria-pressed': String(isHere), onclick: () => choose({ person: one }) },
    make('span', { class: `avatar ${one.id}`, 'aria-hidden': 'true' }, one.name[0]),
    make('span', { class: 'who' }, one.name, make('span', { class: 'soft' }, ` ${one.city} ${timeOf(now(), one.zone)}`)),
    calls > 0 ? badge(calls, 'unread') : null));
}

/// Sets the list's items anew where they have changed, and keeps the focus at its place in it.
function list(id, items) {
  const held = [...at(id).querySelectorAll('button')].indexOf(document.activeElement);
  const isSame = at(id).children.length === items.length && items.every((item, index) => item.isEqualNode(at(id).children[index]));
  if (isSame) return;
  at(id).replaceChildren(...items);
  if (held >= 0) at(id).querySelectorAll('button')[held]?.focus();
}

function drawSide() {
  const known = [...new Set([...CHANNELS, ...messages.channels()])];
  list('people', PEOPLE.map(person));
  list('channels', known.map((name) => place(channelView(name), `# ${name}`)));
  list('direct', [place(directView(chosen.person.id), BOT.name)]);
}

function drawClock() {
  at('clock-time').textContent = `${dayOf(now(), chosen.person.zone)}, ${timeOf(now(), chosen.person.zone)}`;
  at('clock-zone').textContent = `in ${chosen.person.city}`;
}

function drawWelcome(isEmpty) {
  at('welcome').hidden = !isEmpty || channel() !== CHANNELS[0];
  if (at('welcome').hidden || at('welcome').childElementCount > 0) return;
  at('welcome').append(
    make('h3', {}, 'What to try first'),
    make('p', {}, 'Backwalk plans backward from the goal. Start a plan and answer its questions in the thread; or add the sample plan. Then move the '
      + 'clock, and reminders, check-ins, standups and briefs arrive. Switch people to see what each of them gets.'),
    make('div', { class: 'buttons' }, make('button', { type: 'button', class: 'primary', onclick: addSample }, 'Add a sample plan'),
      ...firstWords(now()).map(({ label, text }) => make('button', { type: 'button', title: text, onclick: () => speakOrTell({ text }) }, label))));
}

function drawThread() {
  const told = chosen.thread ? messages.inThread(chosen.thread, chosen.person.id) : [];
  at('thread').hidden = told.length === 0;
  if (told.length > 0) drawLog(at('thread-log'), told, false);
  at('thread-words-label').textContent = `Reply in the thread as ${chosen.person.name}`;
}

/// Everything that may have changed. What is read out loud is only what comes in, not what was there when one came to the place.
function draw({ isOtherPlace = false } = {}) {
  const logs = [at('log'), at('thread-log')];
  if (isOtherPlace) logs.forEach((log) => log.setAttribute('aria-live', 'off'));
  const told = messages.inPlace(chosen.view, chosen.person.id);
  messages.markRead(chosen.view, chosen.person.id);
  at('place').textContent = isDirect() ? BOT.name : `# ${channel()}`;
  at('about').textContent = isDirect() ? `Between Backwalk and ${chosen.person.name}. Answers to check-ins and standups go here.` : ABOUT[channel()] ?? '';
  at('words-label').textContent = `${isDirect() ? 'Write to Backwalk' : `Write in #${channel()}`} as ${nameOf(chosen.person.id)}`;
  drawWelcome(told.length === 0);
  drawLog(at('log'), told, true);
  drawThread();
  drawSide();
  drawClock();
  if (!isOtherPlace) return;
  logs.forEach((log) => { log.scrollTop = log.scrollHeight; });
  requestAnimationFrame(() => logs.forEach((log) => log.removeAttribute('aria-live')));
}

const formIn = (message) => message.parts.blocks.find(({ kind }) => kind === 'form').form;

/// A thread that answers what was just said in the channel is opened, unless one is open.
function openThread(changed) {
  const answer = changed.find((one) => one.thread && one.view === chosen.view && openFrom !== null && one.seq > openFrom && messages.all.has(one.thread));
  if (answer && !chosen.thread && matchMedia('(min-width: 1000px)').matches) chosen.thread = answer.thread;
}

function hear(news, isNew) {
  if (isNew) messages.clear();
  ahead = news.now - Date.now();
  last = news.last;
  const opened = news.events.filter(({ message }) => message?.opens);
  const changed = news.events.filter((event) => !opened.includes(event)).map((event) => messages.take(event));
  for (const { message } of opened) if (triggers.delete(message.opens)) open(formIn(message), titleOf(message), message.thread);
  openThread(changed);
  draw({ isOtherPlace: isNew });
  document.body.dataset.seen = String(last);
}

compose(at('composer'), at('words'), () => null);
compose(at('thread-composer'), at('thread-words'), () => chosen.thread);
at('thread-close').addEventListener('click', () => {
  choose({ thread: null });
  at('words').focus();
});
at('sample').addEventListener('click', addSample);
for (const button of document.querySelectorAll('[data-step]')) button.addEventListener('click', () => step(button));
setInterval(() => {
  drawClock();
  drawSide();
}, 10_000);
draw({ isOtherPlace: true });
at('words').focus();
listen(hear, (isLost) => {
  if (isLost) tell('The service does not answer; trying again …');
  else if (at('status').textContent.startsWith('The service')) tell('');
});
