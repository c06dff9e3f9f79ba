"""Checking what a registry says of a version by oneself: its manifests, the signatures over them, files at hand.

Nothing is taken on trust but the keys, and these only where nobody brought one along, and what became of them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from registry.kit.errors import Bilingual
from registry.signing.algorithms import ED25519, read_base64
from registry.signing.judging import Life, judge


class Finding(NamedTuple):
    """One thing that was looked at: `what` is `manifest`, `signature` or `file`."""

    what: str
    name: str
    is_good: bool
    sentence: Bilingual


def check_manifests(contents: Mapping[int, bytes], listed: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Whether each manifest has the digest it is listed with, and names the one before it."""
    found = []
    for row in listed:
        number, content = int(row["number"]), contents[int(row["number"])]
        is_good = digest_of_bytes(content) == row["digest"] and _follows(content, number, contents)
        sentence = (
            Bilingual("内容与摘要一致", "its bytes fit its digest, and it follows the one before")
            if is_good
            else (
                Bilingual(
                    "内容与摘要不符，或与前一份不衔接", "its bytes do not fit its digest, or not the manifest before it"
                )
            )
        )
        found.append(Finding("manifest", str(number), is_good, sentence))
    return found


def check_signature(
    row: Mapping[str, Any], contents: Mapping[int, bytes], key: Mapping[str, Any], now: datetime
) -> Finding:
    """Whether a signature is by this key over the bytes at hand, and what it is worth now."""
    named = f"{row['organisation']} {row['key'][:16]}… → manifest {row['manifest']}"
    public, signature = read_base64(key["public_key"]), read_base64(row["signature"])
    content = contents.get(int(row["manifest"]))
    by_this_key = public is not None and hashlib.sha256(public).hexdigest() == row["key"] and ED25519.is_sound(public)
    if not by_this_key or signature is None or content is None:
        return Finding("signature", named, False, Bilingual("不是由该密钥作出的签名", "it is not by this key"))
    if not ED25519.verifies(public or b"", content, signature):
        return Finding("signature", named, False, Bilingual("与清单内容不符", "it does not fit the manifest's bytes"))
    life = Life(*(_instant(key[name]) for name in ("expires_at", "retired_at", "compromised_at")))
    judged = judge(datetime.fromisoformat(row["signed_at"]), life, now)
    return Finding("signature", named, judged.is_good, judged.explanation)


def check_file(filename: str, digest: str, manifest: bytes) -> Finding:
    """Whether a file at hand is the one that the manifest lists under its name."""
    rows = {row["filename"].casefold(): row for row in orjson.loads(manifest)["artifacts"]}
    row = rows.get(filename.casefold())
    if row is None:
        return Finding("file", filename, False, Bilingual("清单中没有此文件", "the manifest lists no such file"))
    if row["digest"] != f"sha256:{digest}":
        return Finding("file", filename, False, Bilingual("内容与清单不符", "it is not what the manifest lists"))
    if row["removed"]:
        return Finding(
            "file", filename, False, Bilingual("此文件已依法移除，请勿使用", "it was removed by law: do not use it")
        )
    return Finding("file", filename, True, Bilingual("内容与清单一致", "it is what the manifest lists"))


def digest_of_bytes(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _follows(content: bytes, number: int, contents: Mapping[int, bytes]) -> bool:
    said = orjson.loads(content)
    before = contents.get(number - 1)
    return bool(said["manifest"] == number and said["previous"] == (digest_of_bytes(before) if before else None))


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
