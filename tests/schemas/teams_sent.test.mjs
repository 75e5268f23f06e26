// What the end-to-end tests really sent to the Teams stand-in, and the golden cards: all of it is what the schemas of Adaptive Cards 1.5 and of
// Teams' own kind of them allow, and the renderer that Teams uses shows it whole.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { JSDOM } from 'jsdom';

const here = path.dirname(fileURLToPath(import.meta.url));
const shared = path.join(process.env.BACKWALK_SHARED ?? path.join(here, '..', '..', '..', 'shared'), 'schemas', 'adaptivecards');
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const found = (folder, pattern) => (fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => pattern.test(name)).map((name) => path.join(folder, name)) : []);

const sent = found(process.env.BACKWALK_SENT_DIR ?? '', /^teams-.*\.json$/).flatMap(read).map(({ body }) => body);
const golden = found(path.join(here, '..', 'data', 'golden'), /^teams_.*\.json$/).map(read);
const cardsOf = (body) => (body.attachments ?? []).map(({ content }) => content);
const cards = [...golden, ...sent].flatMap(cardsOf);

/// The schema of 1.5 is of draft 6, whose "id" is today's "$id".
function validators() {
  const { id, ...official } = read(path.join(shared, 'adaptive-card.1.5.0.schema.json'));
  const draft6 = createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json');
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
  ajv.addMetaSchema(draft6);
  const teams = new Ajv({ strict: false, validateFormats: false });
  return { official: ajv.compile({ $id: id, ...official }), teams: teams.compile(read(path.join(shared, 'teams.cards-2.0.16.IAdaptiveCard.schema.json'))) };
}

test('there are cards of every kind', () => {
  const types = new Set();
  const walk = (value) => {
    if (value && typeof value === 'object') {
      if (typeof value.type === 'string') types.add(value.type);
      Object.values(value).forEach(walk);
    }
  };
  cards.forEach(walk);
  for (const type of ['RichTextBlock', 'TextBlock', 'Table', 'ActionSet', 'Action.Execute', 'Action.Submit', 'Input.Text', 'Input.Date', 'Input.ChoiceSet', 'Input.Toggle']) {
    assert.ok(types.has(type), type);
  }
});

if (!fs.existsSync(shared)) {
  console.log('skipped: no shared data');
} else {
  test('every card is valid', () => {
    const { official, teams } = validators();
    for (const card of cards) {
      // The schema of 1.5 knows no "msteams", and calls by another name what all renderers know as "firstRowAsHeaders".
      const { msteams: _, ...plain } = JSON.parse(JSON.stringify(card).replaceAll('"firstRowAsHeaders"', '"firstRowAsHeader"'));
      assert.ok(official(plain), `${JSON.stringify(official.errors?.slice(0, 3))} in ${JSON.stringify(plain)}`);
      assert.ok(teams(card), `${JSON.stringify(teams.errors?.slice(0, 3))} in ${JSON.stringify(card)}`);
    }
  });
}

test('every card is within the budget', () => {
  for (const card of cards) assert.ok(Buffer.byteLength(JSON.stringify(card)) <= 28 * 1024);
});

test('the renderer shows all of every card', async () => {
  const { window } = new JSDOM('<!doctype html><body></body>');
  for (const name of Object.getOwnPropertyNames(window).filter((one) => /^(document|window|Node|Element|.*Event|HTML.*)$/.test(one))) globalThis[name] ??= window[name];
  // The renderer writes through innerText, which JSDOM has not.
  const { get, set } = Object.getOwnPropertyDescriptor(window.Node.prototype, 'textContent');
  Object.defineProperty(window.HTMLElement.prototype, 'innerText', { get, set });
  const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');
  for (const json of cards) {
    const card = new AdaptiveCard();
    const context = new SerializationContext(Versions.v1_5);
    card.parse(json, context);
    const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
    assert.deepEqual(events, [], JSON.stringify(json));
    const shown = card.render();
    assert.ok(shown, JSON.stringify(json));
    const text = shown.textContent.replace(/\s+/g, ' ');
    const runs = JSON.stringify(json.body).match(/"type":"TextRun","text":"[^"\\]{3,}"|"text":"[^"\\]{3,}","type":"TextRun"/g) ?? [];
    for (const run of runs) {
      const words = /"text":"([^"]*)"/.exec(run)[1].trim().replace(/\s+/g, ' ');
      assert.ok(text.includes(words), `"${words}" is not shown of ${JSON.stringify(json)}`);
    }
  }
});
