"""Files are looked at by the operator's malware scanner before they are kept; the scanners here are real commands."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from registry.artifacts.models import Blob
from registry.kit.clock import SimulatedClock
from tests.build import Registry
from tests.http.artifact_scene import Scene, scene_of

SCANNER = """
import pathlib, sys, time
content = sys.stdin.buffer.read()
assert content == pathlib.Path(sys.argv[1]).read_bytes()
if b"EICAR" in content:
    print(f"{sys.argv[1]}: Eicar-Test-Signature FOUND")
    sys.exit(1)
if b"endless" in content:
    time.sleep(60)
sys.exit(2 if b"broken" in content else 0)
"""


class Opening:
    """Opens the scene with a scanner."""

    def __init__(self, database_url: str, folder: Path, clock: SimulatedClock) -> None:
        self.database_url, self.folder, self.clock = database_url, folder, clock

    @contextmanager
    def scene(self, command: str | None = None, **settings: Any) -> Iterator[Scene]:
        script = self.folder / "scan.py"
        script.write_text(SCANNER, encoding="utf-8")
        scanner = command or f"{sys.executable} {script} {{file}}"
        with Registry.open(
            self.database_url, self.folder / "data", self.clock, scanner=scanner, **settings
        ) as registry:
            yield scene_of(registry)


@pytest.fixture
def opening(database_url: str, tmp_path: Path, clock: SimulatedClock) -> Opening:
    return Opening(database_url, tmp_path, clock)


def test_a_clean_file_is_kept_and_said_to_be_clean(opening: Opening):
    with opening.scene() as scene:
        assert scene.put("a.zip").json["scan"] == "clean"
        assert scene.get("a.zip").status_code == 200


def test_an_infected_file_is_refused_with_the_report_and_not_kept(opening: Opening):
    with opening.scene() as scene:
        refused = scene.put("a.zip", b"...EICAR...")

        assert (refused.status_code, refused.json["code"]) == (422, "artifact_infected")
        assert "file: Eicar-Test-Signature FOUND" in refused.json["detail"]
        assert str(scene.storage.incoming) not in refused.json["detail"]
        assert scene.listed() == []
        assert scene.leftovers() == []
        assert scene.put("a.zip", b"harmless").status_code == 201


def test_a_file_that_cannot_be_scanned_is_refused(opening: Opening):
    with opening.scene() as scene:
        refused = scene.put("a.zip", b"broken")

        assert (refused.status_code, refused.json["code"]) == (503, "scanner_failed")
        assert "Retry-After" in refused.headers
        assert scene.leftovers() == []


def test_a_scanner_that_does_not_end_is_ended(opening: Opening):
    with opening.scene(scanner_seconds=0.5) as scene:
        assert scene.put("a.zip", b"endless").status_code == 503


def test_a_scanner_that_is_not_there_is_one_that_fails(opening: Opening):
    with opening.scene("/no/such/scanner") as scene:
        assert scene.put("a.zip").status_code == 503


def test_an_operator_may_admit_what_could_not_be_scanned(opening: Opening):
    with opening.scene(scanner_required=False) as scene:
        assert scene.put("a.zip", b"broken").json["scan"] == "unscanned"
        assert scene.put("b.zip", b"...EICAR...").status_code == 422


def test_without_a_scanner_nothing_is_said_to_be_clean(registry: Registry):
    assert scene_of(registry).put("a.zip", b"...EICAR...").json["scan"] == "unscanned"


def test_a_file_that_is_held_back_later_is_not_sent(registry: Registry):
    scene = scene_of(registry)
    digest = scene.put("a.zip").json["digest"].removeprefix("sha256:")
    with registry.database.writing() as session:
        blob = session.get_one(Blob, digest)
        blob.scan, blob.scan_report = "held", "Win.Trojan.Example"

    answer = scene.get("a.zip")
    assert (answer.status_code, answer.json["code"]) == (403, "artifact_held")
    assert "Win.Trojan.Example" in answer.json["detail"]


def test_a_file_that_the_law_removed_is_not_sent(registry: Registry):
    scene = scene_of(registry)
    digest = scene.put("a.zip").json["digest"].removeprefix("sha256:")
    with registry.database.writing() as session:
        blob = session.get_one(Blob, digest)
        blob.removed_at, blob.removal_reason = registry.clock.now(), "Order 12 of 2026"

    answer = scene.get("a.zip")
    assert (answer.status_code, answer.json["code"]) == (451, "artifact_removed")
    assert "Order 12 of 2026" in answer.json["detail"]
    assert scene.put("b.zip").status_code == 451
