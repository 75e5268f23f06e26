@2026-09-07T20:00:00+02:00
runner> start run my first 10k race by sun 15 nov
runner> finished without walking
runner> longest run 3km, want 10 by 8 nov
runner> 8km comfortably
runner> 5km without stopping
runner> 3 runs a week for a month
runner> shoes
runner> enough
runner> undo
runner> enough
runner> milestone M3 by 13 sep
runner> enough
runner> Sunday evening only
runner> next
runner> settings
friend> list
