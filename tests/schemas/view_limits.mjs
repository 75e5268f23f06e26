// Slack's limits on a modal that types cannot say (Block Kit reference): counts, lengths, ids, and what an input block must have. A length
// is in UTF-16 units, which is what .length counts.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { violations as messageViolations } from './limits.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const shared = process.env.BACKWALK_SHARED ?? path.join(here, '..', '..', '..', 'shared');
const file = path.join(shared, 'schemas', 'slack', 'block-kit-limits.json');

const OURS = {
  view: { blocks: 100, title: 24, submit: 24, close: 24, private_metadata: 3000, callback_id: 255 },
  ids: { block_id: 255, action_id: 255 }, input: { label: 2000, hint: 2000 }, option: { text: 75, value: 75 },
  static_select: { options: 100 }, checkboxes: { options: 10 }, plain_text_input: { min_length_max: 3000 },
};
/** The shared table of limits; without it the numbers known here. */
export const limits = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : OURS;

function within(problems, where, text, most, least = 1) {
  const length = text?.length ?? 0;
  if (length < least || length > most) problems.push(`${where} of ${length}`);
}

function optionProblems(problems, where, element, most) {
  const options = element.options ?? [];
  if (options.length < 1 || options.length > most) problems.push(`${where}: ${options.length} options`);
  for (const option of options) {
    within(problems, `${where}: option text`, option.text?.text, limits.option.text);
    within(problems, `${where}: option value`, option.value, limits.option.value);
  }
  const known = options.map((option) => JSON.stringify(option));
  for (const initial of [element.initial_option, ...(element.initial_options ?? [])].filter(Boolean)) {
    if (!known.includes(JSON.stringify(initial))) problems.push(`${where}: the initial option is none of the options`);
  }
}

function elementProblems(problems, where, element) {
  within(problems, `${where}: action_id`, element.action_id, limits.ids.action_id);
  if (element.type === 'static_select') optionProblems(problems, where, element, limits.static_select.options);
  if (element.type === 'checkboxes') optionProblems(problems, where, element, limits.checkboxes.options);
  if (element.initial_value !== undefined) within(problems, `${where}: initial value`, element.initial_value, limits.plain_text_input.min_length_max);
  if (element.initial_date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(element.initial_date)) problems.push(`${where}: initial date`);
  if (element.initial_user !== undefined && !/^[UW][A-Z0-9]+$/.test(element.initial_user)) problems.push(`${where}: initial user`);
}

/** Everything in the modal that Slack would refuse. */
export function viewViolations(view) {
  const problems = [];
  within(problems, 'title', view.title?.text, limits.view.title);
  within(problems, 'close', view.close?.text, limits.view.close);
  within(problems, 'private_metadata', view.private_metadata ?? '', limits.view.private_metadata, 0);
  within(problems, 'callback_id', view.callback_id ?? '', limits.view.callback_id, 0);
  const inputs = view.blocks.filter((block) => block.type === 'input');
  if (view.blocks.length < 1 || view.blocks.length > limits.view.blocks) problems.push(`${view.blocks.length} blocks`);
  if (inputs.length > 0) within(problems, 'submit', view.submit?.text, limits.view.submit);
  const seen = new Set();
  for (const block of inputs) {
    const where = `block ${block.block_id}`;
    within(problems, `${where}: block_id`, block.block_id, limits.ids.block_id);
    if (seen.has(block.block_id)) problems.push(`${where} is there twice`);
    seen.add(block.block_id);
    within(problems, `${where}: label`, block.label?.text, limits.input.label);
    if (block.hint) within(problems, `${where}: hint`, block.hint.text, limits.input.hint);
    elementProblems(problems, where, block.element);
  }
  return problems.concat(messageViolations({ text: 'a view has none', blocks: view.blocks.filter((block) => block.type !== 'input') }));
}
