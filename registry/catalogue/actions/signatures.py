"""Taking in signatures over what versions consist of. Each is verified at once, or not taken."""

from collections.abc import Mapping

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.lifecycle import writable
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.manifests import Stated, wire_digest
from registry.catalogue.models import Component, ComponentVersion, VersionSignature
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.organisations.queries import successor_of
from registry.signing.algorithms import ED25519, read_base64
from registry.signing.documents import key_state
from registry.signing.errors import AlreadySigned, KeyUnusable, SignatureInvalid
from registry.signing.models import SigningKey
from registry.signing.queries import find_key


def sign_version(
    session: Session, actor: Actor, *, component: str, number: str, manifest: int, key: str, signature: str
) -> VersionSignature:
    """Take in a signature over a manifest of a published version, by a key of the component's publisher.

    `key` is the fingerprint, `signature` base64. Raises PayloadInvalid naming the field, SignatureInvalid, KeyUnusable,
    AlreadySigned, and what `writable` and `get_version` raise.
    """
    row = writable(session, actor, component)
    version = queries.get_version(session, row, number)
    try:
        stated = queries.get_manifest(session, row, version, str(manifest))
    except NotFound as error:
        raise PayloadInvalid.of(
            "/manifest", "该版本没有这个编号的清单。", "This version has no manifest of that number."
        ) from error
    return accept_signature(session, actor, row, version, stated, {"key": key, "signature": signature})


def accept_signature(
    session: Session,
    actor: Actor,
    component: Component,
    version: ComponentVersion,
    stated: Stated,
    given: Mapping[str, str],
    *,
    below: str = "",
) -> VersionSignature:
    """The same for a version that is at hand. `given` is `{key, signature}`; its fields' errors stand `below` it."""
    key = _usable_key(session, component, given["key"], below)
    signature = read_base64(given["signature"])
    if signature is None or len(signature) != 64:
        raise PayloadInvalid.of(f"{below}/signature", "须为 64 字节的 base64。", "Must be the base64 of 64 bytes.")
    if not ED25519.verifies(key.public_key, stated.content, signature):
        raise SignatureInvalid(manifest=stated.number)
    accepted = VersionSignature(
        public_id=new_id(),
        version_id=version.id,
        manifest_number=stated.number,
        manifest_digest=stated.digest,
        key_id=key.id,
        signature=signature,
        signed_at=now_of(session),
    )
    accepted.key = key
    session.add(accepted)
    taken = AlreadySigned(manifest=stated.number, fingerprint=key.fingerprint)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    _record(session, actor, component, version, accepted)
    return accepted


def _usable_key(session: Session, component: Component, fingerprint: str, below: str) -> SigningKey:
    """The key, locked for use: whoever revokes it at this moment comes before or after."""
    key = find_key(session, fingerprint, for_use=True)
    publisher = session.get_one(Organisation, component.publisher_id)
    if key is None or key.organisation_id not in {publisher.id, successor_of(session, publisher).id}:
        raise PayloadInvalid.of(
            f"{below}/key",
            f"“{publisher.slug}”没有登记这把密钥：签名须用组件发布方的密钥。",
            f"'{publisher.slug}' has no such key: a key of the component's publisher is needed.",
        )
    state = key_state(key, now_of(session))
    if state != "active":
        why = {"retired": "已停用", "expired": "已到期", "revoked": "已吊销"}[state]
        raise KeyUnusable(fingerprint=fingerprint, why_zh=why, why_en=f"it is {state}")
    return key


def _record(
    session: Session, actor: Actor, component: Component, version: ComponentVersion, accepted: VersionSignature
) -> None:
    audience, readers = audience_of(session, component, shown=component.status in SHOWN_TO_ALL)
    record(
        session,
        actor,
        type="version.signed",
        subject=f"{component.full_name}/versions/{version.number}/signatures/{accepted.public_id}",
        organisation_id=component.publisher_id,
        audience=audience,
        readers=readers,
        data={
            "component": component.full_name,
            "version": version.number,
            "manifest": accepted.manifest_number,
            "digest": wire_digest(accepted.manifest_digest),
            "key": accepted.key.fingerprint,
        },
    )
