#!/usr/bin/env python3
"""What a store holds, for tests that look from outside: `log` prints every command of every plan with its edits, one JSON a line; `due` prints
whether some plan must still be looked at before a moment (milliseconds since 1970) and how many messages wait; `outbox` counts the messages by what became of
them. With no arguments it is asked line by line, each a JSON list of those words, and answers each with one line: a JSON text of what it would print."""
import json
import sqlite3
import sys


def log(store):
    for plan, body in store.execute("select plan, body from log_lines order by plan, first_seq"):
        line = json.loads(body)
        yield json.dumps({"plan": plan, "seq": line["first_seq"], "said": line["said"], "by": line["by"], "minute": line["at"] // 60000,
                          "version": line["version"], "edits": line["edits"]}, sort_keys=True)


def outbox(store):
    yield json.dumps({f"{state}: {why}" if why else state: count for state, why, count in
                      store.execute("select state, why, count(*) from outbox group by state, why order by 3 desc")})


def due(store, moment):
    (looks,) = store.execute("select count(*) from looks where at <= ?", (int(moment),)).fetchone()
    (waiting,) = store.execute("select count(*) from outbox where state = 'waiting'").fetchone()
    yield json.dumps({"due": looks, "waiting": waiting})


def answer(what, path, *more):
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return "\n".join({"log": log, "outbox": outbox, "due": due}[what](store, *more))
    finally:
        store.close()


def main():
    if len(sys.argv) > 1:
        print(answer(*sys.argv[1:]))
        return
    for line in sys.stdin:
        print(json.dumps(answer(*json.loads(line))), flush=True)


main()
