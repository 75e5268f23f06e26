// Four weeks of a plan as data, so that the terminal and both roads of Slack tell the same story: a walk, a commit, standups with a blocker,
// check-ins with a corrected answer, a slip, an absence, a public holiday (Mon 26 Oct, the day after the clocks change), reminders of starts and
// of milestones, two briefs, a week of downtime.
const VIENNA = 'Europe/Vienna';
export const people = {
  anna: { zone: VIENNA, id: 'UANNA' },
  ben: { zone: VIENNA, id: 'UBEN' },
  carla: { zone: 'America/New_York', id: 'UCARLA' },
};
export const HOLIDAYS = '2026-10-26';
export const CHANNEL = { name: 'launch', id: 'CLAUNCH' };
export const EXEC = { name: 'exec', id: 'CEXEC' };

const offset = (day) => (day < 25 ? '+02:00' : '+01:00');
const at = (day, time) => `2026-10-${String(day).padStart(2, '0')}T${time}:00${offset(day)}`;

const said = (day, time, who, text) => ({ at: at(day, time), who, where: 'channel', text });
const told = (day, time, who, text) => ({ at: at(day, time), who, where: 'direct', text });
/// Typed in the terminal; on Slack the button that says `open` opens a form, which is sent with these values: the same command.
const filled = (day, time, who, text, open, values) => ({ ...told(day, time, who, text), form: { open: `${open} in CUST`, values } });
const tick = (day, time) => ({ at: at(day, time) });
/// Whatever falls due on a working day, and somewhat before and after.
const hours = ['08:59', '09:00', '09:30', '10:00', '11:00', '14:30', '15:00', '15:30'];
const from = (day, time) => hours.filter((hour) => hour >= time).map((hour) => tick(day, hour));
const until = (day, time) => hours.filter((hour) => hour < time).map((hour) => tick(day, hour));
const whole = (day) => from(day, '00:00');

export const story = [
  // Week 1: the walk, the commit, the rhythm; Wednesday's standup brings a blocker.
  said(5, '09:00', 'anna', 'start Self-serve billing live for EU customers by 13 nov'),
  said(5, '09:01', 'anna', 'answer EU customers buy and pay by themselves'),
  said(5, '09:02', 'anna', 'answer small EU shops; today they wait 4 days for an invoice'),
  said(5, '09:03', 'anna', 'answer EU waitlist companies 40 to 100 by 13 nov'),
  said(5, '09:04', 'carla', 'answer if terms are not signed off for all 27 countries'),
  said(5, '09:05', 'anna', 'milestone Terms signed by 16 oct owner @carla'),
  said(5, '09:06', 'anna', 'milestone Tax engine in staging by 30 oct owner @ben'),
  said(5, '09:07', 'anna', 'enough'),
  said(5, '09:08', 'anna', 'before M2 integrate the tax engine for 5/7/14d owner @ben'),
  said(5, '09:09', 'ben', 'before A1 choose the tax vendor for 3d owner me'),
  said(5, '09:10', 'anna', 'before M1 sign-off by counsel for 4d owner @carla'),
  said(5, '09:11', 'anna', 'before goal switch on and announce for 2d owner me'),
  said(5, '09:12', 'anna', 'commit every 2w'),
  said(5, '09:13', 'anna', 'checkin weekly mon 9:00'),
  said(5, '09:14', 'anna', 'standup mon wed fri at 9:30 for @ben @carla'),
  said(5, '09:15', 'anna', 'brief every fri at 10:00 in #exec'),
  said(5, '09:16', 'anna', 'risk rival launches first owner @carla watch their beta page goes live'),
  ...from(5, '09:30'), ...whole(6),
  ...until(7, '09:31'),
  filled(7, '09:40', 'ben', 'standup 2026-10-07 blocked A2 the vendor does not answer', 'standup 2026-10-07 blocked A2', { what: 'the vendor does not answer' }),
  ...from(7, '10:00'),
  told(7, '15:45', 'carla', 'standup on A3'),
  ...whole(8),
  filled(8, '16:00', 'anna', 'brief 2026-10-09 note Thanks to Ben for the vendor hunt', 'brief 2026-10-09 edit',
    { note: 'Thanks to Ben for the vendor hunt' }),
  ...whole(9),
  // Week 2: a check-in and its correction, the blocker goes, a slip, Carla is away.
  ...until(12, '09:10'),
  told(12, '09:10', 'anna', '45'),
  filled(12, '09:12', 'anna', 'kpi K1 47 because two more called', 'kpi K1', { value: '47', note: 'two more called' }),
  said(12, '09:20', 'ben', 'unblock A2'),
  said(12, '09:21', 'ben', 'started A2'),
  ...from(12, '09:30').slice(0, 1),
  told(12, '09:35', 'ben', 'calling the second vendor'),
  ...from(12, '10:00'), ...whole(13),
  said(13, '16:00', 'carla', 'started A3'),
  told(13, '16:05', 'carla', 'away until 19 oct'),
  ...until(14, '09:40'),
  told(14, '09:40', 'ben', 'standup on A2'),
  ...from(14, '10:00'),
  said(14, '16:00', 'ben', 'slip A2 2d because keys came late'),
  ...whole(15), ...until(16, '09:40'),
  told(16, '09:40', 'ben', 'standup on it'),
  ...from(16, '10:00'),
  said(16, '16:00', 'ben', 'done A2'),
  said(16, '16:01', 'anna', 'report on track'),
  // Week 3: nothing runs.
  { at: at(23, '14:00'), downtime: true },
  told(23, '14:10', 'anna', '60'),
  said(23, '14:20', 'carla', 'done A3'),
  said(23, '14:21', 'carla', 'done M1'),
  said(23, '14:22', 'ben', 'started A1'),
  ...from(23, '15:00'),
  // Week 4: winter time, a holiday, the second milestone, a brief.
  ...whole(26),
  ...until(27, '09:10'),
  told(27, '09:10', 'anna', 'kpi K1 +9'),
  ...from(27, '09:30'),
  ...until(28, '09:40'),
  told(28, '09:40', 'ben', 'standup on A1'),
  ...from(28, '10:00'),
  ...whole(29),
  told(29, '16:00', 'anna', 'brief skip'),
  said(29, '16:30', 'anna', 'undo'),
  ...until(30, '09:40'),
  told(30, '09:40', 'ben', 'standup on A1'),
  ...from(30, '10:00'),
  said(30, '16:00', 'ben', 'done A1'),
  said(30, '16:01', 'ben', 'done M2'),
  said(30, '16:05', 'anna', 'status'),
];
