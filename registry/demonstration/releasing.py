"""What stands behind the versions of the demonstration: files, keys and signatures, advisories, what adopters said."""

import base64
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from registry.advisories.actions import publish_advisory
from registry.artifacts.actions import add_file
from registry.artifacts.actions.referencing import refer_to
from registry.artifacts.storage import Received, Storage
from registry.catalogue.actions.signatures import sign_version
from registry.catalogue.queries import get_component, get_manifest, get_version
from registry.collaboration.actions import open_feedback, resolve_feedback
from registry.demonstration.happenings import Happening, acting_for, on_day
from registry.demonstration.reading import read
from registry.kit.actor import CONSOLE
from registry.sboms.actions import add_sbom
from registry.sboms.reading import read_sbom
from registry.signing.actions import add_key, challenge, fingerprint_of, retire_key

LIMIT = 1024 * 1024
"""Bytes of a file of the demonstration, which are all small."""


def releasing(storage: Storage) -> Iterator[Happening]:
    """Everything of `releases.yaml`, on its day."""
    content = read("releases")
    for artifact in content["artifacts"]:
        yield Happening(artifact["on"], _file(storage, artifact))
    for sbom in content["sboms"]:
        yield Happening(sbom["on"], _sbom(storage, sbom))
    for reference in content["references"]:
        yield on_day(reference.pop("on"), refer_to, **reference)
    for key in content["keys"]:
        yield from _key(key)
    for advisory in content["advisories"]:
        yield on_day(advisory.pop("on"), publish_advisory, **advisory)
    for feedback in content["feedback"]:
        yield from _feedback(feedback)


def _file(storage: Storage, artifact: Mapping[str, Any]) -> Callable[[Session], object]:
    return lambda session: add_file(
        session,
        CONSOLE,
        storage,
        component=artifact["component"],
        number=artifact["number"],
        filename=artifact["file"],
        received=_received(storage, _bytes(artifact["file"])),
        media_type="application/yaml",
        role=artifact["role"],
    )


def _sbom(storage: Storage, sbom: Mapping[str, Any]) -> Callable[[Session], object]:
    content = _bytes(sbom["file"])
    return lambda session: add_sbom(
        session,
        CONSOLE,
        storage,
        component=sbom["component"],
        number=sbom["number"],
        filename=sbom["file"],
        received=_received(storage, content),
        bill=read_sbom(content),
    )


def _bytes(name: str) -> bytes:
    return files("registry").joinpath("data", "demonstration", "artifacts", name).read_bytes()


def _received(storage: Storage, content: bytes) -> Received:
    return storage.receive([content], limit=LIMIT)


def _key(key: Mapping[str, Any]) -> Iterator[Happening]:
    organisation = key["organisation"]
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    fingerprint = fingerprint_of(public)
    yield on_day(
        key["on"],
        add_key,
        organisation=organisation,
        public_key=_base64(public),
        proof=_base64(private.sign(challenge(organisation, fingerprint))),
        label=key["label"],
    )
    for signed in key["signs"]:
        yield Happening(signed["on"], _signature(private, fingerprint, signed))
    if "retired_on" in key:
        yield on_day(key["retired_on"], retire_key, organisation=organisation, fingerprint=fingerprint)


def _signature(private: Ed25519PrivateKey, fingerprint: str, signed: Mapping[str, Any]) -> Callable[[Session], object]:
    def sign(session: Session) -> None:
        component = get_component(session, CONSOLE, signed["component"])
        stated = get_manifest(session, component, get_version(session, component, signed["number"]), "latest")
        sign_version(
            session,
            CONSOLE,
            component=signed["component"],
            number=signed["number"],
            manifest=stated.number,
            key=fingerprint,
            signature=_base64(private.sign(stated.content)),
        )

    return sign


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _feedback(feedback: Mapping[str, Any]) -> Iterator[Happening]:
    kept: dict[str, UUID] = {}
    told = {key: feedback[key] for key in ("component", "version", "kind", "title", "body")}

    def say(session: Session) -> None:
        kept["id"] = open_feedback(session, acting_for(session, feedback["organisation"]), **told).public_id

    yield Happening(feedback["on"], say)
    if resolution := feedback.get("resolution"):
        yield Happening(
            resolution["on"],
            lambda session: resolve_feedback(
                session,
                CONSOLE,
                feedback_id=kept["id"],
                version=resolution["version"],
                answer=resolution["answer"],
            ),
        )
