#!/usr/bin/env python3
"""Puts the service beside the limits and peers of the shared performance harness, in one run, alternating: server on CPU 0, load on CPU 1.

  run.py setup                    builds what is missing in WORK (C++ limits, load generators, npm peers)
  run.py compare [TARGET...]      closed loop, 64 connections: rate, processor time a request, percentiles; ROUNDS rounds of SECONDS
  run.py latency                  open model at half of its own saturation, for read and write
  run.py overload                 write at three times saturation, and what comes after
  run.py start                    start to the first accepted request, resident memory
  run.py idle                     memory of 1,000 and 10,000 idle connections
  run.py table                    medians of all that was measured, as Markdown

Environment: BACKWALK_BIN (a release build), BACKWALK_SHARED (its perf/ is the harness), WORK (default: backwalk-bench in the temporary
folder), ROUNDS (5), SECONDS (2). Each measurement is a line of JSON in WORK/results.jsonl."""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import service as under_test
from service import LOAD_CPU, PORT, SERVER_CPU, Service, cpu, memory, prepare, sign

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PERF = pathlib.Path(os.environ.get("BACKWALK_SHARED", ROOT.parent / "shared")) / "perf"
WORK = pathlib.Path(os.environ.get("WORK", pathlib.Path(tempfile.gettempdir()) / "backwalk-bench"))
BINARY = os.environ.get("BACKWALK_BIN", str(ROOT / "build/release/backwalk"))
ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "5")), float(os.environ.get("SECONDS", "2"))
OUT = WORK / "results.jsonl"

PEERS = {  # name: (command, port, path, kind of body)
    "beast-verify": ([f"{WORK}/beast_min", "9104", "none"], 9104, "/slack/events", "peer"),
    "beast-durable-full": ([f"{WORK}/beast_min", "9110", f"{WORK}/db/limit", "FULL", "64"], 9110, "/slack/events", "peer"),
    "bolt-http-durable-full-groupcommit": (["node", f"{PERF}/peers/bolt.js", "9116", "http", f"sqlitegc:{WORK}/db/peer:FULL"], 9116, "/slack/events", "peer"),
    "agents-hosting-jwt": (["node", f"{PERF}/peers/agents_jwt.js", "9114"], 9114, "/api/messages", "teams"),
}
OURS = {"backwalk-read": "read", "backwalk-write": "write", "backwalk-static": "health", "backwalk-teams": "teams"}
DEFAULT = ["beast-verify", "backwalk-read", "beast-durable-full", "backwalk-write", "bolt-http-durable-full-groupcommit"]


def setup():
    (WORK / "npm").mkdir(parents=True, exist_ok=True)
    for program, source, libraries in [("beast_min", PERF / "limits/beast_min.cpp", ["-lssl", "-lcrypto", "-lsqlite3", "-lpthread"]),
                                       ("openload", PERF / "load/openload.cpp", []), ("crowd", HERE / "crowd.cpp", [])]:
        if not (WORK / program).exists():
            subprocess.check_call(["g++", "-O2", "-std=c++20", "-o", WORK / program, source, *libraries])
    if not (WORK / "npm/node_modules/better-sqlite3").exists():
        npm = ["npm", "install", "--no-audit", "--no-fund"]
        (WORK / "npm/package.json").write_text("{}\n")
        subprocess.check_call([*npm, "--ignore-scripts", "@slack/bolt@5.1.0", "@microsoft/agents-hosting@1.8.1", "express"], cwd=WORK / "npm")
        subprocess.check_call([*npm, "better-sqlite3@12.11.1"], cwd=WORK / "npm")


def emit(**fields):
    fields.update(at=time.strftime("%Y-%m-%d %H:%M:%S"), load=os.getloadavg()[0])
    with open(OUT, "a") as out:
        out.write(json.dumps(fields) + "\n")
    print(json.dumps(fields), flush=True)


def wrk(port, path, bodies, seconds, connections=64, script="slack.lua", **environment):
    """`bodies` are used from the first on."""
    told = {**os.environ, "SIGNED": str(bodies), "BODIES": str(bodies), "PATH_": path, **environment}
    command = ["taskset", "-c", LOAD_CPU, "wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "10s", "-s",
               f"{PERF}/load/{script}", f"http://127.0.0.1:{port}{path}"]
    return json.loads(subprocess.run(command, env=told, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1])


