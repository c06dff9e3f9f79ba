"""The counts beside each component equal a recount of the adoptions, whatever happened."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.actions import adopt_component, move_adoption
from registry.adoption.errors import AdoptionTaken
from registry.adoption.lifecycle import legal_moves
from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import Component, ComponentCount
from registry.kit.actor import CONSOLE
from registry.organisations.models import Organisation
from tests.build import Registry

BODIES = ("yunling", "yunling-dept", "haina", "haina-dept", "haina-east", "faraway")
COMPONENTS = ("yunling/parking", "haina/buses")


def populate(registry: Registry) -> None:
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.organisation("faraway")
    for slug, parent in (("yunling-dept", "yunling"), ("haina-dept", "haina"), ("haina-east", "haina")):
        registry.organisation(slug, unit="department", parent=parent)
    registry.component(yunling, "parking", "1.0")
    registry.component(haina, "buses", "1.0")


def recount(session: Session, component_id: int) -> tuple[int, int]:
    """Cities other than the publisher's that run it, and adoptions other cities ever began, straight from the rows."""
    publisher, component = aliased(Organisation), aliased(Component)
    external = (
        select(Adoption)
        .join(component, component.id == Adoption.component_id)
        .join(publisher, publisher.id == component.publisher_id)
        .where(Adoption.component_id == component_id, Adoption.city_id != publisher.city_id)
        .subquery()
    )
    running = select(func.count(distinct(external.c.city_id))).where(external.c.stage.in_(RUNNING))
    begun = select(func.count()).select_from(external)
    return session.scalar(running) or 0, session.scalar(begun) or 0


def something_happens(session: Session, chance: Random) -> None:
    """A body begins an adoption, or one that there is goes on or is upgraded in its own way."""
    identifiers = session.scalars(select(Adoption.public_id).where(Adoption.stage != "retired")).all()
    if not identifiers or chance.random() < 0.35:
        adopt_component(
            session, CONSOLE, adopter=chance.choice(BODIES), component=chance.choice(COMPONENTS), mode="new"
        )
        return
    identifier = chance.choice(identifiers)
    stage = session.scalars(select(Adoption.stage).where(Adoption.public_id == identifier)).one()
    move_adoption(session, CONSOLE, adoption_id=identifier, to=chance.choice(legal_moves(stage)))


@pytest.mark.parametrize("seed", range(4))
def test_counts_equal_a_recount_after_any_history(registry: Registry, seed: int):
    populate(registry)
    chance = Random(seed)

    for _ in range(60):
        try:
            with registry.database.writing() as session:
                something_happens(session, chance)
        except AdoptionTaken:
            continue

    with registry.database.reading() as session:
        kept = {row.component_id: (row.adopters, row.adoptions) for row in session.scalars(select(ComponentCount))}
        assert kept == {component_id: recount(session, component_id) for component_id in kept}
    assert sum(begun for _, begun in kept.values()) > 5


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_two_departments_that_go_live_at_once_count_their_city_once(registry: Registry):
    """On SQLite writers queue anyway; on PostgreSQL the second must see what the first did."""
    populate(registry)
    identifiers = []
    for slug in ("haina-dept", "haina-east"):
        with registry.database.writing() as session:
            begun = adopt_component(session, CONSOLE, adopter=slug, component="yunling/parking", mode="new")
            identifiers.append(begun.public_id)
            move_adoption(session, CONSOLE, adoption_id=begun.public_id, to="approved")

    def go_live(identifier) -> None:
        with registry.database.writing() as session:
            move_adoption(session, CONSOLE, adoption_id=identifier, to="live")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(go_live, identifiers))

    with registry.database.reading() as session:
        assert session.scalars(select(ComponentCount.adopters).order_by(ComponentCount.adopters.desc())).first() == 1
