@2026-09-08T10:00:00+02:00
ann #eng> start Launch the shop by 30 oct
ann #eng> before goal write it for 5d owner @bob
ann #eng> kpi
ann #eng> kpi add
ann #eng> kpi add Visitors
ann #eng> kpi add Visitors from many to 100
ann #eng> kpi add Visitors from 100 to 100
ann #eng> kpi add Visitors from 40 to 1,00 owner @bob
ann #eng> kpi add Revenue from €1,200 to €12,000 by 30 nov owner @bob
ann #eng> kpi Churn from 5% to 3.5%
ann #eng> kpi K3 49
ann #eng> kpi K1 a lot
ann #eng> kpi K1 12 apples
ann #eng> K1 = +9
ann #eng> commit
ann #eng> risk
ann #eng> risk rival launches first owner @bob watch their beta page goes live
ann #eng> block A1
ann #eng> block A9 no keys
ann #eng> block A1 sandbox keys not delivered
ann #eng> unblock A1
ann #eng> unblock A1
ann #eng> drop R1
ann #eng> report at risk because the vendor is slow
bob #eng> report on track
ann #eng> report purple
@2026-09-14T10:00:00+02:00
bob> status in LAUN
bob> kpi K2 €1,500 because of a webinar
bob> kpi K2 1600
bob> kpi K2 same
bob> undo
bob> kpi K2 to 15000 by 15 dec
bob> kpi
ann #eng> status
ann #eng> owner K2 @bob
ann #eng> history K1
