"""kill -9 of what delivers, at any moment: no event is lost, and only the one on its way comes twice."""

import os
import random
import time
from pathlib import Path
from typing import Final

import pytest

from registry.kit.clock import SystemClock
from tests.build import Registry
from tests.faults.webhook_senders import senders
from tests.webhook_receiver import Receiver, receiving

KILLS: Final = 100 if os.environ.get("REGISTRY_SOAK") else 12
"""On each of the two databases, half of them with two senders."""

EVENTS: Final = 3
"""Between one kill and the next, for each of the two webhooks."""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_sender_loses_nothing_and_repeats_at_most_what_was_on_its_way(
    database_url: str, tmp_path: Path, workers: int
):
    chance = random.Random(20260302 + workers)
    with (
        Registry.open(database_url, tmp_path / "data", SystemClock()) as registry,  # type: ignore[arg-type]
        receiving() as first,
        receiving() as second,
        senders(database_url, tmp_path / "data") as started,
    ):
        yunling = registry.city("yunling")
        registry.component(yunling, "parking")
        for receiver in (first, second):
            added = yunling.post("/api/v1/webhooks", {"url": receiver.url, "types": ["version.*"]})
            assert added.status_code == 201
        running = [started.start() for _ in range(workers)]
        published = 0
        for nth in range(KILLS // 2):
            for _ in range(EVENTS):
                registry.version(yunling, "yunling/parking", f"1.{published}")
                published += 1
            wait_until_some_came(first, len(first.received) + chance.randint(0, 2))
            time.sleep(chance.uniform(0, 0.03))
            victim = nth % workers
            started.kill(running[victim])
            running[victim] = started.start()
        for receiver in (first, second):
            wait_for_the_last(receiver, f"1.{published - 1}")
        expected = [f"1.{nth}" for nth in range(published)]
        for receiver in (first, second):
            assert without_repeats(receiver) == expected
            assert len(receiver.received) <= published + KILLS // 2


def wait_until_some_came(receiver: Receiver, count: int, seconds: float = 1.0) -> None:
    """Return when so many messages are there, or after a while: a kill may as well find nothing on its way."""
    end = time.monotonic() + seconds
    while len(receiver.received) < count and time.monotonic() < end:
        time.sleep(0.002)


def wait_for_the_last(receiver: Receiver, version: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not receiver.received or receiver.received[-1].version != version:
        assert time.monotonic() < end, f"{len(receiver.received)} came in, {version} did not"
        time.sleep(0.02)


def without_repeats(receiver: Receiver) -> list[str]:
    """The versions in the order in which they came; one that comes again at once counts once."""
    found: list[str] = []
    for message in receiver.received:
        if not found or found[-1] != message.version:
            found.append(message.version)
    return found
