"""Who sees what a city lacks: the city itself, the authorities above it, administrators."""

from sqlalchemy.orm import Session

from registry.gaps.errors import GapsHidden, NotACity
from registry.kit.actor import Actor
from registry.kit.errors import TokenRequired
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation, lineage_of


def get_city_in_sight(session: Session, actor: Actor, slug: str) -> Organisation:
    """A city whose gaps the caller may see. Raises NotFound, NotACity, TokenRequired, GapsHidden.

    That a city is registered is public, so what is refused is not hidden.
    """
    city = get_organisation(session, slug)
    if city.kind != "city" or city.city_id != city.id:
        raise NotACity(slug=slug)
    if actor.is_anonymous:
        raise TokenRequired()
    if not oversees(session, actor, city):
        raise GapsHidden()
    return city


def oversees(session: Session, actor: Actor, city: Organisation) -> bool:
    """Whether the caller is the city or a unit of it, an authority above it, or an administrator.

    An authority without a division is national; one with a division oversees what lies in it, by parents and not by the
    prefix of the code.
    """
    if actor.is_administrator or city.id in actor.acts_for:
        return True
    own = session.get(Organisation, actor.organisation_id) if actor.organisation_id is not None else None
    if own is None:
        return False
    if own.kind == "authority":
        return own.division_code is None or own.division_code in lineage_of(session, city.division_code)
    return own.city_id == city.id
