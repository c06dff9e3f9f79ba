"""artifacts, manifest, sign, verify, keys, publish --sign."""

import base64
import hashlib
import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from registry.kit.clock import SimulatedClock
from tests.build import Client, Registry, description
from tests.cli.conftest import Shell
from tests.databases import SqliteTemplate, postgres_template
from tests.openssl import Key, openssl

COMPONENT = "yunling/parking"


@dataclass
class Desk:
    """A shell at a registry with a version of a component, and its publisher at the API."""

    shell: Shell
    city: Client
    version: tuple[str, str]

    def add(self, file: Path) -> None:
        address = f"/api/v1/components/{COMPONENT}/versions/{self.version[1]}/artifacts/{file.name}"
        answer = self.city.call("PUT", address, data=file.read_bytes(), headers={"Content-Type": "application/zip"})
        assert answer.status_code == 201, answer.get_data(as_text=True)

    def key(self, folder: Path, name: str = "key") -> Key:
        """A key that is registered."""
        key = Key.make(folder, name)
        answer = self.city.post("/api/v1/organisations/yunling/keys", key.registration("yunling"))
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return key

    def signed(self, key: Key, manifest: int = 1) -> None:
        place = f"/api/v1/components/{COMPONENT}/versions/{self.version[1]}"
        signature = key.sign(self.city.get(f"{place}/manifests/{manifest}").data)
        body = {"manifest": manifest, "key": key.fingerprint, "signature": signature}
        assert self.city.post(f"{place}/signatures", body).status_code == 201

    def findings(self, *words: str) -> tuple[int, list[tuple[str, bool]]]:
        """The exit code of `verify`, and what it found of what."""
        result = self.shell.run("verify", *self.version, *words, "--json")
        return result.exit_code, [(row["what"], row["is_good"]) for row in json.loads(result.stdout)["findings"]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shell, Registry]]:
    """One registry for all: each test has a version of its own in it."""
    folder = tmp_path_factory.mktemp("shop")
    with ExitStack() as stack:
        if request.param == "sqlite":
            template: SqliteTemplate = request.getfixturevalue("sqlite_template")
            url = template.copy(folder / "data")
        else:
            url = stack.enter_context(postgres_template(request.getfixturevalue("postgres")).copy())
        registry = stack.enter_context(Registry.open(url, folder / "data", SimulatedClock(datetime.now(UTC))))
        registry.component(registry.city("yunling"), "parking")
        yield Shell({"REGISTRY_DATA": str(folder / "data"), "REGISTRY_DATABASE_URL": url}, folder), registry


NUMBERS = count(1)


@pytest.fixture
def desk(shop: tuple[Shell, Registry]) -> Desk:
    shell, registry = shop
    city, number = registry.city("yunling"), f"{next(NUMBERS)}.0"
    registry.version(city, COMPONENT, number)
    return Desk(shell, city, (COMPONENT, number))


@pytest.fixture
def file(tmp_path: Path, desk: Desk) -> Path:
    """A file of some pieces, with bytes of every kind, and no other like it."""
    made = tmp_path / "停车 parking.zip"
    made.write_bytes(desk.version[1].encode() + bytes(range(256)) * 3000)
    return made


def sha256sum(file: Path) -> str:
    return subprocess.run(["sha256sum", "-b", file], check=True, capture_output=True).stdout.decode().split()[0][-64:]


def test_a_file_is_added_listed_and_fetched_again(desk: Desk, file: Path, tmp_path: Path):
    added = desk.shell.done("artifacts", "add", *desk.version, str(file))

    [listed] = desk.shell.json("artifacts", "list", *desk.version)
    target = tmp_path / "fetched.zip"
    desk.shell.done("artifacts", "get", *desk.version, file.name, "--output", str(target))

    assert added.split()[-1] == listed["digest"] == f"sha256:{sha256sum(file)}"
    assert (listed["filename"], listed["role"], listed["media_type"]) == (file.name, "package", "application/zip")
    assert sha256sum(target) == sha256sum(file)
    assert [found.name for found in tmp_path.iterdir() if ".part" in found.name] == []


def test_several_at_once_with_what_they_are_for_and_again_without_harm(desk: Desk, file: Path, tmp_path: Path):
    manual = tmp_path / "manual.pdf"
    manual.write_bytes(b"%PDF")
    words = ("artifacts", "add", *desk.version, str(file), str(manual), "--role", "documentation")

    first, second = desk.shell.json(*words), desk.shell.json(*words)

    assert first == second
    assert [row["role"] for row in first] == ["documentation"] * 2


