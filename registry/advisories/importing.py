"""Records of OSV from elsewhere, each accepted or refused by itself; the same record again changes nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.advisories import queries
from registry.advisories.actions import describe, enter, require_right, tell
from registry.advisories.models import Advisory
from registry.advisories.numbering import is_own
from registry.advisories.osv import OWN, components_in, read_record
from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import Bilingual, FieldError, Moved, NotFound, PayloadInvalid, Refusal
from registry.kit.positions import line_of

Reader = Callable[[str], Mapping[str, Any]]
"""Makes a record of its text, checked by its schema; raises Refusal."""

MOST_PROBLEMS: Final = 20
CLOCKS_DIFFER: Final = timedelta(days=1)


class Problem(NamedTuple):
    """What is wrong with a record, and on which line."""

    pointer: str
    line: int
    detail: Bilingual


class Imported(NamedTuple):
    """What became of a record: created, updated, unchanged or refused."""

    line: int
    identifier: str | None
    component: str | None
    result: str
    problems: tuple[Problem, ...] = ()


def import_records(
    session: Session, actor: Actor, texts: Iterable[tuple[int, str]], read: Reader
) -> Iterator[Imported]:
    """Enter records as they are written, each with the line it begins on. For the publishers of the components and
    security administrators; what the caller has no right to is refused like any other mistake."""
    for line, text in texts:
        attempt = session.begin_nested()
        try:
            record = read(text)
            advisory, result = _enter(session, actor, record)
            attempt.commit()
            yield Imported(line, advisory.identifier, advisory.component.full_name, result)
        except Refusal as refusal:
            attempt.rollback()
            yield Imported(line, _identifier_in(text), None, "refused", tuple(_problems(refusal, line, text)))


def _enter(session: Session, actor: Actor, record: Mapping[str, Any]) -> tuple[Advisory, str]:
    component = _component(session, actor, record)
    require_right(actor, component)
    identifier, modified = record["id"], record["modified"]
    if modified > now_of(session) + CLOCKS_DIFFER:
        raise PayloadInvalid.of("/modified", "时间在未来。", "It lies in the future.")
    present = queries.find_advisory(session, identifier, for_change=True)
    if present is None:
        return _create(session, actor, component, record), "created"
    if present.component_id != component.id:
        raise PayloadInvalid.of(
            "/id", "该编号已属于另一组件的安全通告。", "This identifier belongs to an advisory on another component."
        )
    if modified <= present.modified_at:
        return present, "unchanged"
    _update(session, actor, present, record)
    return present, "updated"


def _component(session: Session, actor: Actor, record: Mapping[str, Any]) -> Component:
    """The one component of ours that it is about, under its present name."""
    names = components_in(record)
    if len(names) != 1:
        raise PayloadInvalid.of(
            "/affected",
            "须恰好针对一个本平台组件：package 的 ecosystem 为 SharedComponentRegistry，name 为 发布单位/名称。",
            "It must be about exactly one component of ours: a package of the ecosystem SharedComponentRegistry, named "
            "publisher/name.",
        )
    place = next(n for n, entry in enumerate(record["affected"]) if entry["package"]["name"] == names[0])
    try:
        return _by_any_name(session, actor, names[0])
    except NotFound as error:
        raise PayloadInvalid.of(
            f"/affected/{place}/package/name", "没有找到该组件。", "There is no such component."
        ) from error


def _by_any_name(session: Session, actor: Actor, name: str) -> Component:
    try:
        return get_component(session, actor, name, for_use=True)
    except Moved as moved:
        return get_component(session, actor, str(moved.facts["now"]), for_use=True)


def _create(session: Session, actor: Actor, component: Component, record: Mapping[str, Any]) -> Advisory:
    if is_own(record["id"]):
        raise PayloadInvalid.of(
            "/id",
            "SCA 编号只由本平台给出，且没有此编号：请以自己的编号发布。",
            "Numbers of the form SCA-… are given here alone, and there is none like this: publish it under your own.",
        )
    try:
        return enter(
            session,
            actor,
            component,
            _told(component, record),
            identifier=record["id"],
            published_at=record.get("published") or record["modified"],
            modified_at=record["modified"],
            **_withdrawal(record),
        )
    except IntegrityError as error:
        raise PayloadInvalid.of(
            "/id", "刚刚由他人导入，请重试。", "Somebody has just imported it: try again."
        ) from error


def _update(session: Session, actor: Actor, advisory: Advisory, record: Mapping[str, Any]) -> None:
    was_in_force = advisory.withdrawn_at is None
    describe(session, advisory, _told(advisory.component, record))
    withdrawal = _withdrawal(record)
    advisory.withdrawn_at = withdrawal["withdrawn_at"]
    advisory.withdrawal_reason = withdrawal["withdrawal_reason"]
    advisory.published_at = record.get("published") or advisory.published_at
    advisory.modified_at = record["modified"]
    session.flush()
    is_end = was_in_force and advisory.withdrawn_at is not None
    tell(session, actor, advisory, "advisory.withdrawn" if is_end else "advisory.updated")


def _told(component: Component, record: Mapping[str, Any]) -> dict[str, Any]:
    """What it tells, under the component's present name."""
    told = read_record(record)
    for entry in told["affected"]:
        if entry["package"]["name"] in components_in(record):
            del entry["package"]
    return told


def _withdrawal(record: Mapping[str, Any]) -> dict[str, Any]:
    moment: datetime | None = record.get("withdrawn")
    own = (record.get("database_specific") or {}).get(OWN, {})
    return {
        "withdrawn_at": moment,
        "withdrawal_reason": own.get("withdrawal_reason", "") if moment is not None else None,
    }


def _problems(refusal: Refusal, line: int, text: str) -> Iterator[Problem]:
    if not refusal.errors:
        yield Problem("", line, Bilingual(refusal.detail("zh"), refusal.detail("en")))
    for error in refusal.errors[:MOST_PROBLEMS]:
        yield Problem(error.pointer, line - 1 + line_of(text, _path(error)), error.detail)


def _identifier_in(text: str) -> str | None:
    """What a record that was refused calls itself, where that can be shown."""
    try:
        record = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    identifier = record.get("id") if isinstance(record, dict) else None
    is_plain = isinstance(identifier, str) and len(identifier) <= 100 and identifier.isprintable()
    return identifier if is_plain else None


def _path(error: FieldError) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in error.pointer.split("/")[1:]]