def measure(name, pid, load, warm_up):
    """One point: `load()` answers wrk's figures."""
    warm_up()
    before = cpu(pid)
    result = load()
    spent = cpu(pid) - before
    if not result["n"] or result["non2xx"] or result["sockerr"]:
        print("BAD", name, result, flush=True)
    return dict(target=name, cpu_us=round(spent / max(1, result["n"]) * 1e6, 2), peak_mb=round(memory(pid, "VmHWM") / 1024, 1), **result)


def peer_point(name):
    command, port, path, kind = PEERS[name]
    db = WORK / "db"
    under_test.shutil.rmtree(db, ignore_errors=True)
    db.mkdir(parents=True)
    bodies, tokens = WORK / f"{kind}.bodies", WORK / "teams.jwt"
    tokens.unlink(missing_ok=True)
    if kind == "teams":
        subprocess.check_call([sys.executable, f"{PERF}/load/teams_bodies.py", str(bodies), "2048"])
    else:
        sign(PERF, bodies, kind, 2048)
    process = subprocess.Popen(["taskset", "-c", SERVER_CPU, *command], stdout=subprocess.DEVNULL, stderr=open(WORK / "peer.log", "w"),
                               env={**os.environ, "NODE_PATH": f"{WORK}/npm/node_modules", "NODE_ENV": "production", "WORK": str(WORK)})
    try:
        wait_for(port, process)
        while kind == "teams" and not tokens.exists():
            time.sleep(0.05)
        more = {"script": "json.lua", "JWTFILE": str(tokens)} if kind == "teams" else {}
        return measure(name, process.pid, lambda: wrk(port, path, bodies, SECONDS, **more), lambda: wrk(port, path, bodies, 2, **more))
    finally:
        process.terminate()
        process.wait()


def wait_for(port, process):
    while process.poll() is None:
        try:
            under_test.socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.01)
    raise SystemExit("a peer ended: see peer.log in the work folder")


def our_point(name, seconds=None, connections=64):
    kind = OURS[name]
    if kind == "teams":
        import teams
        return teams.point(name, BINARY, WORK, measure, wrk, seconds or SECONDS)
    one = Service(BINARY, WORK)
    prepare(one, PERF)
    first, second = WORK / "warm.bodies", WORK / "ours.bodies"
    if kind == "write":  # warmed up by what is measured, as the peers are; no command is said twice
        sign_halves(first, second, int(40000 * (seconds or SECONDS) / 2))
    else:
        sign(PERF, first, "read", 2048)
        shutil.copy(first, second)
    path = "/healthz" if kind == "health" else "/slack/commands"
    one.start()
    try:
        more = {"script": "json.lua"} if kind == "health" else {}
        load = (lambda: get(path, seconds or SECONDS, connections)) if kind == "health" else (lambda: wrk(PORT, path, second, seconds or SECONDS, connections, **more))
        return measure(name, one.pid(), load, lambda: wrk(PORT, "/slack/commands", first, 2))
    finally:
        one.stop()


def sign_halves(first, second, count):
    """`count` writes in each; all are different."""
    sign(PERF, second, "write", 2 * count)
    lines = second.read_text().splitlines(keepends=True)
    first.write_text("".join(lines[:count]))
    second.write_text("".join(lines[count:]))


