@2026-09-07T20:00:00+02:00
runner> start run my first 10k race by sun 15 nov
runner> finished without walking
runner> longest run 3km, want 10 by 8 nov
runner> 10 km without a break by 8 nov
runner> 8km comfortably by 25 oct
runner> 5km without stopping by 27 sep
runner> three runs in each week
runner> enough
runner> buy shoes 1d
runner> nothing
runner> Sunday evening only
runner> next
runner> settings
friend> list
