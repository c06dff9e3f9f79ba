"""How evenly reuse is spread over provinces, classes and cities, and how far down it reaches."""

from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionReach
from registry.kit.actor import Actor
from registry.kit.clock import SHANGHAI
from registry.statistics.answering import Row, Value, answer, labels, may_tell, told_columns, with_known
from registry.statistics.asking import Question
from registry.statistics.figures.spread import evenness, gini, percent, share_of_top
from registry.statistics.models import Span
from registry.statistics.overview import CLASSES
from registry.statistics.queries.places import City, cities_on, county_bodies, province_names
from registry.statistics.queries.running import running_by
from registry.statistics.queries.spans import REUSE, asked_of
from registry.statistics.suppression import tell

BELOW_CITY_LEVELS: Final = 2
"""A city and something below it; one level alone is nearly always the city itself."""


def read_spread(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """Entropy over provinces and classes, Gini and the share of the top tenth over all cities, and how much of the
    reuse reaches counties and below."""
    exactly = actor.sees_landscapes
    cities = cities_on(session, question)
    by_city = {int(key): amount for key, amount in running_by(session, question, "adopter").items()}
    held = [by_city.get(city, 0) for city in cities]
    by_class = running_by(session, question, "city_class")
    by_province = running_by(session, question, "province")
    total = sum(by_class.values())
    told = may_tell(total, exactly=exactly)
    provinces = {city.province for city in cities.values()}
    values = {
        "running_reuse": Value(total),
        "entropy_provinces": _if(told, evenness(by_province.values(), len(provinces)), {"provinces": len(provinces)}),
        "entropy_classes": _if(told, evenness(by_class.values(), len(CLASSES)), {"classes": len(CLASSES)}),
        "gini_cities": _if(told, gini(held), _inputs(held)),
        "top_tenth_share": _if(told, share_of_top(held), _inputs(held)),
        "below_city_share": _below(session, question, total, exactly=exactly),
    }
    rows = [
        *_rows("city_class", by_class, cities, {}, exactly=exactly),
        *_rows("province", by_province, cities, province_names(session), exactly=exactly),
    ]
    return answer("spread", question, rows, values, exactly=exactly)


def _if(told: bool, value: float | None, inputs: dict[str, float | None]) -> Value:
    return Value(value if told else None, inputs)


def _inputs(held: list[int]) -> dict[str, float | None]:
    return {"cities": len(held), "cities_without": sum(amount == 0 for amount in held)}


def _below(session: Session, question: Question, total: int, *, exactly: bool) -> Value:
    """The share of the running reuse that reaches below the city (S86)."""
    if not may_tell(total, exactly=exactly):
        return Value(None)
    reaching = _reaching_below(session, question)
    if not exactly and (0 < reaching < 5 or 0 < total - reaching < 5):
        return Value(None, {"running": total})
    return Value(percent(reaching, total), {"running": total, "below_city": reaching})


def _reaching_below(session: Session, question: Question) -> int:
    """Running adoptions that were recorded by the day as reaching two levels or more, or whose body is of a county."""
    end = datetime.combine(question.known_on or question.as_of, time(), SHANGHAI) + timedelta(days=1)
    last = (
        select(func.max(AdoptionReach.id).label("id"))
        .where(AdoptionReach.recorded_at < end)
        .group_by(AdoptionReach.adoption_id)
        .subquery()
    )
    deep = (
        select(AdoptionReach.adoption_id)
        .join(last, last.c.id == AdoptionReach.id)
        .where(AdoptionReach.levels >= BELOW_CITY_LEVELS)
    )
    of_county = select(Adoption.id).where(Adoption.beneficiary_id.in_(county_bodies(session)))
    return (
        session.scalar(
            select(func.count())
            .select_from(Span)
            .where(REUSE, asked_of(question), or_(Span.subject_id.in_(deep), Span.subject_id.in_(of_county)))
        )
        or 0
    )


def _rows(
    dimension: str, amounts: dict[str, int], cities: dict[int, City], names: dict[str, Any], *, exactly: bool
) -> list[Row]:
    there: dict[str, int] = {}
    for city in cities.values():
        key = city.city_class if dimension == "city_class" else city.province
        there[key] = there.get(key, 0) + 1
    told = tell({key: amounts.get(key, 0) for key in there | amounts}, exactly=exactly)
    label, total = labels(dimension, names), sum(amounts.values())
    order: list[str] = [key for key in CLASSES if key in told] if dimension == "city_class" else []
    order += [key for key in with_known(told, dimension) if key not in order]
    return [
        {
            "by": dimension,
            "key": key,
            "label": label.get(key, {"zh": key}),
            "cities": there.get(key, 0),
            **told_columns("running", told[key]),
            "share": None if told[key].value is None else percent(told[key].value or 0, total),
        }
        for key in order
    ]
