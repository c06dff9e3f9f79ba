"""What an activation means for those who read and write at the same moment."""

from typing import Any

import pytest

from registry.catalogue.actions import activate_taxonomy
from registry.kit.actor import CONSOLE
from registry.kit.database import Database
from registry.kit.errors import Busy
from registry.taxonomies.actions import draft_release
from registry.taxonomies.queries import current_taxonomies
from tests.build import Registry

SENSE: dict[str, Any] = {"code": "sense", "name": {"zh": "感知"}}


def draft(database: Database) -> None:
    with database.writing() as session:
        draft_release(session, CONSOLE, taxonomy="abilities", edition="2027-01", concepts=[SENSE])


def codes(database: Database) -> list[str]:
    with database.reading() as session:
        return list(current_taxonomies(session)["abilities"].concepts)


def test_every_process_turns_to_a_new_edition_with_its_commit(registry: Registry):
    other = Database(registry.database.url.render_as_string(hide_password=False))
    draft(registry.database)
    before = codes(registry.database), codes(other)

    with registry.database.writing() as session:
        activate_taxonomy(session, CONSOLE, taxonomy="abilities", edition="2027-01")
    after = codes(registry.database), codes(other)
    other.dispose()

    assert before == (["sense", "analyse", "respond"],) * 2
    assert after == (["sense"],) * 2


def test_an_activation_that_fails_leaves_the_edition_before(registry: Registry):
    draft(registry.database)

    with registry.database.open_writing() as session:
        activate_taxonomy(session, CONSOLE, taxonomy="abilities", edition="2027-01")
        session.rollback()
        again = list(current_taxonomies(session)["abilities"].concepts)

    assert again == codes(registry.database) == ["sense", "analyse", "respond"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_describes_a_component_meanwhile_is_asked_to_come_again(registry: Registry):
    draft(registry.database)

    with registry.database.open_writing() as activating, registry.database.open_writing() as describing:
        activate_taxonomy(activating, CONSOLE, taxonomy="abilities", edition="2027-01")
        with pytest.raises(Busy):
            current_taxonomies(describing)
        activating.commit()
        describing.rollback()
        seen = list(current_taxonomies(describing)["abilities"].concepts)

    assert seen == ["sense"]
