#! Plans that begin filled; Tue 8 Sep 2026.
@2026-09-08T10:00:00+02:00
product #billing> start
product #billing> template list
product #billing> template
product #billing> template lunch by 18 dec
product #billing> template launch
product #billing> template launch Self-serve billing by 31 feb
product #billing> template launch Self-serve billing by 30 oct
product #billing> preview template problem No invoice is lost by 6 nov
product #billing> template launch Self-serve billing by 18 dec owner @market
product #billing> template launch Self-serve billing by 18 dec owner @market
dev #billing p1/root> small EU shops buy by themselves
dev #billing> owner A5 me
product #billing> undo
product #billing presses> template problem No invoice is lost by 2026-09-25 anyway
runner> template health by 11 dec
coach> list
