"""Comparing documents of the storage, and keeping what was found: when documents are added, or when somebody asks."""

import threading
from typing import Any, Final, NamedTuple

import structlog
from sqlalchemy.exc import OperationalError

from registry.artifacts.errors import ArtifactTooLarge, BytesMissing
from registry.artifacts.storage import Storage
from registry.comparison import actions, queries
from registry.comparison.documents import change_document
from registry.comparison.openapi import MAX_BYTES, Change, Compared, Problem, check_interface, compare_interfaces
from registry.comparison.openapi.reading import Checked
from registry.comparison.queries import Pair
from registry.kit.database import Database
from registry.kit.errors import Bilingual

log = structlog.get_logger("registry.comparison")

POLL_SECONDS: Final = 1.0
BATCH: Final = 200


class Found(NamedTuple):
    """The verdict on two documents with the changes as they are told."""

    verdict: str
    changes: list[dict[str, Any]]
    total: int


class InterfaceComparer:
    """Compares interface documents by their digests. Bytes never change, so each pair is compared once.

    No transaction is open while it compares, and a process compares one pair at a time: the others go on answering.
    """

    def __init__(self, database: Database, storage: Storage) -> None:
        self.database = database
        self.storage = storage
        self.is_followed = False
        self._turn = threading.Lock()

    def compare(self, pair: Pair) -> Found:
        """What was found of two documents, compared now where nobody did before."""
        if pair[0] == pair[1]:
            return Found("none", [], 0)
        return self._kept(pair) or self._compare(pair)

    def _kept(self, pair: Pair) -> Found | None:
        with self.database.reading() as session:
            kept = queries.find_kept(session, pair)
            return Found(kept.verdict, kept.changes, kept.total) if kept else None

    def _compare(self, pair: Pair) -> Found:
        with self._turn:
            if kept := self._kept(pair):
                return kept
            found = self._judge(*pair)
            if found is None:
                return Found("unknown", [], 0)
            try:
                with self.database.writing() as session:
                    actions.keep_comparison(session, pair, found)
            except OperationalError as error:
                # It is told all the same, and found again next time.
                log.warning("comparison_not_kept", exc_info=error)
        return Found(found.verdict, [change_document(change) for change in found.changes], found.total)

    def _judge(self, older: str, newer: str) -> Compared | None:
        """None where the bytes cannot be had at the moment: that must not be kept."""
        try:
            checked = [check_interface(self.storage.read(digest, limit=MAX_BYTES)) for digest in (older, newer)]
        except BytesMissing:
            return None
        except ArtifactTooLarge:
            return _unreadable("older", Bilingual("文档过大", "it is too large"))
        for side, result in zip(("older", "newer"), checked, strict=True):
            if result.interface is None:
                return _unreadable(side, _first_error(result))
        old, new = (result.interface for result in checked)
        assert old is not None and new is not None  # noqa: S101 — both were looked at above
        return compare_interfaces(old, new)

    def current(self) -> None:
        """For readers: where no thread of this process follows the log, compare first what was added."""
        if self.is_followed:
            return
        try:
            self.catch_up()
        except OperationalError as error:
            log.warning("comparisons_not_brought_forward", exc_info=error)

    def catch_up(self) -> int:
        """Compare the documents that were added since the last time; how many pairs."""
        total = 0
        while True:
            with self.database.reading() as session:
                behind = queries.changed_since(session, BATCH)
                pairs = queries.pairs_to_compare(session, behind.components)
            if not behind.components:
                return total
            for pair in pairs:
                self._compare(pair)
            total += len(pairs)
            with self.database.writing() as session:
                actions.note_position(session, behind.position)

    def run(self, stop: threading.Event) -> None:
        """Follow the log until told to stop."""
        self.is_followed = True
        while not stop.wait(POLL_SECONDS):
            try:
                self.catch_up()
            except Exception as error:
                # A follower that dies would leave new versions uncompared for ever.
                log.error("follower_failed", exc_info=error)
                stop.wait(5.0)


def _first_error(checked: Checked) -> Bilingual:
    first: Problem = next(problem for problem in checked.problems if problem.severity == "error")
    return Bilingual(f"第 {first.line} 行：{first.message.zh}", f"line {first.line}: {first.message.en}")


def _unreadable(side: str, reason: Bilingual) -> Compared:
    which = {"older": Bilingual("原版本", "the first version"), "newer": Bilingual("另一版本", "the other version")}[
        side
    ]
    text = Bilingual(
        f"{which.zh}的接口文档无法比较：{reason.zh}。", f"The document of {which.en} cannot be compared: {reason.en}."
    )
    return Compared("unknown", [Change("document_unreadable", None, "", "unknown", text)], 1)
