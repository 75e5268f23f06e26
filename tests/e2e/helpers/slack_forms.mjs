// Forms as Slack sees them: what was opened, and what comes back when somebody sends it.
import assert from 'node:assert/strict';
import { FORM, TEAM, fresh, signed } from './slack.mjs';
import { until } from './wait.mjs';

export const openings = (slack) => slack.calls.filter((call) => call.method === 'views.open');

/// The view that opened last, as Slack has it.
export async function opened(slack, times = 1) {
  await until('the form opens', () => openings(slack).length === times && openings(slack).at(-1).reply);
  const { reply } = openings(slack).at(-1);
  assert.equal(reply.ok, true, JSON.stringify(reply));
  return reply.view;
}

const element = {
  plain_text_input: (value) => ({ type: 'plain_text_input', value }),
  datepicker: (value) => ({ type: 'datepicker', selected_date: value }),
  users_select: (value) => ({ type: 'users_select', selected_user: value }),
};

/// What Slack sends when a user has filled the view in.
export function submission(view, values, { user = 'U1' } = {}) {
  const state = Object.fromEntries(view.blocks.map(({ block_id: block, element: { type, action_id: action } }) =>
    [block, { [action]: element[type](values[block] ?? null) }]));
  return {
    type: 'view_submission', token: 'old', api_app_id: 'A1', trigger_id: fresh('submit'), team: { id: TEAM, domain: 'test' }, enterprise: null,
    is_enterprise_install: false, user: { id: user, username: `name-${user}`, name: `name-${user}`, team_id: TEAM },
    view: { ...view, state: { values: state } }, response_urls: [],
  };
}

/// Somebody fills the view in and sends it: {status, body}, the body parsed. `about.road` as for everything that is done in Slack.
export async function submit(slack, service, view, values, about = {}) {
  const payload = submission(view, values, about);
  if (about.road === 'socket') {
    const { payload: answer } = await slack.sockets.deliver('interactive', payload, { accepts: true });
    return { status: 200, body: answer };
  }
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const response = await service.request('POST', '/slack/interactions', { headers: { ...FORM, ...signed(body) }, body });
  return { status: response.status, body: JSON.parse(response.body) };
}
