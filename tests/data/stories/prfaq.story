#! What was said, read as a press release; Tue 8 Sep 2026.
@2026-09-08T10:00:00+02:00
product #billing> prfaq
product #billing> start Self-serve billing live for EU customers by 30 oct
market #billing p1/root> EU customers buy and pay by themselves, with correct VAT
product #billing> prfaq
product #billing> prfaq export
market #billing> prfaq audience
market #billing> prfaq about shops
market #billing> prfaq audience small EU shops; today they wait 4 days for an invoice because tax is by hand
market #billing> prfaq audience small EU shops; today they wait 4 days for an invoice because tax is by hand again
legal #billing> prfaq unless terms are signed for all 27 countries
product #billing> milestone Tax engine works in staging by T-2w owner @dev
product #billing> before M1 integrate the tax engine for 6/8/14d owner @dev
product #billing> kpi add EU waitlist companies from 40 to 100
product #billing> risk the vendor is late owner @dev watch no keys by Friday
product #billing> commit every 2w
@2026-09-08T10:05:00+02:00
product #billing> prfaq
product #billing> prfaq export
