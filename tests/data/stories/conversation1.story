@2026-09-08T10:00:00+02:00
product #billing> start Self-serve billing live for EU customers by 30 oct
product #billing p1/root> EU customers buy and pay by themselves, with correct VAT, no sales call
market #billing p1/root> small EU shops; today they wait 4 days for an invoice
product #billing p1/root> EU waitlist companies 40 to 100 by 30 oct
product #billing p1/root> and trial to paid 2% to 3.5% by 30 nov
legal #billing p1/root> if terms and privacy are not signed off for all 27 countries
@2026-09-08T10:02:00+02:00
legal #billing p1/root> terms and privacy signed off by 30 sep owner @legal
product #billing p1/root> tax engine works in staging by 9 oct owner @dev
product #billing p1/root> 20 customers finished the beta by T-1w owner @legal
dev #billing p1/root> also build a webhook retry
@2026-09-08T10:03:00+02:00
product #billing p1/root> that's enough
market #billing presses> answer something is missing in CUST
market #billing p1/root> the launch page 3/5/8d owner @market
market #billing p1/root> nothing
product #billing p1/root> before goal switch on and announce 1d owner me
dev #billing p1/root> fix beta findings 2/4/9d owner @dev
dev #billing presses> answer M3 in CUST
product #billing p1/root> link A2 after A1
legal #billing p1/root> run the beta with 20 customers 10/10/12d owner @legal
dev #billing presses> answer M2 in CUST
dev #billing p1/root> integrate tax engine 6/8/14d owner @dev
dev #billing p1/root> choose tax vendor, sign contract 5/7/14d owner @dev
dev #billing p1/root> nothing, can start now
legal #billing p1/root> sign-off by counsel 6/10/16d owner @legal
product #billing p1/root> pricing decision 2/3/6d owner me
product #billing p1/root> walk
product #billing presses> answer nothing before it in CUST
@2026-09-08T10:07:00+02:00
dev #billing presses> answer drop in CUST
product #billing presses> answer every 2w in CUST
dev #billing presses> accept in CUST
market #billing presses> accept in CUST
product #billing presses> accept in CUST
@2026-09-08T10:13:00+02:00
legal #billing presses> accept in CUST
product #billing> 
