"""How manifests and signatures over them read on the wire."""

import base64
from datetime import datetime
from typing import Any

from registry.catalogue.manifests import Stated, wire_digest
from registry.catalogue.models import VersionSignature
from registry.kit.clock import format_instant
from registry.signing.judging import Judgement, Life, judge


def judge_signature(row: VersionSignature, now: datetime) -> Judgement:
    """What a signature is worth now; its key is loaded."""
    life = Life(row.key.expires_at, row.key.retired_at, row.key.compromised_at)
    return judge(row.signed_at, life, now)


def signature_document(row: VersionSignature, organisation: str, now: datetime) -> dict[str, Any]:
    """A signature by a key of `organisation`, as it is judged now."""
    judged = judge_signature(row, now)
    compromised = row.key.compromised_at
    return {
        "id": str(row.public_id),
        "manifest": row.manifest_number,
        "manifest_digest": wire_digest(row.manifest_digest),
        "key": row.key.fingerprint,
        "organisation": organisation,
        "signature": base64.b64encode(row.signature).decode(),
        "signed_at": format_instant(row.signed_at),
        "state": judged.state,
        "is_good": judged.is_good,
        "compromised_at": format_instant(compromised) if compromised else None,
        "explanation": judged.explanation._asdict(),
    }


def manifest_document(stated: Stated) -> dict[str, Any]:
    """A manifest in a list."""
    return {
        "number": stated.number,
        "digest": wire_digest(stated.digest),
        "created_at": format_instant(stated.created_at),
        "artifacts": len(stated.artifacts),
    }
