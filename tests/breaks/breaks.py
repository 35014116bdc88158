"""What is broken, in which file, and which tests must notice. `old` must stand in the file exactly once."""

from dataclasses import dataclass

# Some schedules of the fault machine, on one database; the seed is any.
MACHINE = "tests/faults -k sqlite"


@dataclass(frozen=True)
class Break:
    """One change for the worse. `tests` are pytest's arguments, or Vitest's for a file of the phone app."""

    name: str
    promise: str
    path: str
    old: str
    new: str
    tests: str

    @property
    def by_vitest(self) -> bool:
        return self.tests.endswith(".test.ts")

    @property
    def needs_build(self) -> bool:
        return self.path.startswith("static/pwa/src") and not self.by_vitest


BREAKS = (
    Break(
        "the ledger is not asked whether an operation was seen",
        "I2, I4",
        "sweep/sync/push.py",
        "    known = entries.seen([came.op_id for came in opened if came.op_id])  # 3\n",
        "    known = {}\n",
        "tests/sync/test_push.py -k twice",
    ),
    Break(
        "the answer leaves before the commit",
        "I3",
        "sweep/db.py",
        "        scope_to(authority_id)\n"
        "        try:\n"
        "            yield\n"
        "            db.session.commit()\n",
        "        scope_to(authority_id)\n"
        "        try:\n"
        "            yield\n"
        "            from threading import Timer\n"
        "            late = db.session()\n"
        "            db.session.registry.clear()\n"
        "            Timer(0.3, lambda: (late.commit(), late.close())).start()\n",
        MACHINE,
    ),
    Break(
        "revs are given out without holding the counter",
        "I13",
        "sweep/access/revs.py",
        ".with_for_update()",
        "",
        "tests/sync/test_cursor.py -k postgresql",
    ),
    Break(
        "other content under a known number passes for the same",
        "I8",
        "sweep/sync/push.py",
        "if first.sha256 != came.sha256:",
        "if False:",
        "tests/sync/test_push.py -k other_content",
    ),
    Break(
        "a replay gets a fresh receipt",
        "I4",
        "sweep/sync/push.py",
        "return Result(came.said_id, now, row.rev, row.problem, row.sweep_id)",
        "return Result(came.said_id, now, batch.revs.next(), row.problem, row.sweep_id)",
        "tests/sync/test_push.py -k replay",
    ),
    Break(
        "the wall between authorities is down",
        "I10",
        "sweep/db.py",
        "lambda cls: cls.authority_id == authority_id,",
        "lambda cls: cls.authority_id != -1,",
        "tests/access/test_routes.py -k sqlite",
    ),
    Break(
        "one bad operation turns away the whole batch",
        "I6",
        "sweep/sync/push.py",
        "        if len(opened) == 1:\n",
        "        raise\n        if len(opened) == 1:\n",
        "tests/quarantine/test_quarantine.py -k cant_bear",
    ),
    Break(
        "what is stored is written anew instead of kept",
        "I7",
        "sweep/sync/entries.py",
        "        sha256=came.sha256,\n        body=came.body,\n        offset_ms",
        "        sha256=came.sha256,\n        body=came.body.replace(b', ', b','),\n        offset_ms",
        MACHINE,
    ),
    Break(
        "operations that came earlier are not merged with later ones",
        "I5",
        "sweep/sync/batch.py",
        "        made = self._merge(known)\n",
        "        made = self._merge({})\n",
        "tests/sync/test_any_order.py -k sqlite",
    ),
    Break(
        "phones are told that a backup has what only the server has",
        "I12",
        "sweep/access/revs.py",
        "return self._row.durable_rev",
        "return self._row.rev",
        MACHINE,
    ),
    Break(
        "the phone's measured clock is not used",
        "I15",
        "sweep/sync/reading.py",
        "        return int(said)\n    if sent_at",
        "        return 0\n    if sent_at",
        "tests/sync/test_push.py -k clock",
    ),
    Break(
        "schema 1 is no longer read",
        "I16",
        "sweep/sync/reading.py",
        "SCHEMAS = (1, 1)",
        "SCHEMAS = (2, 2)",
        "tests/sync/test_golden.py -k sqlite",
    ),
    Break(
        "the database being away counts as the operation's fault",
        "I1",
        "sweep/sync/push.py",
        "    except (OperationalError, InterfaceError):\n        raise\n",
        "",
        MACHINE,
    ),
    Break(
        "what is too big blocks the queue",
        "I6, I19",
        "sweep/sync/push.py",
        'return Result(came.said_id, "refused", None, said(REFUSED))',
        'return Result(came.said_id, "retry", None, said(REFUSED))',
        MACHINE,
    ),
    Break(
        "the phone takes any answer for its own",
        "I18",
        "static/pwa/src/sync/send.ts",
        "answer.batch_id !== batchId",
        "answer.batch_id === ''",
        "tests/sync/push.test.ts",
    ),
    Break(
        "the phone forgets what only a former epoch's server had",
        "I12",
        "static/pwa/src/core/outbox.ts",
        "held.state !== 'sent' || held.epoch !== answer.epoch",
        "held.state !== 'sent'",
        "tests/core/outbox.test.ts tests/sync/keeping.test.ts",
    ),
    Break(
        "the phone saves without waiting for the disk",
        "I17",
        "static/pwa/src/store/record.ts",
        "'readwrite', { durability: 'strict' }",
        "'readwrite', { durability: 'relaxed' }",
        "tests/store/record.test.ts",
    ),
    Break(
        "the phone gives up after a while",
        "I19",
        "static/pwa/src/sync/schedule.ts",
        "  attempt += 1;\n",
        "  attempt += 1;\n  if (attempt > 5) return;\n",
        "tests/sync/schedule.test.ts",
    ),
    Break(
        "a number may be given out twice",
        "I17, I20",
        "static/pwa/src/store/record.ts",
        "const free = row?.made === from.made",
        "const free = row !== undefined",
        "tests/store/record.test.ts",
    ),
    Break(
        "the service worker answers POSTs",
        "I1, I18",
        "static/pwa/src/sw.ts",
        "  if (request.method !== 'GET' ||",
        "  if (request.method === 'POST') event.respondWith(new Response('{}'));\n"
        "  if (request.method !== 'GET' ||",
        "tests/journeys/test_a_day.py -k sqlite",
    ),
    Break(
        "what is on its way in counts as at a moment that was answered already",
        "return.md",
        "sweep/national/as_at.py",
        "        _note_asked(authority, moment)\n",
        "        pass\n",
        "tests/national/test_as_at.py -k on_its_way",
    ),
    Break(
        "a return as at a moment reads the plan of today",
        "return.md",
        "sweep/national/facts.py",
        "        .where(PlanFact.rev <= rev, or_(PlanFact.rev > 0, PlanFact.at <= moment))\n",
        "",
        "tests/national/test_as_at.py -k very_same",
    ),
    Break(
        "what was taken in from quarantine counts from its receipt",
        "return.md",
        "sweep/national/as_at.py",
        "        func.coalesce(Operation.taken_rev, Operation.rev) <= rev,\n",
        "        Operation.rev <= rev,\n",
        "tests/national/test_as_at.py -k very_same",
    ),
    Break(
        "the server's return adds up the last authority alone",
        "return.md",
        "sweep/national/levels.py",
        "        figures = figures + share.figures\n",
        "        figures = share.figures\n",
        "tests/national/test_server.py -k levels",
    ),
)
