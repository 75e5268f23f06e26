// Slack's limits on a message that types cannot say: counts and lengths (Block Kit reference; chat.update refuses a text above 4,000).
// A length is the larger of UTF-16 units, which is what .length counts, and code points.

const TEXT = { section: 3000, context: 3000, rich_text: 3000, header: 150 };
const COUNT = { actions: 25, context: 10 };

function* textsOf(element) {
  if (typeof element !== 'object' || element === null) return;
  if (typeof element.text === 'string') yield element.text;
  else if (element.text) yield* textsOf(element.text);
  for (const child of element.elements ?? []) yield* textsOf(child);
}

function buttonProblems(button, where, seen) {
  const problems = [];
  const label = button.text?.text ?? '';
  if (label.length < 1 || label.length > 75) problems.push(`${where}: label of ${label.length}`);
  const said = button.value?.length ?? 1;
  if (said < 1 || said > 2000) problems.push(`${where}: value of ${said}`);
  if (!button.action_id || button.action_id.length > 255) problems.push(`${where}: action_id`);
  if (seen.has(button.action_id)) problems.push(`${where}: action_id ${button.action_id} twice`);
  seen.add(button.action_id);
  return problems;
}

/** Everything in the message that Slack would refuse or cut. */
export function violations({ text, blocks }) {
  const problems = [];
  const seen = new Set();
  if (typeof text !== 'string' || text.length < 1 || text.length > 4000) problems.push(`text of ${text?.length}`);
  if (blocks.length > 50) problems.push(`${blocks.length} blocks`);
  for (const [i, block] of blocks.entries()) {
    const where = `block ${i} (${block.type})`;
    const elements = block.elements ?? [];
    if (block.elements && elements.length < 1) problems.push(`${where}: empty`);
    if (elements.length > (COUNT[block.type] ?? Infinity)) problems.push(`${where}: ${elements.length} elements`);
    if (block.type === 'actions') {
      for (const [j, button] of elements.entries()) problems.push(...buttonProblems(button, `${where}.${j}`, seen));
      continue;
    }
    const texts = [...textsOf(block)];
    if (texts.some((t) => t.length < 1)) problems.push(`${where}: empty text`);
    const longest = block.type === 'rich_text' ? texts.join('').length : Math.max(0, ...texts.map((t) => t.length));
    if (longest > (TEXT[block.type] ?? Infinity)) problems.push(`${where}: ${longest} characters`);
  }
  return problems;
}
