"""Removing the demonstration: every record that says so, and whatever real organisations tied to it."""

from typing import Any, Final

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from registry.accounts.models import BrowserSession, Membership, Person, Token
from registry.adoption.models import Adoption, AdoptionStep
from registry.advisories.models import Advisory
from registry.artifacts.models import Artifact, StorageUse
from registry.catalogue.models import (
    Component,
    ComponentAlias,
    ComponentCluster,
    ComponentCoOwner,
    ComponentCount,
    ComponentEdge,
    ComponentStatus,
    ComponentTransfer,
    ComponentVersion,
    Manifest,
    Preparer,
    PubliccodeFile,
    Quarantine,
    Requirement,
    SupplierClaim,
    VersionSignature,
)
from registry.collaboration.models import Feedback, Scenario
from registry.demonstration.gone import Gone
from registry.demonstration.removing_demands import remove_demands
from registry.demonstration.removing_gaps import remove_gaps
from registry.demonstration.removing_projects import remove_projects
from registry.demonstration.removing_reports import remove_reports
from registry.demonstration.removing_scenarios import remove_scenario_lists
from registry.demonstration.removing_together import remove_together
from registry.demonstration.removing_use import remove_standing, remove_use
from registry.events.actions import record
from registry.kit.actor import CONSOLE
from registry.kit.database import Database
from registry.organisations.models import (
    CityClassAssignment,
    Cluster,
    ClusterMember,
    Division,
    Organisation,
)
from registry.publishing.models import Origin, StagedArtifact, StagedVersion, TrustedPublisher
from registry.sboms.models import Sbom, SbomLicense, SbomPackage
from registry.screening.models import Screening
from registry.signing.models import SigningKey
from registry.standards.models import ConformanceClaim, Standard
from registry.taxonomies.models import Concept, Taxonomy, TaxonomyRelease

UNTIED: Final = {
    "parent_id": None,
    "city_id": None,
    "entered_by_id": None,
    "status": "registered",
    "successor_id": None,
    "succeeded_on": None,
}
"""An organisation that points at no other."""


def remove_demonstration(database: Database) -> int:
    """Delete all demonstration records in one transaction; how many components, adoptions and organisations went.

    The log keeps what happened; an event says that the records are gone, so that what is derived starts anew.
    """
    with database.writing() as session:
        demo_organisations = select(Organisation.id).where(Organisation.is_demo).scalar_subquery()
        demo_components = select(Component.id).where(
            or_(Component.is_demo, Component.publisher_id.in_(demo_organisations))
        ).scalar_subquery()  # fmt: skip
        remove_reports(session)
        removed = _remove_records(session, demo_organisations, demo_components)
        record(
            session,
            CONSOLE,
            type="demonstration.removed",
            subject="demonstration",
            organisation_id=None,
            data={"records": removed},
        )
    return removed


def _remove_records(session: Session, organisations: Any, components: Any) -> int:
    gone = Gone(session)

    adoptions = select(Adoption.id).where(
        or_(
            Adoption.is_demo,
            Adoption.component_id.in_(components),
            Adoption.adopter_id.in_(organisations),
            Adoption.beneficiary_id.in_(organisations),
            Adoption.operator_id.in_(organisations),
        )
    ).scalar_subquery()  # fmt: skip
    versions = select(ComponentVersion.id).where(ComponentVersion.component_id.in_(components)).scalar_subquery()

    remove_gaps(gone, organisations)
    remove_demands(gone, organisations, components)
    remove_scenario_lists(gone, organisations, components)
    remove_projects(gone, adoptions, organisations, components)
    remove_together(gone, adoptions, organisations, components)
    remove_use(gone, adoptions, organisations, components)
    gone(AdoptionStep, AdoptionStep.adoption_id.in_(adoptions))
    count = gone(Adoption, Adoption.id.in_(adoptions))
    gone(Requirement, or_(Requirement.version_id.in_(versions), Requirement.component_id.in_(components)))
    gone(
        PubliccodeFile, or_(PubliccodeFile.component_id.in_(components), PubliccodeFile.publisher_id.in_(organisations))
    )
    _remove_vouching(gone, organisations, components, versions)
    gone(Feedback, or_(Feedback.component_id.in_(components), Feedback.organisation_id.in_(organisations)))
    remove_standing(gone, organisations, components)
    _remove_sboms(gone, versions)
    _remove_staged(gone, organisations, components, versions)
    _remove_artifacts(gone, organisations, versions)
    gone(ComponentEdge, or_(ComponentEdge.dependent_id.in_(components), ComponentEdge.required_id.in_(components)))
    gone(Quarantine, Quarantine.component_id.in_(components))
    gone(Advisory, Advisory.component_id.in_(components))
    gone(ComponentVersion, ComponentVersion.component_id.in_(components))
    gone(ComponentCount, ComponentCount.component_id.in_(components))
    gone(ComponentStatus, ComponentStatus.component_id.in_(components))
    count += gone(Component, Component.id.in_(components))
    gone(Scenario, Scenario.is_demo.is_(True))
    demo_clusters = select(Cluster.id).where(Cluster.is_demo).scalar_subquery()
    gone(
        ClusterMember,
        or_(ClusterMember.cluster_id.in_(demo_clusters), ClusterMember.organisation_id.in_(organisations)),
    )
    gone(Cluster, Cluster.is_demo.is_(True))
    demo_people = select(Person.id).where(Person.is_demo).scalar_subquery()
    demo_tokens = select(Token.id).where(
        or_(Token.organisation_id.in_(organisations), Token.maker_id.in_(demo_people))
    ).scalar_subquery()  # fmt: skip
    gone(BrowserSession, BrowserSession.token_id.in_(demo_tokens))
    gone(Token, or_(Token.organisation_id.in_(organisations), Token.maker_id.in_(demo_people)))
    gone(Membership, or_(Membership.organisation_id.in_(organisations), Membership.person_id.in_(demo_people)))
    gone(Person, Person.is_demo.is_(True))
    gone(CityClassAssignment, CityClassAssignment.organisation_id.in_(organisations))
    # Organisations point at one another and divisions at their parent: the ties go first.
    session.execute(update(Organisation).where(Organisation.is_demo).values(UNTIED))
    count += gone(Organisation, Organisation.is_demo.is_(True))
    session.execute(update(Division).where(Division.is_demo).values(parent_code=None))
    gone(Division, Division.is_demo.is_(True))
    return count


