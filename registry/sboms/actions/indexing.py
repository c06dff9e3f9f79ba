"""Adding a bill of materials to a version, and indexing one that is there already."""

from collections import Counter
from typing import Any, Final, NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.artifacts.actions import put_file
from registry.artifacts.models import Artifact
from registry.artifacts.queries import get_artifact
from registry.artifacts.storage import Received, Storage
from registry.catalogue.actions.lifecycle import writable
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import get_version
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.sboms import queries
from registry.sboms.errors import SbomIndexing
from registry.sboms.judging import conflicts_of
from registry.sboms.keys import barred, key_of, license_keys
from registry.sboms.models import Sbom, SbomLicense, SbomPackage
from registry.sboms.reading import BillOfMaterials, Package

MEDIA_TYPE: Final = "application/vnd.cyclonedx+json"
_BATCH: Final = 5000

# Straight into the tables: nobody needs these rows as objects.
_INSERT_PACKAGES: Final = SbomPackage.metadata.tables[SbomPackage.__tablename__].insert()
_INSERT_LICENSES: Final = SbomLicense.metadata.tables[SbomLicense.__tablename__].insert()


class Indexed(NamedTuple):
    """A bill of materials, and whether it was not there before."""

    sbom: Sbom
    is_new: bool


def add_sbom(
    session: Session,
    actor: Actor,
    storage: Storage,
    *,
    component: str,
    number: str,
    filename: str,
    received: Received,
    bill: BillOfMaterials,
) -> Indexed:
    """Keep a bill of materials with a version under a file name, and index it.

    The same content again, under whatever name, is the one that is there. `bill` is what was read of `received`; the
    caller discards that if this is refused. Raises what `put_file` raises.
    """
    row = writable(session, actor, component)
    version = get_version(session, row, number)
    present = queries.find_by_digest(session, version.id, received.digest)
    if present is not None:
        storage.discard(received)
        return Indexed(_judge_again(session, actor, row, version, present, bill), is_new=False)
    added = put_file(
        session,
        actor,
        storage,
        component=component,
        number=number,
        filename=filename,
        received=received,
        media_type=MEDIA_TYPE,
        role="sbom",
    )
    return Indexed(_index(session, actor, row, version, added.artifact, bill), is_new=True)


def index_artifact(
    session: Session, actor: Actor, *, component: str, number: str, filename: str, bill: BillOfMaterials
) -> Indexed:
    """Index a file of a version as a bill of materials; one that is indexed is held against the licence of today."""
    row = writable(session, actor, component)
    version = get_version(session, row, number)
    artifact = get_artifact(session, version.id, filename)
    present = queries.find_by_digest(session, version.id, artifact.digest)
    if present is not None:
        return Indexed(_judge_again(session, actor, row, version, present, bill), is_new=False)
    return Indexed(_index(session, actor, row, version, artifact, bill), is_new=True)


def _index(
    session: Session,
    actor: Actor,
    component: Component,
    version: ComponentVersion,
    artifact: Artifact,
    bill: BillOfMaterials,
) -> Sbom:
    sbom = Sbom(
        version_id=version.id,
        artifact_id=artifact.id,
        spec_version=bill.spec_version,
        serial_number=bill.serial_number,
        packages=len(bill.packages),
        created_at=now_of(session),
    )
    sbom.version, sbom.artifact = version, artifact
    _judge(sbom, component, bill)
    session.add(sbom)
    try:
        session.flush()
    except IntegrityError as error:
        raise SbomIndexing(filename=artifact.filename) from error
    _list_packages(session, sbom, bill.packages)
    _record(session, actor, component, version, sbom, "sbom.indexed")
    return sbom


def _list_packages(session: Session, sbom: Sbom, packages: list[Package]) -> None:
    keys = {licenses: license_keys(licenses) for licenses in {package.licenses for package in packages}}
    counted = Counter(key for package in packages for key in keys[package.licenses])
    for start in range(0, len(packages), _BATCH):
        some = packages[start : start + _BATCH]
        session.execute(_INSERT_PACKAGES, [_row(sbom.id, package, keys[package.licenses]) for package in some])
    if counted:
        rows = [{"sbom_id": sbom.id, "license_key": key, "packages": count} for key, count in counted.items()]
        session.execute(_INSERT_LICENSES, rows)


def _row(sbom_id: int, package: Package, keys: list[str]) -> dict[str, Any]:
    return {
        "sbom_id": sbom_id,
        "kind": package.kind,
        "group": package.group,
        "name": package.name,
        "number": package.number,
        "purl": package.purl,
        "licenses": list(package.licenses),
        "group_key": key_of(package.group) if package.group else None,
        "name_key": key_of(package.name),
        "number_key": package.number or "",
        "license_keys": barred(keys),
    }


def _judge(sbom: Sbom, component: Component, bill: BillOfMaterials) -> bool:
    """Hold the packages against the component's licence as it is today; whether anything is found otherwise."""
    license = component.details["license"]
    conflicts = conflicts_of(license, bill.packages)
    is_other = (sbom.license, sbom.conflicts) != (license, conflicts)
    sbom.license, sbom.conflicts = license, conflicts
    return is_other


def _judge_again(
    session: Session, actor: Actor, component: Component, version: ComponentVersion, sbom: Sbom, bill: BillOfMaterials
) -> Sbom:
    if _judge(sbom, component, bill):
        session.flush()
        _record(session, actor, component, version, sbom, "sbom.judged")
    return sbom


def _record(
    session: Session, actor: Actor, component: Component, version: ComponentVersion, sbom: Sbom, type: str
) -> None:
    audience, readers = audience_of(session, component, shown=component.status in SHOWN_TO_ALL)
    severities = [entry["severity"] for entry in sbom.conflicts]
    record(
        session,
        actor,
        type=type,
        subject=f"{component.full_name}/versions/{version.number}/sboms/{sbom.public_id}",
        organisation_id=component.publisher_id,
        audience=audience,
        readers=readers,
        data={
            "component": component.full_name,
            "version": version.number,
            "sbom": str(sbom.public_id),
            "packages": sbom.packages,
            "license": sbom.license,
            "conflicts": severities.count("conflict"),
            "checks": severities.count("check"),
        },
    )
