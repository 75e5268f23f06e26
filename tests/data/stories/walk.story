@2026-09-08T10:00:00+02:00
product #billing> start Self-serve billing live for EU customers by 30 oct
product #billing p1/root> EU customers buy and pay by themselves, with correct VAT, no sales call
market #billing p1/root> small EU shops; today they wait 4 days for an invoice
product #billing p1/root> EU waitlist companies 40 to 100 by 30 oct
legal #billing p1/root> if terms and privacy are not signed off for all 27 countries
product #billing p1/root> Terms and privacy signed off by 30 sep owner @legal
product #billing p1/root> tax engine works in staging
product #billing p1/root> 20 customers finished the beta by T-1w
product #billing p1/root> enough
market #billing p1/root> yes
product #billing p1/root> nothing
product #billing p1/root> run the beta 10d owner @legal
dev #billing p1/root> integrate tax engine 6/8/14d owner @dev
dev #billing p1/root> choose tax vendor, sign contract 5/7/14d owner @dev
dev #billing p1/root> nothing, can start now
dev #billing p1/root> put the engine into staging 1d owner @dev
dev #billing p1/root> enough
legal #billing p1/root> sign-off by outside counsel 10d owner @legal
legal #billing p1/root> nothing
product #billing p1/root> every 2 weeks
dev #billing p1/root> accept
product #billing p1/root> commit
product #billing> 
product #billing> retrace
product #billing> next all
@2026-09-08T10:20:00+02:00
dev #billing> started A3
dev #billing> slip A3 3d because the vendor is slow
dev #billing> slip A3 30d left
dev #billing> slip A3 30d left anyway
dev #billing> undo
dev #billing> done tax vendor
product #billing> goal by 6 nov
product #billing> goal by 6 nov anyway
product #billing> restore v1
product #billing> restore v1 now
legal #billing> restore v1
product #billing> history
