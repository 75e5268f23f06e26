#!/usr/bin/env python3
"""Twenty minutes of mixed work: memory and file sizes must level off. Prints a line every ten seconds and a verdict.

  soak.py [--minutes 20] [--rate 300]     RATE requests a second, a tenth of them writing; the whole environment is that of run.py

The log of a plan grows with every writing command by design: what must stay level is memory, the write-ahead log, the tables that are
pruned, and what the file grows by per writing command."""
import argparse
import json
import os
import subprocess
import sys
import threading
import time

import service as under_test
from run import BINARY, PERF, WORK
from service import LOAD_CPU, PORT, Service, memory, prepare, sign

LOOK_EVERY = 10


def keep_asking(kind, rate, until, totals):
    """One crowd after another, each with fresh signatures."""
    while time.time() < until:
        seconds = min(60, max(5, until - time.time()))
        bodies = WORK / f"soak_{kind}.bodies"
        sign(PERF, bodies, kind, int(rate * seconds * 1.2) + 100)
        command = ["taskset", "-c", LOAD_CPU, str(WORK / "crowd"), str(PORT), "/slack/commands", str(bodies), "32", f"{rate}:{seconds}"]
        got = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        totals[kind]["acknowledged"] += got["acknowledged"]["n"]
        totals[kind]["other"] += got["refused"]["n"] + got["other"] + got["lost"] + got["unanswered"]
        totals[kind]["p99"] = max(totals[kind]["p99"], got["acknowledged"]["p99"])


def look(one, begun):
    size = lambda end: os.path.getsize(str(one.store) + end) / 1e6 if os.path.exists(str(one.store) + end) else 0
    told = one.metrics()
    return {"minute": round((time.time() - begun) / 60, 2), "rss_mb": round(memory(one.pid()) / 1024, 1), "store_mb": round(size(""), 2), "wal_mb": round(size("-wal"), 2),
            "outbox": told["backwalk_outbox_waiting"], "files": len(os.listdir(f"/proc/{one.pid()}/fd")), "dropped_lines": told["backwalk_log_dropped_lines"]}


def growth(looks, key):
    """From the middle of the run to its end, in parts of the middle."""
    third = max(1, len(looks) // 3)
    mean = lambda some: sum(one[key] for one in some) / len(some)
    return (mean(looks[-third:]) - mean(looks[third:2 * third])) / max(0.1, mean(looks[third:2 * third]))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=float, default=20)
    arguments.add_argument("--rate", type=float, default=300)
    asked = arguments.parse_args()
    os.sched_setaffinity(0, {int(LOAD_CPU)})
    under_test.sink()
    one = Service(BINARY, WORK)
    prepare(one, PERF)
    one.start()
    begun, looks = time.time(), []
    totals = {kind: {"acknowledged": 0, "other": 0, "p99": 0.0} for kind in ("read", "write")}
    until = begun + asked.minutes * 60
    askers = [threading.Thread(target=keep_asking, args=(kind, asked.rate * part, until, totals)) for kind, part in (("read", 0.9), ("write", 0.1))]
    for asker in askers:
        asker.start()
    while any(asker.is_alive() for asker in askers):
        time.sleep(LOOK_EVERY)
        looks.append(look(one, begun))
        print(json.dumps(looks[-1]), flush=True)
    one.stop()
    memory_growth, wal_growth = growth(looks, "rss_mb"), growth(looks, "wal_mb")
    per_write = (looks[-1]["store_mb"] - looks[0]["store_mb"]) * 1e6 / max(1, totals["write"]["acknowledged"])
    is_level = memory_growth < 0.05 and wal_growth < 0.25 and looks[-1]["files"] <= looks[0]["files"] + 4
    print(json.dumps({"requests": totals, "memory_growth": round(memory_growth, 3), "wal_growth": round(wal_growth, 3), "bytes_per_write": round(per_write), "level": is_level}))
    sys.exit(0 if is_level else 1)


if __name__ == "__main__":
    main()
