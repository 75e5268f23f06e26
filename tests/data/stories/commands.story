@2026-09-08T10:00:00+02:00
ann> help
ann> help slip
ann> 
ann #eng> 
ann #eng> next
ann #eng> start
ann #eng> start Launch the shop
ann #eng> goal by 1 oct
ann #eng> milestone Beta tested by T-1w
ann #eng> milestone M1 by 22 sep
ann #eng> before M1 write tests for 3d owner @bob
ann #eng> before A1 build it for 1-5d owner me
ann #eng> action celebrate for half a day after M1
ann #eng> link A3 after A1
ann #eng> link A2 after A1
ann #eng> link A1 after M1
ann #eng> owner A3 @cat
bob #eng> started A2
bob #eng> done A2
bob #eng> done A2
bob #eng> drop A1
bob #eng> undo
ann #eng> list
ann #eng> status share
bob #eng> start Second plan here by 20 dec
bob #eng> next
bob #eng> next in SHOP
bob #eng> drop A3 in SHOP
bob #eng presses> done A3 in LAUN
@2026-09-08T10:02:00+02:00
bob> status in SECO
bob> milestone halfway there by 1 nov
bob> status
bob> start Learn to swim by 1 dec
ann> status in SWIM
ann> list
bob> list
bob #eng p2/root> status
bob #eng p1/root> status
