"""From which class to which, and from which province to which, reuse flows."""

from typing import Any, Final

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import Session, aliased

from registry.kit.actor import Actor
from registry.statistics.answering import Row, Value, answer, labels, may_tell, told_columns, with_known
from registry.statistics.asking import Question
from registry.statistics.figures.spread import percent
from registry.statistics.models import Span
from registry.statistics.overview import CLASSES
from registry.statistics.queries.lives import counted, known
from registry.statistics.queries.places import province_names
from registry.statistics.queries.running import key_of, running_by
from registry.statistics.queries.spans import REUSE, filtered
from registry.statistics.suppression import Told, tell
from registry.statistics.wording import Texts

DIMENSIONS: Final = {"city_class": "flow", "province": "route"}


def read_flows(session: Session, actor: Actor, question: Question, *, by: str = "city_class") -> dict[str, Any]:
    """Running reuse from each class or province to each, and how many began to run in the stretch of days."""
    dimension = DIMENSIONS[by]
    running, starts = running_by(session, question, dimension), starts_by(session, question, dimension)
    exactly = actor.sees_landscapes
    told = tell(_whole(running, by), exactly=exactly)
    told_starts = tell(_whole(starts, by), exactly=exactly)
    names = labels(by, province_names(session) if by == "province" else {})
    pairs = sorted(told.keys() | told_starts.keys(), key=lambda key: _order(key, by))
    rows = [_row(by, key, told.get(key), told_starts.get(key), names) for key in pairs]
    values = {
        "running_reuse": Value(sum(running.values())),
        "reuse_started": Value(sum(starts.values())),
        "share_across": _across(running, exactly=exactly),
    }
    return answer("flows", question, rows, values, exactly=exactly, matrix=_matrix(told, by, names))


def starts_by(session: Session, question: Question, dimension: str) -> dict[str, int]:
    """How many adoptions first ran in another city in the stretch of days, by key."""
    earlier = aliased(Span)
    before = (
        select(earlier.id)
        .where(
            earlier.subject == "adoption",
            earlier.subject_id == Span.subject_id,
            earlier.is_reuse,
            earlier.from_on < Span.from_on,
            earlier.void_on.is_(None),
        )
        .exists()
    )
    key = key_of(dimension)
    query = (
        select(key, func.count())
        .where(and_(REUSE, known(question), filtered(question)))
        .where(Span.from_on >= question.first, Span.from_on <= question.last, not_(before))
        .group_by(key)
    )
    return counted(session, query)


def _whole(amounts: dict[str, int], by: str) -> dict[str, int]:
    """Between classes every flow, also where nothing flows; between provinces only those that there are."""
    if by != "city_class":
        return amounts
    return {**{f"{giver}/{taker}": 0 for giver in CLASSES for taker in CLASSES}, **amounts}


def _row(by: str, key: str, running: Told | None, starts: Told | None, names: Any) -> Row:
    giver, taker = key.split("/", 1)
    return {
        "by": by,
        "from": giver,
        "from_label": names.get(giver, {"zh": giver}),
        "to": taker,
        "to_label": names.get(taker, {"zh": taker}),
        **told_columns("running", running),
        **told_columns("starts", starts),
    }


def _matrix(told: dict[str, Told], by: str, names: Any) -> list[Row]:
    """A row for each giver, a column for each taker; what is withheld is empty."""
    pairs = {tuple(key.split("/", 1)): cell for key, cell in told.items()}
    ends = {end for pair in pairs for end in pair}
    ordered = [*CLASSES, *sorted(ends - set(CLASSES))] if by == "city_class" else with_known(ends, by)
    label: dict[str, Texts] = {end: names.get(end, {"zh": end}) for end in ordered}
    return [
        {"from": giver, "from_label": label[giver], **{to: _cell(pairs.get((giver, to)), pairs) for to in ordered}}
        for giver in ordered
    ]


def _cell(told: Told | None, pairs: Any) -> int | None:
    return told.value if told is not None else 0 if pairs else None


def _across(running: dict[str, int], *, exactly: bool) -> Value:
    """The share that flows between two different classes or provinces."""
    total = sum(running.values())
    across = sum(amount for key, amount in running.items() if len(set(key.split("/", 1))) > 1)
    share = percent(across, total) if may_tell(total, exactly=exactly) else None
    return Value(share, {"running": total})


def _order(key: str, by: str) -> Any:
    if by != "city_class":
        return key
    return tuple(CLASSES.index(part) if part in CLASSES else len(CLASSES) for part in key.split("/", 1))
