@2026-09-07T20:00:00+02:00
runner> start run my first 10k race by sun 15 nov
runner> finished without walking
runner> longest run 3km to 10km by 8 nov
runner> 10 km without a break by 8 nov
runner> 5 km without stopping by 27 sep
runner> enough
runner> run 8 km 5d owner @coach
runner> run 8 km 5d
runner> run 5 km 10d
runner> buy shoes 1d
runner> nothing before it
runner> owner A1 @coach
runner> every week
runner> done it
runner> done shoes
runner> next
coach> status in RACE
coach> list
runner> share