def test_another_file_of_the_same_name_is_refused(desk: Desk, file: Path):
    desk.add(file)
    file.write_bytes(b"something else")

    result = desk.shell.run("artifacts", "add", *desk.version, str(file))

    assert result.exit_code == 1
    assert "artifacts never change" in result.stderr


def test_a_fetch_goes_on_where_it_was_broken_off(desk: Desk, file: Path, tmp_path: Path):
    desk.add(file)
    target = tmp_path / "fetched.zip"
    part = tmp_path / f".fetched.zip.{sha256sum(file)[:16]}.part"
    part.write_bytes(file.read_bytes()[:100_000])

    desk.shell.done("artifacts", "get", *desk.version, file.name, "--output", str(target))

    assert target.read_bytes() == file.read_bytes()
    assert not part.exists()


def test_what_comes_out_wrong_is_never_left_under_its_name(desk: Desk, file: Path, tmp_path: Path):
    desk.add(file)
    target = tmp_path / "fetched.zip"
    part = tmp_path / f".fetched.zip.{sha256sum(file)[:16]}.part"
    part.write_bytes(b"not the beginning of it")

    result = desk.shell.run("artifacts", "get", *desk.version, file.name, "--output", str(target))

    assert (result.exit_code, target.exists(), part.exists()) == (1, False, False)
    assert "nothing of it was kept" in result.stderr


def test_a_file_in_the_way_is_left_alone_and_the_same_one_suffices(desk: Desk, file: Path, tmp_path: Path):
    desk.add(file)
    other = tmp_path / "other.zip"
    other.write_bytes(b"mine")

    refused = desk.shell.run("artifacts", "get", *desk.version, file.name, "--output", str(other))
    there = desk.shell.json("artifacts", "get", *desk.version, file.name, "--output", str(file))

    assert (refused.exit_code, other.read_bytes()) == (1, b"mine")
    assert there["fetched"] is False


def test_what_is_not_there_is_said(desk: Desk):
    result = desk.shell.run("artifacts", "get", *desk.version, "nothing.zip")

    assert (result.exit_code, "There is no 'nothing.zip' here." in result.stderr) == (1, True)


def test_what_is_kept_elsewhere_is_named_and_not_fetched(desk: Desk):
    digest = f"sha256:{'ab' * 32}"
    image = f"registry.example/city/parking:1.0@{digest}"
    desk.shell.done("artifacts", "refer", *desk.version, "image", image, "--digest", digest, "--role", "image")

    result = desk.shell.run("artifacts", "get", *desk.version, "image")

    assert result.exit_code == 1
    assert image in result.stderr


def test_bytes_are_removed_by_law(desk: Desk, file: Path):
    desk.add(file)
    order = ("--reason", "含个人信息", "--legal-basis", "个人信息保护法")

    unsure = desk.shell.run("artifacts", "remove", *desk.version, file.name, *order)
    removed = desk.shell.json("artifacts", "remove", *desk.version, file.name, *order, "--yes")
    fetched = desk.shell.run("artifacts", "get", *desk.version, file.name)

    assert unsure.exit_code == 1
    assert removed["removed"]["legal_basis"] == "个人信息保护法"
    assert (fetched.exit_code, "含个人信息" in fetched.stderr) == (1, True)


def test_keys_are_added_listed_retired_and_revoked(desk: Desk, tmp_path: Path):
    key = Key.make(tmp_path)

    desk.shell.done("keys", "add", "yunling", str(key.file), "--label", "发布")
    retired = desk.shell.json("keys", "retire", "yunling", key.fingerprint[:10])
    back = desk.shell.json("keys", "retire", "yunling", key.fingerprint, "--undo")
    revoked = desk.shell.json("keys", "revoke", "yunling", key.fingerprint[:10], "--reason", "被盗")

    assert [row["state"] for row in (retired, back, revoked)] == ["retired", "active", "revoked"]
    assert (key.fingerprint, "发布") in {
        (row["fingerprint"], row["label"]) for row in desk.shell.json("keys", "list", "yunling")
    }


def test_a_key_with_a_passphrase_asks_for_it(desk: Desk, tmp_path: Path):
    key = Key.make(tmp_path)
    locked = tmp_path / "locked.pem"
    openssl("pkey", "-in", key.file, "-aes256", "-passout", "pass:示例口令", "-out", locked)

    wrong = desk.shell.run("keys", "add", "yunling", str(locked), typed="nonsense\n")
    right = desk.shell.run("keys", "add", "yunling", str(locked), typed="示例口令\n")

    assert (wrong.exit_code, right.exit_code) == (2, 0)
    assert "This is not the passphrase" in wrong.stderr


