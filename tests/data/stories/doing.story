#! Work that gets another shape, what is gained and what happens, and who is told; Tue 8 Sep 2026.
@2026-09-08T09:00:00+02:00
dev> help
legal> help
market> help
product #billing> start Billing live for EU customers by 30 oct
product #billing> milestone Tax engine works in staging
product #billing> before M1 choose tax vendor for 5/7/14d owner @dev
product #billing> before M1 integrate tax engine for 6/8/14d after A1 owner @dev
product #billing> before goal run the beta for 10d after M1 owner @legal
product #billing> before goal launch page and docs for 3/5/8d owner @market
product #billing> kpi add EU waitlist companies from 40 to 100 by 30 oct owner @product
product #billing> commit every 2w
dev #billing> preview slip A2 12d
dev #billing> slip A2 12d because keys came late
dev #billing> undo
@2026-09-08T10:00:00+02:00
market #billing> needs A4 designer for 3d lead 10d
market #billing> take A5
dev #billing> split A2 into tax rates 3d and tax forms 5d
dev #billing> merge A2 A6 as integrate tax engine
dev #billing> unlink A2 after A1
dev #billing> undo
legal #billing> gain A3 2d
legal #billing> gain A3 2d pull
dev #billing> gain A1 2d
dev #billing presses> gain A1 2d buffer in CUST
dev #billing> block A2 sandbox keys not delivered
dev #billing> mitigate R1 call the vendor for 1d owner me
dev #billing> happened R1 4d because they said so
market #billing> flexible A4
market #billing> plan
market #billing> mine
dev #billing> pace K1
product #billing> settings
product #billing> simplify
product #billing presses> simplify now in CUST
product #billing> undo
product #billing> close
@2026-09-10T17:00:00+02:00
dev #billing> done A1
dev #billing presses> gain A1 1d pull in CUST
dev #billing> learn
dev #billing> learn donts
dev> mine
dev> next all
