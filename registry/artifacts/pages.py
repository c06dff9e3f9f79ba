"""What the page of a version shows of its artifacts, its manifests and who signed them."""

from typing import Final, NamedTuple

from flask import Blueprint
from flask_babel import format_decimal

from registry.artifacts import queries
from registry.artifacts.locations import kind_of
from registry.artifacts.models import Artifact
from registry.catalogue.manifests import Stated
from registry.catalogue.models import Component, ComponentVersion, VersionSignature
from registry.catalogue.queries import list_manifests, list_signatures
from registry.catalogue.signatures import judge_signature
from registry.kit.clock import now_of
from registry.organisations.models import Organisation
from registry.signing.judging import Judgement
from registry.web.context import current_language, current_session

blueprint = Blueprint("artifacts_pages", __name__)

UNITS: Final = (("kB", 10**3), ("MB", 10**6), ("GB", 10**9))


class Shown(NamedTuple):
    """A signature with whose it is, and what it is worth now."""

    row: VersionSignature
    organisation: Organisation
    judged: Judgement


class Provenance(NamedTuple):
    """All manifests of a version, the present one last, and the signatures under them, the newest first."""

    manifests: list[Stated]
    signatures: list[Shown]

    @property
    def present(self) -> Stated:
        return self.manifests[-1]

    @property
    def is_signed(self) -> bool:
        """Whether a good signature stands under what the version consists of now."""
        good = {shown.row.manifest_number for shown in self.signatures if shown.judged.is_good}
        return self.present.number in good


@blueprint.app_template_global("artifacts_of")
def artifacts_of(version: ComponentVersion) -> list[Artifact]:
    """What a version consists of, also what was removed, in the order of addition."""
    return queries.list_artifacts(current_session(), version.id)


@blueprint.app_template_global("provenance_of")
def provenance_of(component: Component, version: ComponentVersion) -> Provenance:
    """What was signed of a version, and by whom."""
    session = current_session()
    now = now_of(session)
    signatures = [
        Shown(row, session.get_one(Organisation, row.key.organisation_id), judge_signature(row, now))
        for row in reversed(list_signatures(session, version.id))
    ]
    return Provenance(list_manifests(session, component, version), signatures)


@blueprint.app_template_global("location_kind")
def location_kind(location: str) -> str:
    """`image`, `git`, `package` or `web`."""
    return kind_of(location)


@blueprint.app_template_filter("size")
def size(amount: int) -> str:
    """A number of bytes as people say it: 512 bytes, 1.4 MB."""
    if amount < UNITS[0][1]:
        return f"{amount} 字节" if current_language() == "zh" else f"{amount} bytes"
    unit, worth = next(((unit, worth) for unit, worth in reversed(UNITS) if amount >= worth))
    return f"{format_decimal(round(amount / worth, 1))} {unit}"
