#!/usr/bin/env python3
"""Instructions a request (user space, all threads), counted by callgrind: the same on a busy machine, to a few per cent. What they are spent
on stands in WORK/callgrind.out; `callgrind_annotate --inclusive=yes` reads it.

  instructions.py read|write [REQUESTS]

Environment as for run.py, whose prepared store it uses; wants valgrind."""
import subprocess
import sys
import threading

import run
import service as under_test
from service import PORT, Service, prepare, sign

CONNECTIONS, WARM_UP = 64, 1200


def send(file, count):
    """The first `count` lines, over all connections at once; how many were not answered with 200."""
    lines, lock, bad = iter(open(file).read().splitlines()[:count]), threading.Lock(), []

    def work():
        connection = under_test.http.client.HTTPConnection("127.0.0.1", PORT, timeout=300)
        while True:
            with lock:
                line = next(lines, None)
            if line is None:
                return
            at, mark, body = line.split("\t")
            connection.request("POST", "/slack/commands", body, {"Content-Type": "application/x-www-form-urlencoded", "X-Slack-Request-Timestamp": at, "X-Slack-Signature": mark})
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                bad.append(response.status)
    workers = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(bad)


def count(kind, requests):
    one = Service(run.BINARY, run.WORK)
    prepare(one, run.PERF)
    warm, bodies, out = run.WORK / "warm.bodies", run.WORK / "counted.bodies", run.WORK / "callgrind.out"
    sign(run.PERF, warm, "read", 2048)
    sign(run.PERF, bodies, kind, requests)
    out.unlink(missing_ok=True)
    command = ["valgrind", "--tool=callgrind", "--instr-atstart=no", "--fair-sched=yes", f"--callgrind-out-file={out}", run.BINARY, "serve"]
    process = subprocess.Popen(command, env=one.environment(), stdout=subprocess.DEVNULL, stderr=open(run.WORK / "service.log", "w"))
    try:
        run.wait_for(PORT, process)
        bad = send(warm, WARM_UP)
        subprocess.check_call(["callgrind_control", "-i", "on", str(process.pid)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        bad += send(bodies, requests)
        subprocess.check_call(["callgrind_control", "-i", "off", str(process.pid)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    finally:
        process.terminate()
        process.wait()
    total = next(int(line.split()[1]) for line in open(out) if line.startswith("totals:"))
    print(f"{kind}: {total / requests / 1000:.1f} thousand instructions a request, {bad} of {requests + WARM_UP} refused")


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("read", "write"):
        sys.exit(__doc__)
    under_test.sink()
    count(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1500)