def _remove_vouching(gone: Gone, organisations: Any, components: Any, versions: Any) -> None:
    """Who prepared, supplied, handed over, verified and screened."""
    made_up = select(Standard.id).where(Standard.is_demo)
    gone(
        ConformanceClaim,
        or_(
            ConformanceClaim.version_id.in_(versions),
            ConformanceClaim.verifier_id.in_(organisations),
            ConformanceClaim.standard_id.in_(made_up),
        ),
    )
    gone(Standard, Standard.is_demo.is_(True))
    _remove_overlays(gone, organisations)
    for table in (ComponentAlias, ComponentCluster, ComponentCoOwner, ComponentTransfer, SupplierClaim):
        gone(table, table.component_id.in_(components))
    gone(
        ComponentTransfer, or_(ComponentTransfer.from_id.in_(organisations), ComponentTransfer.to_id.in_(organisations))
    )
    gone(SupplierClaim, SupplierClaim.supplier_id.in_(organisations))
    gone(ComponentCoOwner, ComponentCoOwner.organisation_id.in_(organisations))
    # What was for these clusters alone stays hidden: nobody has said that it may be shown.
    gone(ComponentCluster, ComponentCluster.cluster_id.in_(select(Cluster.id).where(Cluster.is_demo)))
    gone(Preparer, or_(Preparer.owner_id.in_(organisations), Preparer.preparer_id.in_(organisations)))
    gone(Screening, or_(Screening.is_demo.is_(True), Screening.organisation_id.in_(organisations)))


def _remove_artifacts(gone: Gone, organisations: Any, versions: Any) -> None:
    """What versions consist of, and who signed it. The bytes go with the next collection of what nothing names."""
    keys = select(SigningKey.id).where(SigningKey.organisation_id.in_(organisations)).scalar_subquery()
    gone(VersionSignature, or_(VersionSignature.version_id.in_(versions), VersionSignature.key_id.in_(keys)))
    gone(SigningKey, SigningKey.organisation_id.in_(organisations))
    gone(Manifest, Manifest.version_id.in_(versions))
    gone(Artifact, Artifact.version_id.in_(versions))
    gone(StorageUse, StorageUse.organisation_id.in_(organisations))


def _remove_staged(gone: Gone, organisations: Any, components: Any, versions: Any) -> None:
    """What waits for a person, where versions came from, and which machines are trusted."""
    staged = select(StagedVersion.id).where(StagedVersion.component_id.in_(components)).scalar_subquery()
    gone(StagedArtifact, StagedArtifact.staged_id.in_(staged))
    gone(StagedVersion, StagedVersion.component_id.in_(components))
    gone(Origin, Origin.version_id.in_(versions))
    gone(TrustedPublisher, TrustedPublisher.organisation_id.in_(organisations))


def _remove_sboms(gone: Gone, versions: Any) -> None:
    """What versions are made of."""
    sboms = select(Sbom.id).where(Sbom.version_id.in_(versions)).scalar_subquery()
    gone(SbomPackage, SbomPackage.sbom_id.in_(sboms))
    gone(SbomLicense, SbomLicense.sbom_id.in_(sboms))
    gone(Sbom, Sbom.version_id.in_(versions))


def _remove_overlays(gone: Gone, organisations: Any) -> None:
    """The overlays of made-up provinces."""
    overlays = select(Taxonomy.id).where(or_(Taxonomy.is_demo, Taxonomy.owner_id.in_(organisations))).scalar_subquery()
    releases = select(TaxonomyRelease.id).where(TaxonomyRelease.taxonomy_id.in_(overlays)).scalar_subquery()
    gone(Concept, Concept.release_id.in_(releases))
    gone(TaxonomyRelease, TaxonomyRelease.taxonomy_id.in_(overlays))
    gone(Taxonomy, or_(Taxonomy.is_demo.is_(True), Taxonomy.owner_id.in_(organisations)))
