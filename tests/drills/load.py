"""Several phones at once that make stops and push them, each batch again and again until it is answered."""

import random
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Self

import httpx

from rig.street import Json, PretendPhone, op_id

_PATIENCE_S = 120
_AGAIN_S = 0.02


class Line:
    """A wire that keeps its connection, and what it was asked to wait for: `refused` by (status, Retry-After)."""

    def __init__(self, origin: str) -> None:
        self._client = httpx.Client(base_url=origin, timeout=60)
        self.refused: Counter[tuple[int, str | None]] = Counter()

    def __call__(
        self, method: str, path: str, body: Any = None, token: str = ""
    ) -> tuple[int, Json]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self._client.request(method, path, json=body, headers=headers)
        if answer.status_code != 200:
            self.refused[answer.status_code, answer.headers.get("Retry-After")] += 1
        return answer.status_code, answer.json() if answer.content else {}

    def close(self) -> None:
        self._client.close()


class Load:
    """Pushes inside `with`, until `finish()`. A phone that is refused, or cut off, sends the very same again."""

    def __init__(
        self, origin: str, phones: Sequence[PretendPhone], chance: random.Random, most: int = 4
    ) -> None:
        self._lines = [Line(origin) for _ in phones]
        self._phones = phones
        for phone, line in zip(phones, self._lines, strict=True):
            phone.wire = line
        self._chances = [random.Random(chance.getrandbits(32)) for _ in phones]
        self._most = most
        self._change = threading.Condition()
        self._receipts: dict[str, int] = {}
        self._answers = 0
        self._over = threading.Event()
        self._given_up = False
        self._failed: list[BaseException] = []
        self.cut_off = self.duplicates = 0
        work = zip(self._phones, self._chances, strict=True)
        self._threads = [threading.Thread(target=self._push, args=one, daemon=True) for one in work]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # Where a drill has failed, its phones must not go on for ever.
        self._given_up = True
        self._over.set()

    def goes_on(self, answers: int = 1) -> None:
        """Until so many more pushes have been answered. Fails when none come."""
        with self._change:
            wanted = self._answers + answers
            came = self._change.wait_for(
                lambda: self._answers >= wanted or self._failed, _PATIENCE_S
            )
        assert not self._failed, self._failed
        assert came, f"no push was answered any more; refused: {self.refused}"

    def is_refused(self) -> None:
        """Until one more push has been answered other than 200."""
        with self._change:
            before = self.refused.total()
            came = self._change.wait_for(lambda: self.refused.total() > before, _PATIENCE_S)
        assert came, "no push was refused"

    def acknowledged(self) -> dict[str, int]:
        """The first `rev` of every operation that was answered for so far."""
        with self._change:
            return dict(self._receipts)

    @property
    def refused(self) -> Counter[tuple[int, str | None]]:
        """What pushes were answered other than 200."""
        return sum((line.refused for line in self._lines), Counter())

    def finish(self) -> dict[str, int]:
        """Let each phone deliver what it has made, and no more; every operation's first `rev`."""
        self._over.set()
        for thread in self._threads:
            thread.join(_PATIENCE_S)
            assert not thread.is_alive(), "a phone can't deliver its last stops"
        for line in self._lines:
            line.close()
        assert not self._failed, self._failed
        made = {op_id(text) for phone in self._phones for text in phone.made}
        assert made == set(self._receipts)
        return self.acknowledged()

    def _push(self, phone: PretendPhone, chance: random.Random) -> None:
        try:
            while not self._over.is_set():
                self._deliver(phone, [phone.stop() for _ in range(chance.randint(1, self._most))])
        except BaseException as error:
            with self._change:
                self._failed.append(error)
                self._change.notify_all()

    def _deliver(self, phone: PretendPhone, texts: Sequence[str]) -> None:
        while not self._given_up:
            try:
                status, answer = phone.send(*texts)
            except httpx.TransportError:
                status = 0
            if status == 200:
                self._note(texts, answer["results"])
                return
            with self._change:
                self.cut_off += status == 0
                self._change.notify_all()
            # Not a wait for anything: only so that phones leave the machine some time.
            self._over.wait(_AGAIN_S)

    def _note(self, texts: Sequence[str], results: Sequence[Mapping[str, Any]]) -> None:
        assert [result["op_id"] for result in results] == [op_id(text) for text in texts]
        with self._change:
            for result in results:
                assert result["status"] in {"accepted", "duplicate"}, result
                self.duplicates += result["status"] == "duplicate"
                first = self._receipts.setdefault(result["op_id"], result["rev"])
                assert first == result["rev"]
            self._answers += 1
            self._change.notify_all()
