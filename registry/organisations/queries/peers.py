"""Cities like one: candidates from the database, ranked by the rule of `likeness`."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from registry.kit.clock import today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.organisations.genes import fold
from registry.organisations.likeness import Likeness, Traits, likeness
from registry.organisations.models import CityClassAssignment, ClusterMember, Division, Organisation
from registry.organisations.queries.organisations import find_organisation

CANDIDATES: Final = 1000
"""The most cities that one question compares; the whole country has some 700 of prefecture and county level."""

_ABOVE = aliased(Division)
_TOP = aliased(Division)


@dataclass(frozen=True, slots=True)
class Peer:
    """A city that is like another, how much, and why."""

    id: int
    slug: str
    name: dict[str, str]
    city_class: str | None
    size_band: str | None
    likeness: Likeness


def get_city(session: Session, slug: str, *, named_at: str | None = None) -> Organisation:
    """A city, or the city that a unit belongs to. Anything else has no peers.

    `named_at` points to the field that named it; without one it is not found.
    """
    body = find_organisation(session, slug)
    city = session.get(Organisation, body.city_id) if body and body.city_id else None
    if city is None and named_at is not None:
        raise PayloadInvalid.of(named_at, f"“{slug}”不是已登记的城市。", f"'{slug}' is no registered city.")
    if city is None:
        raise NotFound(what=f"{slug}/peers")
    return city


def peers_of(session: Session, city: Organisation, limit: int) -> list[Peer]:
    """The cities most like this one, the likest first; those with nothing in common are left out.

    Registered cities only. The database reads a few columns of at most `CANDIDATES` of them, those of the same class
    and size band first, so that the work of one question is bounded whatever the size of the register.
    """
    clusters = _clusters(session)
    own = session.execute(_traits_of(session).where(Organisation.id == city.id)).one()
    rows = session.execute(
        _traits_of(session)
        .where(
            Organisation.kind == "city",
            Organisation.unit == city.unit,
            Organisation.status == "registered",
            Organisation.id != city.id,
        )
        .order_by(
            case((CityClassAssignment.city_class == own.city_class, 0), else_=1),
            case((Organisation.size_band == own.size_band, 0), else_=1),
            Organisation.id,
        )
        .limit(CANDIDATES)
    )
    wanted = _traits(own, clusters)
    found = [_peer(row, likeness(wanted, _traits(row, clusters))) for row in rows]
    alike = [peer for peer in found if peer.likeness.similarity]
    return sorted(alike, key=lambda peer: (-peer.likeness.similarity, peer.slug))[:limit]


def _traits_of(session: Session) -> Select[Any]:
    """The columns that likeness looks at. A city lies at most three divisions deep, so two joins reach its province."""
    held = and_(
        CityClassAssignment.organisation_id == Organisation.id,
        CityClassAssignment.holds_on(today_of(session)),
        CityClassAssignment.superseded_at.is_(None),
    )
    return (
        select(
            Organisation.id,
            Organisation.slug,
            Organisation.name,
            Organisation.size_band,
            Organisation.profile,
            CityClassAssignment.city_class,
            func.coalesce(_TOP.code, _ABOVE.code, Division.code).label("province"),
        )
        .outerjoin(CityClassAssignment, held)
        .outerjoin(Division, Division.code == Organisation.division_code)
        .outerjoin(_ABOVE, _ABOVE.code == Division.parent_code)
        .outerjoin(_TOP, _TOP.code == _ABOVE.parent_code)
    )


def _clusters(session: Session) -> dict[int, set[int]]:
    """The clusters each organisation is in today. There are a few dozen clusters in a country."""
    found: dict[int, set[int]] = {}
    query = select(ClusterMember.organisation_id, ClusterMember.cluster_id)
    for organisation, cluster in session.execute(query.where(ClusterMember.holds_on(today_of(session)))):
        found.setdefault(organisation, set()).add(cluster)
    return found


def _traits(row: Any, clusters: dict[int, set[int]]) -> Traits:
    return Traits(
        city_class=row.city_class,
        size_band=row.size_band,
        genes={gene: fold(words) for gene, words in row.profile.get("genes", {}).items()},
        province=row.province,
        clusters=frozenset(clusters.get(row.id, ())),
    )


def _peer(row: Any, found: Likeness) -> Peer:
    return Peer(row.id, row.slug, row.name, row.city_class, row.size_band, found)