def test_what_is_no_private_key_is_wrong_usage(desk: Desk, tmp_path: Path):
    public = tmp_path / "public.pem"
    public.write_text(Key.make(tmp_path).pem)

    result = desk.shell.run("keys", "add", "yunling", str(public))

    assert result.exit_code == 2
    assert "openssl genpkey -algorithm ed25519" in result.stderr


def test_a_version_is_signed_and_what_was_fetched_is_verified(desk: Desk, file: Path, tmp_path: Path):
    key = desk.key(tmp_path)
    desk.add(file)

    signed = desk.shell.json("sign", *desk.version, "--key", str(key.file))
    said = desk.shell.done("verify", *desk.version, str(file), "--signed")

    assert (signed["manifest"], signed["key"]) == (2, key.fingerprint)
    assert [line.split("  ")[0] for line in said.splitlines()] == ["good"] * 4
    assert f"file {file.name}: it is what the manifest lists" in said


def test_openssl_verifies_the_manifest_that_was_written(desk: Desk, tmp_path: Path):
    key = desk.key(tmp_path)
    manifest, signature = tmp_path / "manifest.json", tmp_path / "manifest.sig"

    desk.shell.done("manifest", *desk.version, "--output", str(manifest))
    signed = desk.shell.json("sign", *desk.version, "--key", str(key.file))
    signature.write_bytes(base64.b64decode(signed["signature"]))

    assert b"Success" in openssl(
        "pkeyutl", "-verify", "-inkey", key.file, "-rawin", "-in", manifest, "-sigfile", signature
    )


def test_files_that_are_not_what_was_published_are_told_and_end_with_1(desk: Desk, file: Path, tmp_path: Path):
    desk.add(file)
    unknown = tmp_path / "unknown.zip"
    unknown.write_bytes(b"x")
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    code, found = desk.findings(str(file), str(unknown))

    assert (code, found[2:]) == (1, [("file", False), ("file", False)])
    result = desk.shell.run("verify", *desk.version, str(file), language="zh_CN.UTF-8")
    assert f"不符  file {file.name}: 内容与清单不符" in result.stdout


def test_an_unsigned_version_is_said_to_be_so_and_refused_where_a_signature_is_asked_for(desk: Desk):
    plain, strict = desk.shell.run("verify", *desk.version), desk.shell.run("verify", *desk.version, "--signed")

    assert (plain.exit_code, strict.exit_code) == (0, 1)
    assert "bears no good signature" in plain.stderr


def test_a_signature_under_an_earlier_manifest_does_not_stand_for_the_present_one(
    desk: Desk, file: Path, tmp_path: Path
):
    key = desk.key(tmp_path)
    desk.signed(key)
    desk.add(file)

    assert desk.findings()[0] == 0
    assert desk.findings("--signed") == (
        1,
        [("manifest", True), ("manifest", True), ("signature", True), ("manifest", False)],
    )


def test_a_signature_of_a_revoked_key_is_bad(desk: Desk, tmp_path: Path):
    key = desk.key(tmp_path)
    desk.signed(key)
    desk.shell.done("keys", "revoke", "yunling", key.fingerprint, "--reason", "被盗")

    assert desk.findings() == (1, [("manifest", True), ("signature", False)])


def test_who_brings_the_key_along_trusts_no_other(desk: Desk, tmp_path: Path):
    mine, other = desk.key(tmp_path), Key.make(tmp_path, "other")
    desk.signed(mine)
    known = [tmp_path / "mine.pub", tmp_path / "other.pub"]
    for place, key in zip(known, (mine, other), strict=True):
        place.write_text(key.pem)

    assert [desk.findings("--key", str(place))[0] for place in known] == [0, 1]


def test_a_version_is_published_and_signed_in_one_step(desk: Desk, tmp_path: Path):
    key, desk.version = desk.key(tmp_path), (COMPONENT, f"{desk.version[1]}.1")
    described = {"publisher": "yunling", "name": "parking", **description(), "version": {"number": desk.version[1]}}

    desk.shell.done("publish", desk.shell.write("parking.json", described), "--sign", str(key.file))

    assert desk.findings("--signed") == (0, [("manifest", True), ("signature", True)])
    digest = hashlib.sha256(desk.shell.done("manifest", *desk.version).encode()).hexdigest()
    assert desk.shell.json("verify", *desk.version)["digest"] == f"sha256:{digest}"


def test_what_is_entered_in_bulk_is_signed_afterwards(desk: Desk):
    signature = {"key": "ab" * 32, "signature": "AAAA"}
    entry = {"publisher": "yunling", "name": "bulk", **description()}
    line = json.dumps({**entry, "version": {"number": "1.0", "signature": signature}})

    result = desk.shell.run("import", desk.shell.write("many.ndjson", line))

    assert result.exit_code == 1
    assert "/version/signature" in result.output
