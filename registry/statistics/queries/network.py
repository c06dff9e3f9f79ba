"""The network of reuse: which city's components run in which other city."""

from datetime import date
from typing import Any, Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import CreditSegment
from registry.kit.actor import Actor
from registry.statistics.answering import Row, Value, answer, labels, told_columns
from registry.statistics.asking import Question
from registry.statistics.figures.networks import Edge, density, nodes_of, reciprocity
from registry.statistics.models import Span
from registry.statistics.queries.lives import days_between
from registry.statistics.queries.places import names_of_cities, province_names
from registry.statistics.queries.running import running_by
from registry.statistics.queries.spans import REUSE, asked_of
from registry.statistics.suppression import tell
from registry.statistics.wording import Texts

CREDIT_AT_MOST: Final = 20_000
"""Up to so many running adoptions the credit of each edge is summed up; beyond, it is left out."""

Cities = dict[int, tuple[str, Texts]]


def read_network(session: Session, actor: Actor, question: Question, *, limit: int) -> dict[str, Any]:
    """Edges from the publisher's city to the adopter's, the heaviest first, with the shape of the whole network.

    Cities are named for those who may see landscapes; others see edges between classes and between provinces. What an
    authority published comes from no city and is counted beside.
    """
    edges = _edges(running_by(session, question, "pair"))
    exactly = actor.sees_landscapes
    if exactly:
        rows, nodes = _named(session, question, edges, limit)
    else:
        rows, nodes = _aggregated(session, question), []
    return answer("network", question, rows, _values(session, question, edges), exactly=exactly, nodes=nodes)


def _values(session: Session, question: Question, edges: dict[Edge, int]) -> dict[str, Value]:
    nodes, between = nodes_of(edges), sum(edges.values())
    everything = sum(running_by(session, question, "city_class").values())
    shape = {"cities": len(nodes), "edges": len(edges)}
    return {
        "network_cities": Value(
            len(nodes), {"giving": len({giver for giver, _ in edges}), "taking": len({taker for _, taker in edges})}
        ),
        "network_edges": Value(len(edges), {"running": between, "from_authorities": everything - between}),
        "network_density": Value(density(edges, len(nodes)), shape),
        "network_reciprocity": Value(reciprocity(edges), {"edges": len(edges)}),
    }


def _edges(pairs: dict[str, int]) -> dict[Edge, int]:
    found = {}
    for key, amount in pairs.items():
        giver, taker = key.split("/", 1)
        found[int(giver), int(taker)] = amount
    return found


def _named(session: Session, question: Question, edges: dict[Edge, int], limit: int) -> tuple[list[Row], list[Row]]:
    names = names_of_cities(session, nodes_of(edges))
    heaviest = sorted(edges.items(), key=lambda each: (-each[1], names[each[0][0]][0], names[each[0][1]][0]))[:limit]
    credit = _credit(session, question) if sum(edges.values()) <= CREDIT_AT_MOST else {}
    rows = [
        {
            "between": "cities",
            **_end("from", names[giver]),
            **_end("to", names[taker]),
            "running": amount,
            "running_fewer_than": None,
            "credit": credit.get((giver, taker)),
        }
        for (giver, taker), amount in heaviest
    ]
    return rows, _nodes(edges, names)


def _end(side: str, city: tuple[str, Texts]) -> Row:
    return {side: city[0], f"{side}_label": city[1]}


def _nodes(edges: dict[Edge, int], names: Cities) -> list[Row]:
    gives: dict[int, int] = {}
    takes: dict[int, int] = {}
    for (giver, taker), amount in edges.items():
        gives[giver] = gives.get(giver, 0) + amount
        takes[taker] = takes.get(taker, 0) + amount
    ordered = sorted(names, key=lambda city: (-gives.get(city, 0), -takes.get(city, 0), names[city][0]))
    return [
        {"city": names[city][0], "city_label": names[city][1], "gives": gives.get(city, 0), "takes": takes.get(city, 0)}
        for city in ordered
    ]


def _aggregated(session: Session, question: Question) -> list[Row]:
    """Edges between classes and between provinces, suppressed where they could point at a city."""
    rows: list[Row] = []
    for between, dimension in (("city_class", "flow"), ("province", "route")):
        names = labels(between, province_names(session) if between == "province" else {})
        for key, told in sorted(tell(running_by(session, question, dimension), exactly=False).items()):
            giver, taker = key.split("/", 1)
            rows.append(
                {
                    "between": between,
                    **_end("from", (giver, names.get(giver, {"zh": giver}))),
                    **_end("to", (taker, names.get(taker, {"zh": taker}))),
                    **told_columns("running", told),
                    "credit": None,
                }
            )
    return rows


def _credit(session: Session, question: Question) -> dict[Edge, float]:
    """What the credit of the adoptions on each edge comes to on the day, by what is known now."""
    day: date = question.as_of
    value = CreditSegment.value + CreditSegment.slope * days_between(session, CreditSegment.from_on, day)
    in_force = and_(CreditSegment.from_on <= day, or_(CreditSegment.until_on.is_(None), CreditSegment.until_on > day))
    rows = session.execute(
        select(Span.publisher_city_id, Span.city_id, func.sum(value))
        .join(CreditSegment, and_(CreditSegment.adoption_id == Span.subject_id, in_force))
        .where(REUSE, asked_of(question), Span.publisher_city_id.is_not(None))
        .group_by(Span.publisher_city_id, Span.city_id)
    )
    return {
        (giver, taker): round(credit, 4) for giver, taker, credit in rows if giver is not None and taker is not None
    }
