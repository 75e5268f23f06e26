// Who can be spoken as, where, and the sample plan. The product clock's times are shown in the zone of whoever is chosen.

export const PEOPLE = [
  { id: 'anna', name: 'Anna', zone: 'Europe/Berlin', city: 'Berlin' },
  { id: 'ben', name: 'Ben', zone: 'America/New_York', city: 'New York' },
  { id: 'mei', name: 'Mei', zone: 'Asia/Tokyo', city: 'Tokyo' },
];
export const BOT = { id: 'backwalk', name: 'Backwalk' };
export const CHANNELS = ['launch', 'exec'];
export const ABOUT = { launch: 'Where the team plans. Whatever is written here is said to Backwalk.', exec: 'For those who only read: briefs arrive here.' };

/// How to call somebody: people of this page by their names, others as they call themselves.
export const nameOf = (id) => [...PEOPLE, BOT].find((one) => one.id === id)?.name ?? id;

const format = (options) => {
  const made = new Map();
  return (at, zone) => {
    if (!made.has(zone)) made.set(zone, new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }));
    return made.get(zone).format(new Date(at));
  };
};
export const timeOf = format({ hour: '2-digit', minute: '2-digit' });
export const dayOf = format({ weekday: 'short', day: 'numeric', month: 'short' });
export const fullDayOf = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/// The date, as one types it, of the Friday that is this many weeks after the week of the instant.
export function fridayIn(weeks, now) {
  const day = new Date(now + weeks * 7 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + 5 - (day.getUTCDay() || 7));
  return day.toISOString().slice(0, 10);
}

/// What is said in #launch, one after another, to make the sample plan: {as, text}.
export function samplePlan(now) {
  const anna = (text) => ({ as: 'anna', text });
  const end = fridayIn(5, now);
  return [
    anna(`start The customer portal is live for all by ${end}`),
    anna('milestone Contract with the payment provider is signed by T-3w'),
    anna('milestone Twenty customers have used the beta by T-1w'),
    anna('before M1 agree on the terms for 2d owner me'),
    anna('before A1 compare three providers for 1/2/4d owner me'),
    anna('before M2 run the beta for 4/5/8d owner @mei'),
    anna('before A3 build payment into the portal for 3/4/7d owner @ben'),
    anna('link A4 after M1'),
    anna('before goal switch it on for 1d owner @ben'),
    anna('before A5 write the announcement for 1/2/3d owner @mei'),
    anna('kpi add Paying customers from 0 to 20 owner me'),
    anna('risk the provider answers late owner me watch their offer is a week late'),
    anna('commit every 2w'),
    { as: 'ben', text: 'accept' },
    { as: 'mei', text: 'accept' },
    anna('checkin weekly mon 9:00'),
    anna('standup mon wed fri at 9:30 for @ben @mei'),
    anna('brief every fri at 10:00 in #exec'),
  ];
}

/// What the empty channel offers to say.
export const firstWords = (now) => [
  { label: 'Start a plan', text: `start The customer portal is live by ${fridayIn(4, now)}` },
  { label: 'See what can be said', text: 'help' },
];
