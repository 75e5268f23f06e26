#!/usr/bin/env python3
"""What a store holds, for tests that look from outside: `log` prints every command of every plan with its edits, one JSON a line; `due` prints
whether some plan must still be looked at before a moment (milliseconds since 1970) and how many messages wait; `outbox` counts the messages by what became of
them. With no arguments it is asked line by line, each a JSON list of those words, and answers each with one line: a JSON text of what it would print."""
import json
import sqlite3
import sys


def log(store):
    entries = store.execute("select plan, first_seq, said, said_by, at / 60000, version from entries order by plan, first_seq").fetchall()
    for plan, first, said, by, minute, version in entries:
        end = min((row[1] for row in entries if row[0] == plan and row[1] > first), default=1 << 60)
        edits = [json.loads(body) for (body,) in
                 store.execute("select body from edits where plan = ? and seq >= ? and seq < ? order by seq", (plan, first, end))]
        yield json.dumps({"plan": plan, "seq": first, "said": said, "by": by, "minute": minute, "version": version, "edits": edits}, sort_keys=True)


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
