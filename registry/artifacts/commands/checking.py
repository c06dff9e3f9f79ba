"""`verify`: whether what the registry says of a version holds, found out on this machine."""

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from registry.artifacts.commands.adding import version_place
from registry.artifacts.proving import Finding, check_file, check_manifests, check_signature, digest_of_bytes
from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.errors import Bilingual
from registry.kit.failures import printable
from registry.kit.sending import digest_of
from registry.signing.actions import fingerprint_of
from registry.signing.algorithms import ED25519, KeyUnreadable

UNSIGNED = Bilingual("现行清单没有有效签名", "the present manifest bears no good signature")


@click.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--signed", is_flag=True, help="Fail unless a good signature stands under the present manifest")
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A public key (PEM) that you know to be the publisher's; no other counts then, and --signed is meant",
)
@json_option
@pass_console
def verify(
    console: Console,
    component: str,
    number: str,
    files: tuple[Path, ...],
    signed: bool,
    key: Path | None,
    as_json: bool,
) -> None:
    """Check the manifests of a version, the signatures under them, and FILES at hand; 1 when anything is not good."""
    place = version_place(component, number)
    listed = list(console.items(f"{place}/manifests"))
    contents = {row["number"]: console.download(f"{place}/manifests/{row['number']}") for row in listed}
    latest = max(contents)
    findings = check_manifests(contents, listed)
    covered, signatures = _check_signatures(console, place, contents, _known_key(key))
    findings += signatures
    if (signed or key is not None) and latest not in covered:
        findings.append(Finding("manifest", str(latest), False, UNSIGNED))
    findings += [check_file(file.name, digest_of(file), contents[latest]) for file in files]
    _tell(component, number, latest, digest_of_bytes(contents[latest]), latest in covered, findings, as_json=as_json)
    if not all(finding.is_good for finding in findings):
        raise click.exceptions.Exit(1)


def _known_key(file: Path | None) -> bytes | None:
    if file is None:
        return None
    try:
        return ED25519.read_public_key(file.read_text())
    except (KeyUnreadable, UnicodeDecodeError) as error:
        raise click.UsageError(f"{file}: not an Ed25519 public key (PEM)") from error


def _check_signatures(
    console: Console, place: str, contents: dict[int, bytes], known: bytes | None
) -> tuple[set[int], list[Finding]]:
    """The manifests under which a good signature stands, and what was found of each signature."""
    covered, findings, now = set(), [], datetime.now(UTC)
    for row in console.items(f"{place}/signatures"):
        if known is not None and row["key"] != fingerprint_of(known):
            continue
        key = console.get(f"/organisations/{row['organisation']}/keys/{row['key']}")
        if known is not None:
            key = {**key, "public_key": base64.b64encode(known).decode()}
        finding = check_signature(row, contents, key, now)
        findings.append(finding)
        if finding.is_good:
            covered.add(row["manifest"])
    return covered, findings


def _tell(
    component: str,
    number: str,
    manifest: int,
    digest: str,
    is_signed: bool,
    findings: list[Finding],
    *,
    as_json: bool,
) -> None:
    if as_json:
        rows: list[dict[str, Any]] = [
            {**finding._asdict(), "sentence": finding.sentence._asdict()} for finding in findings
        ]
        is_good = all(finding.is_good for finding in findings)
        said = {"component": component, "version": number, "manifest": manifest, "digest": digest}
        say_json({**said, "is_signed": is_signed, "is_good": is_good, "findings": rows})
        return
    words = {True: Bilingual("通过", "good"), False: Bilingual("不符", "BAD")}
    for finding in findings:
        verdict, sentence = (text.in_language(language()) for text in (words[finding.is_good], finding.sentence))
        click.echo(printable(f"{verdict}  {finding.what} {finding.name}: {sentence}"))
    if not is_signed:
        click.echo(f"–  manifest {manifest}: {UNSIGNED.in_language(language())}", err=True)
