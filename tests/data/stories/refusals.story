@2026-09-08T10:00:00+02:00
ann #eng> start Launch the shop by 1 sep 2020
ann #eng> start Launch the shop by 31 feb
ann #eng> start Launch the shop by 03/04/2027
ann #eng> start Launch the shop by 30 oct
ann #eng> finsh A1
ann #eng> milstone Beta
ann #eng> done A9
ann #eng> before M7 x for 3d
ann #eng> before goal write it for 0d
ann #eng> before goal write it for -3d
ann #eng> before goal write it for 9-3d
ann #eng> before goal write it for 3cd
ann #eng> before goal write it for 3d owner @ghost
ann #eng> before A1 plan it for 1d
ann #eng> link A2 after A1
ann #eng> link A1 after A1
ann #eng> done the moon landing
ann #eng> done it
ann #eng> milestone
ann #eng> slip A1
ann #eng> slip M1 3d
ann #eng> slip A1 3d in NOPE
ann #eng> slip A1 1d
ann #eng> slip A1 1d
ann #eng> slip A1 1d again
ann #eng> commit
ann #eng> commit every 1w checked by @ghost
ann #eng> commit every 1w checked by @bob
bob #eng> undo
ann #eng> milestone <!channel> ready by 20 oct
ann #eng> milestone 出荷準備完了 by 20 oct
ann #eng> milestone 🚀 launched & <b>done</b> by 20 oct
ann #eng> preview slip A1 2d
ann #eng> goal by the sea
ann #eng> retrace
ann #eng> before goal prepare everything for 60d
ann #eng> done A1 yesterday
ann #eng> before goal print flyers 2d by 20 oct
ann #eng> milestone Shops open in EU by 28 oct
ann #eng> LAUN
ann #eng> BILL
ann #eng> milestone xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
ann #eng> milestone word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word 
