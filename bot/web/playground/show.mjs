// Messages as elements. Whatever people or plans say becomes text, never markup.
import { BOT, nameOf, timeOf } from './people.mjs';

/// An element with attributes and children; strings become text.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

// Control characters are shown as the sign for what cannot be shown.
// eslint-disable-next-line no-control-regex
export const readable = (text) => String(text ?? '').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');

function span(part, who) {
  if (part.mention) return make('span', { class: part.mention === who ? 'mention me' : 'mention' }, `@${readable(part.text).replace(/^@/, '')}`);
  const words = readable(part.text);
  if (part.style === 'strong') return make('strong', {}, words);
  if (part.style === 'quiet') return make('span', { class: 'soft' }, words);
  if (part.style === 'code') return make('code', {}, words);
  return document.createTextNode(words);
}

const line = (spans, who) => spans.map((part) => span(part, who));

/// Words are broken only where one would be wider than its column.
const cell = (text) => make('td', { dir: 'auto', class: /\S{25}/u.test(text) ? 'long' : undefined }, readable(text));

function table(rows) {
  const body = make('tbody', {}, ...rows.map((row) => make('tr', {}, ...row.map(cell))));
  return make('div', { class: 'table' }, make('table', {}, body));
}

function facts(pairs) {
  return make('dl', {}, ...pairs.flatMap(([name, value]) => [make('dt', {}, readable(name)), make('dd', { dir: 'auto' }, readable(value))]));
}

function progress({ step, of, label }) {
  const dots = Array.from({ length: of }, (_, index) => make('i', { class: index < step ? 'on' : undefined }));
  const words = `Step ${step} of ${of}${label ? ` · ${readable(label)}` : ''}`;
  return make('p', { class: 'progress' }, make('span', { class: 'dots', 'aria-hidden': 'true' }, ...dots), words);
}

/// Only what this program serves is shown as a picture, by its path: the public address may be another. Its words stand below it for whoever
/// wants them, and in its place where there is no picture (any more).
function picture({ address, dark, alt }) {
  const served = (one) => /\/p\/[\w.-]+$/.exec(one ?? '')?.[0];
  const path = served(address);
  const darkPath = served(dark);
  const words = readable(alt);
  if (!path) return make('p', { class: 'soft' }, words);
  const image = make('img', { src: path, alt: words.split('\n')[0], loading: 'lazy' });
  const told = make('details', {}, make('summary', {}, 'In words'), make('p', {}, words));
  const source = darkPath ? make('source', { srcset: darkPath, media: '(prefers-color-scheme: dark)' }) : null;
  const figure = make('figure', {}, make('picture', {}, source, image), told);
  image.addEventListener('error', () => {
    image.remove();
    told.open = true;
  });
  return figure;
}

function block(one, hands) {
  switch (one.kind) {
    case 'text': return make('p', { dir: 'auto' }, ...line(one.line, hands.who));
    case 'facts': return facts(one.facts);
    case 'rows': return table(one.rows);
    case 'progress': return progress(one);
    case 'rule': return make('hr');
    case 'picture': return picture(one);
    case 'form': return make('div', { class: 'buttons' }, make('button', { type: 'button', onclick: () => hands.open(one.form) }, 'Fill in'));
    case 'buttons': return make('div', { class: 'buttons' }, ...one.buttons.map((button) => make('button', {
      type: 'button', class: button.weight, title: readable(button.say), onclick: () => hands.press(button) }, readable(button.label))));
    default: return undefined;
  }
}

/// The beginning of what is very long, until somebody wants all of it.
function shortened(element, { text = '', parts }) {
  const isLong = text.length > (parts ? 4000 : 1500) || text.split('\n').length > (parts ? 80 : 20);
  if (!isLong) return [element];
  element.classList.add('short');
  const more = make('button', { type: 'button', class: 'replies', 'aria-expanded': 'false', onclick: () => {
    const isOpen = !element.classList.toggle('short');
    more.setAttribute('aria-expanded', String(isOpen));
    more.textContent = isOpen ? 'Show less' : 'Show all';
  } }, 'Show all');
  return [element, more];
}

function body(message, hands) {
  if (message.pressed) return make('p', { class: 'soft' }, 'pressed ', make('strong', {}, readable(message.pressed)));
  if (!message.parts) return make('p', { dir: 'auto' }, readable(message.text) || make('span', { class: 'soft' }, '(nothing)'));
  const { headline, blocks } = message.parts;
  const title = headline.length > 0 ? make('p', { class: blocks.length > 0 ? 'headline' : undefined, dir: 'auto' }, ...line(headline, hands.who)) : null;
  const isCard = blocks.some(({ kind }) => kind !== 'text');
  return make('div', { class: isCard ? 'card' : undefined }, title, ...blocks.map((one) => block(one, hands)));
}

/// One message. `hands`: {who, zone, press(button), open(form), openThread?(key), replies}.
export function show(message, hands) {
  const isBot = message.by === BOT.id;
  const name = nameOf(message.by);
  const avatar = make('span', { class: `avatar ${message.by}`, 'aria-hidden': 'true' }, isBot ? '←' : name.slice(0, 1).toUpperCase());
  const about = make('header', {}, make('b', {}, readable(name)), isBot ? make('span', { class: 'tag' }, 'app') : null, ' ',
    make('time', { datetime: new Date(message.at).toISOString(), class: 'soft' }, timeOf(message.at, hands.zone)),
    message.isEdited ? make('span', { class: 'soft' }, ' (edited)') : null);
  const note = message.onlyFor && message.view.startsWith('#') ? make('p', { class: 'soft only' }, 'Only visible to you') : null;
  const { replies } = hands;
  const thread = replies > 0 ? make('button', { type: 'button', class: 'replies', onclick: () => hands.openThread(message.key) },
    `${replies} ${replies === 1 ? 'reply' : 'replies'}`) : null;
  return make('article', { class: message.onlyFor ? 'message quiet' : 'message', 'data-key': message.key }, avatar,
    make('div', { class: 'said' }, note, about, ...shortened(body(message, hands), message), thread));
}

/// Makes `log` show these messages: what has not changed keeps its element, and so its focus. `stamp`: what an element depends on.
export function fill(log, messages, stamp, build, dayLabel) {
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const old = new Map([...log.children].map((child) => [child.dataset.stamp, child]));
  const focused = log.contains(document.activeElement) ? document.activeElement : null;
  const wanted = [];
  let day = '';
  for (const message of messages) {
    const label = dayLabel(message.at);
    if (label !== day) wanted.push([`day ${label}`, () => make('p', { class: 'day' }, make('span', {}, label))]);
    day = label;
    wanted.push([stamp(message), () => build(message)]);
  }
  let before = log.firstElementChild;
  for (const [key, builder] of wanted) {
    const known = old.get(key);
    old.delete(key);
    const element = known ?? builder();
    element.dataset.stamp = key;
    if (element === before) before = before.nextElementSibling;
    else log.insertBefore(element, before);
  }
  let lastGone = null;
  for (const element of old.values()) {
    if (focused && element.contains(focused)) lastGone = element;
    element.remove();
  }
  if (lastGone) keepFocus(log, lastGone, focused);
  if (wasAtEnd) log.scrollTop = log.scrollHeight;
}

/// The message that had the focus was edited: it goes to the button of the same name in the new one, or to the log.
function keepFocus(log, gone, focused) {
  const next = [...log.children].find((child) => child.dataset.key && child.dataset.key === gone.dataset.key);
  const same = next && [...next.querySelectorAll('button')].find((button) => button.textContent === focused.textContent);
  (same ?? log).focus();
}
