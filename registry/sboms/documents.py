"""How bills of materials and packages read on the wire."""

from typing import Any

from registry.catalogue.reuse import shown_count
from registry.kit.clock import format_instant
from registry.sboms.judging import explain
from registry.sboms.models import Sbom, SbomPackage
from registry.sboms.queries import Shipped


def sbom_document(sbom: Sbom, component: str) -> dict[str, Any]:
    """A bill of materials with what its packages' licences mean for the component's."""
    return {
        "id": str(sbom.public_id),
        "component": component,
        "version": sbom.version.number,
        "filename": sbom.artifact.filename,
        "digest": f"sha-256:{sbom.artifact.digest}",
        "spec_version": sbom.spec_version,
        "serial_number": sbom.serial_number,
        "packages": sbom.packages,
        "license": sbom.license,
        "conflicts": [{**entry, "why": explain(entry["reason"])} for entry in sbom.conflicts],
        "created_at": format_instant(sbom.created_at),
    }


def package_document(package: SbomPackage) -> dict[str, Any]:
    return {
        "kind": package.kind,
        "group": package.group,
        "package": package.name,
        "number": package.number,
        "purl": package.purl,
        "licenses": package.licenses,
    }


def shipped_document(shipped: Shipped, *, exactly: bool) -> dict[str, Any]:
    """A package with the version that ships it. How many cities run the component is told `exactly`, or from 5 on."""
    return {
        "component": shipped.component,
        "version": shipped.version,
        "is_latest": shipped.is_latest,
        "is_yanked": shipped.is_yanked,
        **package_document(shipped.package),
        "sbom": str(shipped.sbom),
        **shown_count(shipped.adopters, exactly=exactly),
    }
