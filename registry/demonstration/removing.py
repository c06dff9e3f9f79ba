"""Removing the demonstration: every record that says so, and whatever real organisations tied to it."""

from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from registry.accounts.models import Membership, Person, Token
from registry.adoption.models import Adoption, AdoptionStep
from registry.catalogue.models import (
    Component,
    ComponentCount,
    ComponentVersion,
    PubliccodeFile,
    Requirement,
)
from registry.collaboration.models import Pairing, Scenario
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


def remove_demonstration(database: Database) -> int:
    """Delete all demonstration records in one transaction; how many components, adoptions and organisations went.

    The log keeps what happened; an event says that the records are gone, so that what is derived starts anew.
    """
    with database.writing() as session:
        demo_organisations = select(Organisation.id).where(Organisation.is_demo).scalar_subquery()
        demo_components = select(Component.id).where(
            or_(Component.is_demo, Component.publisher_id.in_(demo_organisations))
        ).scalar_subquery()  # fmt: skip
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
    def gone(table: Any, condition: ColumnElement[bool]) -> int:
        done = session.execute(delete(table).where(condition).execution_options(synchronize_session=False))
        return int(done.rowcount)  # type: ignore[attr-defined]

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

    gone(AdoptionStep, AdoptionStep.adoption_id.in_(adoptions))
    count = gone(Adoption, Adoption.id.in_(adoptions))
    gone(Requirement, or_(Requirement.version_id.in_(versions), Requirement.component_id.in_(components)))
    gone(
        PubliccodeFile, or_(PubliccodeFile.component_id.in_(components), PubliccodeFile.publisher_id.in_(organisations))
    )
    gone(ComponentVersion, ComponentVersion.component_id.in_(components))
    gone(ComponentCount, ComponentCount.component_id.in_(components))
    count += gone(Component, Component.id.in_(components))
    gone(Pairing, Pairing.is_demo.is_(True))
    gone(Scenario, Scenario.is_demo.is_(True))
    demo_clusters = select(Cluster.id).where(Cluster.is_demo).scalar_subquery()
    gone(
        ClusterMember,
        or_(ClusterMember.cluster_id.in_(demo_clusters), ClusterMember.organisation_id.in_(organisations)),
    )
    gone(Cluster, Cluster.is_demo.is_(True))
    demo_people = select(Person.id).where(Person.is_demo).scalar_subquery()
    gone(Token, or_(Token.organisation_id.in_(organisations), Token.maker_id.in_(demo_people)))
    gone(Membership, or_(Membership.organisation_id.in_(organisations), Membership.person_id.in_(demo_people)))
    gone(Person, Person.is_demo.is_(True))
    gone(CityClassAssignment, CityClassAssignment.organisation_id.in_(organisations))
    # Units point at their city and divisions at their parent: the ties go first.
    session.execute(update(Organisation).where(Organisation.is_demo).values(parent_id=None, city_id=None))
    count += gone(Organisation, Organisation.is_demo.is_(True))
    session.execute(update(Division).where(Division.is_demo).values(parent_code=None))
    gone(Division, Division.is_demo.is_(True))
    return count
