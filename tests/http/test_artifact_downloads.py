"""Files of versions on their way out: whole, in part, by redirect, or not at all."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from registry.kit.clock import SimulatedClock
from tests.build import START, Registry
from tests.http.artifact_scene import CONTENT, Scene, digest_field, scene_of


class TestOut:
    def test_a_range_is_sent_alone(self, scene: Scene):
        scene.put("a.zip")
        n = len(CONTENT)
        parts = {"bytes=0-9": (0, 10), "bytes=10-": (10, n), "bytes=-7": (n - 7, n), f"bytes=1-{n * 9}": (1, n)}

        for asked, (start, end) in parts.items():
            answer = scene.get("a.zip", {"Range": asked})

            assert (answer.status_code, answer.data) == (206, CONTENT[start:end])
            assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{n}"
            assert answer.headers["Content-Length"] == str(end - start)
            assert answer.headers["Repr-Digest"] == digest_field(CONTENT)

    def test_what_is_no_single_range_is_answered_with_everything(self, scene: Scene):
        scene.put("a.zip")
        many = "bytes=" + ",".join(["0-"] * 1300)

        for asked in ("bytes=5-2", "bytes=0-1,5-6", many, "lines=0-9", "nonsense", "bytes=0-"):
            answer = scene.get("a.zip", {"Range": asked})

            assert (answer.status_code, answer.data) == (200, CONTENT)

    def test_a_range_behind_the_end_is_none(self, scene: Scene):
        scene.put("a.zip")

        for asked in (f"bytes={len(CONTENT)}-", "bytes=18446744073709551615-"):
            answer = scene.get("a.zip", {"Range": asked})

            assert (answer.status_code, answer.json["code"]) == (416, "range_unsatisfiable")
            assert answer.headers["Content-Range"] == f"bytes */{len(CONTENT)}"

    def test_ranges_put_together_are_the_file_in_either_storage(self, either: Scene):
        either.put("a.zip")
        cuts = [0, 1, 100, 1000, len(CONTENT)]

        pieces = [either.get("a.zip", {"Range": f"bytes={start}-{end - 1}"}).data for start, end in pairwise(cuts)]

        assert b"".join(pieces) == CONTENT

    def test_a_download_goes_on_only_with_the_same_file(self, scene: Scene):
        tag = scene.put("a.zip").json["digest"].removeprefix("sha256:")
        asked = {"Range": "bytes=5-"}

        assert scene.get("a.zip", {**asked, "If-Range": f'"{tag}"'}).status_code == 206
        assert scene.get("a.zip", {**asked, "If-Range": '"another"'}).data == CONTENT
        assert scene.get("a.zip", {**asked, "If-Range": f'W/"{tag}"'}).status_code == 200

    def test_who_has_the_file_is_not_sent_it_again(self, scene: Scene):
        scene.put("a.zip")
        tag = scene.get("a.zip").headers["ETag"]
        answer = scene.get("a.zip", {"If-None-Match": tag})

        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
        assert scene.get("a.zip", {"If-None-Match": '"another"'}).status_code == 200

    def test_head_tells_the_same_without_the_bytes(self, either: Scene):
        either.put("a.zip")
        got, head = either.get("a.zip"), either.registry.anyone.call("HEAD", either.at("a.zip"))

        assert (head.status_code, head.data) == (200, b"")
        names = ("ETag", "Content-Length", "Content-Type", "Repr-Digest", "Content-Disposition", "Accept-Ranges")
        assert {name: head.headers[name] for name in names} == {name: got.headers[name] for name in names}

    def test_nothing_that_was_uploaded_runs_in_the_registrys_name(self, scene: Scene):
        types = {
            "text/html": "application/octet-stream",
            "image/svg+xml": "application/octet-stream",
            "application/xhtml+xml": "application/octet-stream",
            "text/javascript": "application/octet-stream",
            "text/csv; charset=utf-8": "text/csv",
            "application/pdf": "application/pdf",
        }

        for nth, (given, sent) in enumerate(types.items()):
            scene.put(f"page{nth}", b"<script>alert(1)</script>", headers={"Content-Type": given})
            answer = scene.get(f"page{nth}")

            assert answer.headers["Content-Type"] == sent
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert "sandbox" in answer.headers["Content-Security-Policy"]

    def test_a_type_that_is_none_is_refused(self, scene: Scene):
        for given in ("nonsense", "text/", "a b/c", "x/" + "y" * 200):
            assert scene.put("a.zip", headers={"Content-Type": given}).status_code == 422

    def test_the_list_pages(self, scene: Scene):
        for letter in "abc":
            scene.put(f"{letter}.zip", letter.encode())
        first = scene.registry.anyone.get(f"{scene.address}?limit=2").json
        second = scene.registry.anyone.get(f"{scene.address}?limit=2&cursor={first['next']}").json

        names = [item["filename"] for item in (*first["items"], *second["items"])]
        assert (names, second["next"]) == (["a.zip", "b.zip", "c.zip"], None)

    def test_an_unknown_file_is_not_found(self, scene: Scene):
        assert scene.get("a.zip").status_code == 404

    def test_a_quarantined_component_gives_its_files_to_security_administrators_alone(self, scene: Scene):
        scene.put("a.zip")
        security = scene.registry.client("national", "security:admin", kind="authority")
        placed = security.post(
            f"/api/v1/components/{scene.component}/quarantine", {"reason": "A backdoor is suspected."}
        )

        assert placed.status_code in {200, 201}
        refused = scene.get("a.zip", by=scene.city)
        assert (refused.status_code, refused.json["code"]) == (403, "quarantined")
        assert scene.get("a.zip", by=security).data == CONTENT
        assert scene.put("b.zip").json["code"] == "quarantined"

    def test_what_the_storage_lost_is_said_and_not_sent_half(self, scene: Scene):
        digest = scene.put("a.zip").json["digest"].removeprefix("sha256:")
        scene.storage.delete(digest)

        answer = scene.get("a.zip")
        assert (answer.status_code, answer.json["code"]) == (500, "bytes_missing")


class TestObjectStorage:
    @pytest.fixture
    def far(self, database_url: str, tmp_path: Path, bucket: str) -> Iterator[Scene]:
        with Registry.open(database_url, tmp_path / "data", SimulatedClock(START), storage_url=bucket) as registry:
            yield scene_of(registry)

    def test_it_sends_the_bytes_itself_by_a_signed_address(self, far: Scene):
        far.put("a.zip")
        led = far.get("a.zip", {"Range": "bytes=0-9"})

        assert (led.status_code, led.data) == (307, b"")
        assert led.headers["Cache-Control"] == "no-store"
        assert "X-Amz-Signature" in led.headers["Location"]
        asked = Request(led.headers["Location"], headers={"Range": "bytes=0-9"})  # noqa: S310 — our own server
        with urlopen(asked, timeout=30) as answer:  # noqa: S310 — our own server
            assert answer.read() == CONTENT[:10]
            assert answer.headers["Content-Disposition"].startswith("attachment")

    def test_a_file_of_several_parts_arrives_whole(self, far: Scene):
        content = bytes(range(256)) * 4096 * 9
        answer = far.put("large.bin", content, headers={"Repr-Digest": digest_field(content)})

        assert answer.status_code == 201
        with urlopen(far.get("large.bin").headers["Location"], timeout=30) as sent:  # noqa: S310 — our own server
            assert sent.read() == content

    def test_what_was_collected_before_it_was_named_is_sent_again(self, far: Scene):
        received = far.storage.receive([b"collected meanwhile"], limit=100)
        far.storage.carry(received)
        far.storage.delete(received.digest)

        far.storage.keep(received)

        assert far.storage.read(received.digest, limit=100) == b"collected meanwhile"
        assert far.leftovers() == []

    def test_head_and_what_one_has_already_need_no_way_there(self, far: Scene):
        far.put("a.zip")
        head = far.registry.anyone.call("HEAD", far.at("a.zip"))

        assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(CONTENT)))
        assert far.get("a.zip", {"If-None-Match": head.headers["ETag"]}).status_code == 304

    def test_a_storage_out_of_reach_is_a_503_that_says_so(self, database_url: str, tmp_path: Path, bucket: str):
        with Registry.open(
            database_url, tmp_path / "data", SimulatedClock(START), storage_url="s3://no-such-bucket/x"
        ) as registry:
            scene = scene_of(registry)
            refused = scene.put("a.zip")

            assert (refused.status_code, refused.json["code"]) == (503, "storage_unavailable")
            assert scene.listed() == []
            assert scene.leftovers() == []
