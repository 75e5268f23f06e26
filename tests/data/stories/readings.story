@2026-09-08T10:00:00+02:00
ann #eng> start Launch the shop by 30 oct
ann #eng> milestone
ann #eng> slip A1
ann #eng p1/root> done with all the paperwork, at last
ann #eng p1/root> next we serve everybody in town
ann #eng p1/root> skip
ann #eng p1/root> start small with three pilot shops
ann #eng presses> answer start small with three pilot shops in LAUN
ann #eng p1/root> milstone Beta by 9 oct
bob #eng p1/root> status
