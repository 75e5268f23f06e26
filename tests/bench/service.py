"""The service under measurement: started on CPU 0 with a store of its own and a Slack that answers at once, prepared with 200 plans of ten
actions, looked at through /proc."""
import concurrent.futures
import contextlib
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # of the shared harness: its signer knows it
PORT, SINK_PORT = 9301, 9302
TICK = os.sysconf("SC_CLK_TCK")
LOAD_CPU, SERVER_CPU = "1", "0"


class Sink(http.server.BaseHTTPRequestHandler):
    """Slack, as far as it must answer: every call is ok, everybody lives in Berlin. One write an answer: a second would wait for the
    acknowledgement of the first."""
    protocol_version = "HTTP/1.1"
    count = 0

    def do_POST(self):
        asked = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        Sink.count += 1
        fields = urllib.parse.parse_qs(asked.decode(errors="replace")) if not asked.startswith(b"{") else json.loads(asked)
        who = fields.get("user", ["U0"])
        user = {"id": who[0] if isinstance(who, list) else who, "name": "steve", "real_name": "Steve", "tz": "Europe/Berlin", "profile": {"display_name": "steve"}}
        channel = fields.get("channel", "C0")
        answer = json.dumps({"ok": True, "user": user, "channel": channel if isinstance(channel, str) else channel[0],
                             "ts": "%.6f" % time.time(), "message": {}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self._headers_buffer += [b"\r\n", answer]
        self.flush_headers()

    do_GET = do_POST

    def log_message(self, *_):
        pass


def sink():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", SINK_PORT), Sink)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def children(pid):
    found = [pid]
    try:
        for child in open(f"/proc/{pid}/task/{pid}/children").read().split():
            found += children(int(child))
    except OSError:
        pass
    return found


def cpu(pid):
    """Processor seconds of the process and its children, user and system."""
    fields = [open(f"/proc/{one}/stat").read().rsplit(")", 1)[1].split() for one in children(pid)]
    return sum((int(one[11]) + int(one[12])) / TICK for one in fields)


def memory(pid, key="VmRSS"):
    """In KiB."""
    return sum(int(re.search(key + r":\s+(\d+)", open(f"/proc/{one}/status").read()).group(1)) for one in children(pid))


def signed(body, at=None):
    at = str(int(at or time.time()))
    mark = "v0=" + hmac.new(SECRET.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": mark, "Content-Type": "application/x-www-form-urlencoded"}


class Service:
    def __init__(self, binary, work, extra=None):
        self.binary, self.work, self.extra = binary, pathlib.Path(work), extra or {}
        self.store = self.work / "db" / "backwalk.db"
        self.process = None

    def clear(self):
        shutil.rmtree(self.store.parent, ignore_errors=True)
        self.store.parent.mkdir(parents=True)

    def environment(self):
        return {"PATH": os.environ["PATH"], "BACKWALK_LISTEN": f"127.0.0.1:{PORT}", "BACKWALK_STORE": f"sqlite:{self.store}",
                "SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_API_URL": f"http://127.0.0.1:{SINK_PORT}/api/", **self.extra}

    def start(self):
        """Until the first request is accepted; milliseconds."""
        self.store.parent.mkdir(parents=True, exist_ok=True)
        body = "ssl_check=1&token=x"
        headers = "".join(f"{name}: {value}\r\n" for name, value in signed(body).items())
        first = f"POST /slack/commands HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}Content-Length: {len(body)}\r\n\r\n{body}".encode()
        begun = time.perf_counter()
        self.process = subprocess.Popen(["taskset", "-c", SERVER_CPU, self.binary, "serve"], env=self.environment(), stdout=subprocess.DEVNULL,
                                        stderr=open(self.work / "service.log", "w"))
        while True:
            try:
                with socket.create_connection(("127.0.0.1", PORT), 5) as one:
                    one.sendall(first)
                    if not one.recv(64).startswith(b"HTTP/1.1 200"):
                        raise SystemExit("the service does not take a signed request")
                return (time.perf_counter() - begun) * 1000
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit("the service ended: see service.log in the work folder")
                time.sleep(0.0005)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def pid(self):
        return self.process.pid

    def send_all(self, file, at_once=1):
        """Every line, in order with one at a time; how many were not answered with 200."""
        lines = open(file).read().splitlines()

        def send(part):
            connection = http.client.HTTPConnection("127.0.0.1", PORT)
            bad = 0
            for line in part:
                at, mark, body = line.split("\t")
                connection.request("POST", "/slack/commands", body, {"Content-Type": "application/x-www-form-urlencoded", "X-Slack-Request-Timestamp": at, "X-Slack-Signature": mark})
                response = connection.getresponse()
                response.read()
                bad += response.status != 200
            return bad
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            return sum(pool.map(send, [lines[first::at_once] for first in range(at_once)]))

    def wait_for_roots(self, plans=200):
        """Until the message of each plan was sent: what is said later goes into its thread, as in use."""
        with contextlib.closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as store:
            for _ in range(600):
                if store.execute("select count(*) from sent where key like 'p%/root'").fetchone()[0] >= plans:
                    return
                time.sleep(0.1)
        raise SystemExit("the plans' messages were not sent")

    def metrics(self):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
        connection.request("GET", "/metrics")
        lines = connection.getresponse().read().decode().splitlines()
        return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if not line.startswith("#")}


def sign(perf, out, kind, count):
    subprocess.check_call([sys.executable, f"{perf}/load/sign.py", str(out), str(count), "--set", kind, "--secret", SECRET])


def prepare(service, perf, words=25000):
    """A store with the plans, where nearly all of the ten thousand who will speak have spoken before, as in a company that has used it for
    a while; kept in the work folder and taken from there the next time."""
    kept = service.work / "prepared.db"
    if not kept.exists():
        service.clear()
        service.start()
        sign(perf, service.work / "prepare.tsv", "prepare", 0)
        if service.send_all(service.work / "prepare.tsv"):
            raise SystemExit("the plans cannot be prepared")
        sign(perf, service.work / "everybody.tsv", "write", words)
        service.send_all(service.work / "everybody.tsv", at_once=16)
        service.wait_for_roots()
        service.stop()
        # What still waits for its turn (one message a second in a channel) would go on being sent while something else is measured.
        with contextlib.closing(sqlite3.connect(service.store)) as store, store:
            store.execute("delete from outbox where state = 'waiting'")
            store.execute("delete from outbox_keys where id not in (select id from outbox)")
        shutil.copy(service.store, kept)
    service.clear()
    shutil.copy(kept, service.store)
    with open(service.store, "rb+") as store:
        os.fsync(store.fileno())  # or the first checkpoint would write all of it
