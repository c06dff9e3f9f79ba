"""What slices above keep beside a version, in the transaction that publishes it: the catalogue does not know them."""

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from registry.catalogue.models import ComponentVersion
from registry.kit.actor import Actor

Witness = Callable[[Session, Actor, ComponentVersion], None]

_WITNESSES: Final[list[Witness]] = []


def witness(told: Witness) -> Witness:
    """Have a function told of every version as it is published, before the transaction ends."""
    _WITNESSES.append(told)
    return told


def tell_witnesses(session: Session, actor: Actor, version: ComponentVersion) -> None:
    """A version was published: what a witness raises takes that back."""
    for told in _WITNESSES:
        told(session, actor, version)
