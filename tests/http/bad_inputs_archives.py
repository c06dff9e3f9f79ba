"""Archives that harm whoever opens them, and uploads that are not what they say.

The registry never opens an archive: it passes as the bytes it is, and the caller gets just those, as an attachment.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sqlalchemy import text
from werkzeug.test import TestResponse

from registry.kit.identity import new_id
from tests.http.bad_inputs_cases import Case, all_cases
from tests.http.bad_inputs_scenarios import drives
from tests.http.bad_inputs_scene import Scene

ENTRIES_TRIED = 20_000
"""Of the millions that a case speaks of: nobody counts them here."""


def answers_to_archive(scene: Scene, case: Case) -> Iterator[TestResponse]:
    """Upload the archive of a case, and see that nothing became of it but its bytes."""
    content = archive_of(case.input["archive"], case.input["entries"])
    address = f"{_version(scene)}/case.{case.input['archive']}"
    files = _files(scene)
    answer = scene.send(scene.yunling, "PUT", address, body=content)
    yield answer
    if answer.status_code == 201:
        fetched = scene.anyone.get(address)
        assert fetched.data == content
        assert fetched.headers["Content-Disposition"].startswith("attachment")
        assert fetched.headers["X-Content-Type-Options"] == "nosniff"
        assert _files(scene) <= files + 1, "something was unpacked"


def _version(scene: Scene) -> str:
    return f"/api/v1/components/{scene.component('1.0')}/versions/1.0/artifacts"


def _files(scene: Scene) -> int:
    return sum(path.is_file() for path in (scene.registry.data / "artifacts").rglob("*"))


def archive_of(kind: str, entries: list[str]) -> bytes:
    """The bytes of an archive as a case describes it in words."""
    first = entries[0]
    if first == "0 bytes":
        return b""
    if first.startswith("gzip of"):
        return gzip.compress(bytes(50_000_000))
    if first.startswith("xz with"):
        return lzma.compress(bz2.compress(bytes(1_000_000)), preset=0)
    if "empty files" in first:
        entries = [f"empty-{nth}" for nth in range(ENTRIES_TRIED // (1 if kind == "tar" else 4))]
    packed = _tar(entries) if kind == "tar" else _zip(entries)
    if first.startswith("trailing"):
        return packed + b"what comes behind the end"
    if first.startswith(("script", "polyglot")):
        return b"%PDF-1.7\n#!/bin/sh\nexit 1\n" + packed
    if first.startswith("two end"):
        return packed + packed[-22:]
    return packed


def _tar(entries: list[str]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for entry in entries:
            archive.addfile(_tar_entry(entry))
    return made.getvalue()


def _tar_entry(entry: str) -> tarfile.TarInfo:
    name, _, target = entry.partition(" -> ")
    info = tarfile.TarInfo(name.split(" (", 1)[0] or "x")
    if target:
        info.type, info.linkname = tarfile.SYMTYPE, target
    elif " => " in entry:
        info.type, info.linkname = tarfile.LNKTYPE, entry.split(" => ")[1].split(" ")[0]
    elif entry == "fifo":
        info.type = tarfile.FIFOTYPE
    elif entry.startswith("pax header"):
        info.pax_headers = {"path": "../../x"}
    elif entry.startswith("sparse"):
        info.pax_headers = {"GNU.sparse.realsize": str(2**63 - 1), "GNU.sparse.major": "1", "GNU.sparse.minor": "0"}
    return info


def _zip(entries: list[str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry)
            if entry.startswith("symlink"):
                info.external_attr = 0xA1ED << 16
            archive.writestr(info, bytes(30_000_000) if "300 MB" in entry else b"")
    packed = made.getvalue()
    if "2^63" in entries[0] or "declared size" in entries[0]:
        # The central directory tells of another size than there is.
        place = packed.index(b"PK\x01\x02") + 24
        packed = packed[:place] + b"\xff\xff\xff\x7f" + packed[place + 4 :]
    return packed


@drives("archive-046", "archive-047")
def _names_that_would_break_a_header(scene: Scene) -> Iterator[TestResponse]:
    for identifier in ("archive-046", "archive-047"):
        address = f"{_version(scene)}/{quote(all_cases()[identifier].input['filename'], safe='')}"
        answer = scene.send(scene.yunling, "PUT", address, body=b"x")
        assert answer.get_json()["errors"][0]["pointer"] == "/filename"
        yield answer


@drives("archive-051", "archive-057")
def _digests_that_cannot_be_checked(scene: Scene) -> Iterator[TestResponse]:
    for field in (f"sm3=:{'A' * 43}=:", f"sha-256=:{'A' * 42}:", "sha-256=nonsense"):
        answer = scene.send(scene.yunling, "PUT", f"{_version(scene)}/a.zip", body=b"x", headers={"Repr-Digest": field})
        assert answer.get_json()["code"] == "digest_unreadable"
        yield answer


@drives("archive-056")
def _beyond_the_quota(scene: Scene) -> Iterator[TestResponse]:
    slug = f"full-{next(scene.numbers)}x"
    city = scene.registry.city(slug)
    component = scene.registry.component(city, "parking", "1.0")
    with scene.registry.database.writing() as session:
        used = text("INSERT INTO storage_uses SELECT id, 99999999999, 1 FROM organisations WHERE slug = :slug")
        session.execute(used, {"slug": slug})
    address = f"/api/v1/components/{component}/versions/1.0/artifacts/a.zip"
    answer = scene.send(city, "PUT", address, body=b"xx")
    assert all(figure in answer.get_json()["detail"] for figure in ("99999999999", "100000000000"))
    yield answer


@drives("tenant-008")
def _uploading_what_another_city_keeps_to_itself(scene: Scene) -> Iterator[TestResponse]:
    content = f"private {new_id()}".encode()
    answers = []
    for city in (scene.yunling, scene.haina):
        component = scene.registry.component(city, f"case-{next(scene.numbers)}x", "1.0")
        address = f"/api/v1/components/{component}/versions/1.0/artifacts/a.zip"
        answers.append(scene.send(city, "PUT", address, body=content))
    assert _shape(answers[0]) == _shape(answers[1])
    yield answers[1]


def _shape(answer: TestResponse) -> tuple[Any, ...]:
    body = answer.get_json()
    own = {name: body[name] for name in body if name not in {"id", "component"}}
    return answer.status_code, sorted(name for name, _ in answer.headers), own


@drives("semantics-025", "semantics-026")
def _ranges_out_of_reason(scene: Scene) -> Iterator[TestResponse]:
    content = b"0123456789"
    address = f"{_version(scene)}/a.bin"
    scene.send(scene.yunling, "PUT", address, body=content)
    for identifier in ("semantics-025", "semantics-026"):
        answer = scene.send(scene.anyone, "GET", address, headers=dict(all_cases()[identifier].input["headers"]))
        assert answer.status_code == 416 or answer.data == content
        yield answer
