// A form as a dialog. The browser keeps the focus in it while it is open, and gives it back.
import { PEOPLE } from './people.mjs';
import { make, readable } from './show.mjs';

const dialog = document.getElementById('dialog');
const fields = document.getElementById('dialog-fields');
const wrong = document.getElementById('dialog-wrong');

const choices = (options, initial, mayBeEmpty) => [
  ...(mayBeEmpty ? [make('option', { value: '' }, '—')] : []),
  ...options.map(([value, label]) => make('option', { value, selected: value === initial }, readable(label))),
];

function input(field, id) {
  const common = { id, name: field.name, required: field.is_required && field.kind !== 'check', 'aria-describedby': `${id}-hint` };
  const isOpen = !field.is_required || !field.initial;
  switch (field.kind) {
    case 'number': return make('input', { ...common, type: 'text', value: field.initial });
    case 'date': return make('input', { ...common, type: 'date', value: field.initial });
    case 'check': return make('input', { ...common, type: 'checkbox', checked: field.checked });
    case 'person': {
      const people = PEOPLE.map(({ id: who, name }) => [`@${who}`, name]);
      return make('select', common, ...choices(people, `@${field.initial}`, isOpen));
    }
    case 'select': return make('select', common, ...choices(field.options.map(({ say, label }) => [say, label]), field.initial, isOpen));
    default: {
      if (!field.is_long) return make('input', { ...common, type: 'text', value: field.initial });
      const area = make('textarea', { ...common, rows: 4 });
      area.value = field.initial ?? '';
      return area;
    }
  }
}

function labelled(field, index) {
  const id = `field-${index}`;
  const optional = field.is_required || field.kind === 'check' ? null : make('span', { class: 'soft' }, ' (optional)');
  return make('div', { class: `field ${field.kind}` }, make('label', { for: id }, readable(field.label), optional), input(field, id),
    make('p', { id: `${id}-hint`, class: 'soft' }, readable(field.hint)));
}

fields.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) document.getElementById('dialog-form').requestSubmit();
});

const element = (name) => [...fields.querySelectorAll('input, select, textarea')].find((one) => one.name === name);

function filled(form) {
  const values = [];
  for (const field of form.fields) {
    const given = element(field.name);
    if (field.kind === 'check' ? !given.checked : given.value.trim() === '') continue;
    values.push({ name: field.name, say: field.say, is_text: field.kind === 'text', text: field.kind === 'check' ? '' : given.value.trim() });
  }
  return { say: form.say, fields: form.fields.map(({ name }) => name), values };
}

function complain(text, field) {
  for (const one of fields.querySelectorAll('[aria-invalid]')) one.removeAttribute('aria-invalid');
  wrong.textContent = readable(text);
  field?.setAttribute('aria-invalid', 'true');
  field?.focus();
}

/// Shows it until it is taken or left. `send(filled)` gives the answer; one that names a wrong field keeps it open. Resolves with the answer
/// that took it, or with nothing.
export function ask(title, form, send) {
  document.getElementById('dialog-title').textContent = readable(title);
  document.getElementById('dialog-send').textContent = readable(form.submit || 'Save');
  fields.replaceChildren(...form.fields.map(labelled));
  complain('');
  return new Promise((resolve) => {
    const leave = (answer) => {
      document.getElementById('dialog-form').onsubmit = null;
      dialog.onclose = null;
      if (dialog.open) dialog.close();
      resolve(answer);
    };
    dialog.onclose = () => leave(undefined);
    document.getElementById('dialog-cancel').onclick = () => leave(undefined);
    document.getElementById('dialog-form').onsubmit = async (event) => {
      event.preventDefault();
      const missing = form.fields.map(({ name }) => element(name)).find((one) => one.required && one.value.trim() === '');
      if (missing) return complain('This one is needed.', missing);
      try {
        const answer = await send(filled(form));
        if (!answer.wrong_field) return leave(answer);
        return complain(answer.text, element(answer.wrong_field) ?? fields.querySelector('input, select, textarea'));
      } catch (error) {
        return complain(error.message);
      }
    };
    if (!dialog.open) dialog.showModal();
  });
}