def get(path, seconds, connections):
    command = ["taskset", "-c", LOAD_CPU, "wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--latency", f"http://127.0.0.1:{PORT}{path}"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    count = int(text.split(" requests in")[0].split()[-1])
    return {"n": count, "rps": float(text.split("Requests/sec:")[1].split()[0]), "non2xx": int("Non-2xx" in text), "sockerr": 0, "p50_ms": 0, "p99_ms": 0}


def compare(targets):
    for turn in range(ROUNDS):
        for name in targets or DEFAULT:
            emit(mode="compare", round=turn, **(peer_point(name) if name in PEERS else our_point(name)))


def results(mode, target, field, **same):
    rows = [json.loads(line) for line in open(OUT)]
    return [row[field] for row in rows if row["mode"] == mode and row["target"] == target and all(row.get(key) == value for key, value in same.items())]


def median(mode, target, field, **same):
    values = results(mode, target, field, **same)
    return statistics.median(values) if values else None


def saturation(name):
    return median("compare", name, "rps") or our_point(name)["rps"]


def crowd(bodies, connections, phases):
    command = ["taskset", "-c", LOAD_CPU, str(WORK / "crowd"), str(PORT), "/slack/commands", str(bodies), str(connections), phases]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def with_service(kind, count, work):
    one = Service(BINARY, WORK)
    prepare(one, PERF)
    sign(PERF, WORK / "warm.bodies", "read", 2048)
    sign(PERF, WORK / "ours.bodies", kind, count)
    one.start()
    try:
        wrk(PORT, "/slack/commands", WORK / "warm.bodies", 2)
        return work(one)
    finally:
        one.stop()


def latency():
    for turn in range(ROUNDS):
        for name in ("backwalk-read", "backwalk-write"):
            rate = saturation(name) / 2
            got = with_service(OURS[name], int(rate * SECONDS * 1.2) + 1000, lambda _: crowd(WORK / "ours.bodies", 64, f"{rate}:{SECONDS}"))
            emit(mode="latency", target=name, round=turn, rate=round(rate), bad=got["other"] + got["lost"] + got["unanswered"] + got["refused"]["n"], **got["acknowledged"])


def overload():
    rate = saturation("backwalk-write")
    calm = rate / 2
    for turn in range(ROUNDS):
        phases = f"{calm}:3,{rate * 3}:5,{calm}:6"
        got = with_service("write", int(rate * 22), lambda _: crowd(WORK / "ours.bodies", 2000, phases))
        busy, after = got["seconds"][3:8], got["seconds"][8:]
        normal = next((number for number, second in enumerate(after) if not second["refused"]["n"] and second["acknowledged"]["p99"] < 50), None)
        emit(mode="overload", target="backwalk-write", round=turn, saturation=round(rate), acknowledged=sum(one["acknowledged"]["n"] for one in busy),
             refused=sum(one["refused"]["n"] for one in busy), p99=max(one["acknowledged"]["p99"] for one in busy),
             refused_p99=max(one["refused"]["p99"] for one in busy), seconds_to_normal=normal, without_retry_after=got["without_retry_after"],
             other=got["other"] + got["lost"] + got["unanswered"], longest_line=got["longest_line"])


def start():
    for turn in range(ROUNDS):
        for name, has_store in (("new store", False), ("200 plans", True)):
            one = Service(BINARY, WORK)
            prepare(one, PERF) if has_store else one.clear()
            took = one.start()
            time.sleep(0.3)
            emit(mode="start", target=name, round=turn, ms=round(took, 1), rss_mb=round(memory(one.pid()) / 1024, 1))
            one.stop()


def idle():
    for count in (1000, 10000):
        def hold(one):
            before = memory(one.pid())
            command = ["taskset", "-c", LOAD_CPU, str(WORK / "openload"), "idle", str(PORT), "/slack/commands", str(WORK / "ours.bodies"), str(count), "1"]
            holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            held = int(holder.stdout.readline().split()[1])
            after = memory(one.pid())
            still = int(holder.stdout.readline().split()[1])
            holder.wait()
            emit(mode="idle", target="backwalk", connections=count, held=held, still_open_after_1s=still, kib_each=round((after - before) / max(1, held), 2))
        with_service("read", 2048, hold)


def table():
    print("| target | req/s | processor time a request, us | p50 / p99 ms | peak RSS MB | rounds |\n|---|---|---|---|---|---|")
    for name in [*PEERS, *OURS]:
        if results("compare", name, "rps"):
            figure = lambda field: median("compare", name, field)
            print(f"| {name} | {figure('rps'):,.0f} | {figure('cpu_us'):.1f} | {figure('p50_ms'):.2f} / {figure('p99_ms'):.2f} | {figure('peak_mb'):.0f} | {len(results('compare', name, 'rps'))} |")


if __name__ == "__main__":
    WORK.mkdir(parents=True, exist_ok=True)
    os.sched_setaffinity(0, {int(LOAD_CPU)})  # the Slack that it plays, too
    what = sys.argv[1] if len(sys.argv) > 1 else "help"
    modes = {"setup": setup, "latency": latency, "overload": overload, "start": start, "idle": idle, "table": table}
    if what == "compare":
        under_test.sink()
        compare(sys.argv[2:])
    elif what in modes:
        if what not in ("setup", "table"):
            under_test.sink()
        modes[what]()
    else:
        sys.exit(__doc__)
