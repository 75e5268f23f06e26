@2026-09-08T10:00:00+02:00
ann #eng> start Launch the shop by 30 oct
ann #eng> before goal write it for 5d owner @bob
ann #eng> kpi add Visitors from 40 to 100
ann #eng> commit
ann #eng> checkin
ann #eng> checkin off
ann #eng> checkin every sat at 9
ann #eng> checkin every month
ann #eng> checkin weekly mon 25:00
ann #eng> checkin every 2 weeks on tue at 8:30
ann #eng> standup
ann #eng> standup on A1
ann #eng> standup mon wed fri at 9:30 for @bob @ghost
ann #eng> standup mon wed fri at 9:30 for @bob report at 9:00
ann #eng> standup tue wed fri at 9:30 for @ann @bob report at 11:15
ann #eng> brief every blue moon
ann #eng> brief every fri at 10:00 in #exec
ann #eng> brief
bob #eng> brief skip
ann #eng> brief note Thanks to Bob
ann #eng> brief skip
ann #eng> brief send
@2026-09-09T10:00:00+02:00
bob #eng> standup
bob #eng> standup on it
bob #eng> standup blocked A1 no keys
bob #eng> standup 2026-09-11 on A1
carl #eng> standup on it
bob #eng> standup blocked
bob #eng> standup else
bob #eng> away until today
bob #eng> away
bob #eng> away 3d
bob #eng> back
bob #eng> back
bob #eng> snooze A1 until thu
bob #eng> snooze A9
bob #eng> snooze standup until mon
bob #eng> remind off A1
bob #eng> remind off
bob #eng> remind on
bob #eng> remind
bob #eng> skip K1
bob #eng> settings zone Europe/Paris
ann #eng> settings zone Mars/Phobos
ann #eng> settings zone Europe/Paris
bob #eng> close
ann #eng> close
ann #eng presses> close now in LAUN
ann #eng> done A1
ann #eng> kpi K1
ann #eng> standup off
ann #eng> reopen
ann #eng> standup off
ann #eng> brief off
