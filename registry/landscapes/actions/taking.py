"""Taking rows of a landscape: each begins an adoption, changes one, or is kept aside with what is the matter."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import insert
from sqlalchemy.orm import Session

from registry.adoption.actions import move_adoption
from registry.adoption.actions.adopting_many import Beginning, adopt_many
from registry.adoption.actions.policing import require_policy
from registry.adoption.errors import NotAdoptable, VersionYanked
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.quarantine import require_usable
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import Refusal
from registry.landscapes.actions.describing import describe_row, reach_of
from registry.landscapes.errors import FieldChanged, LineTwice, SinceDiffers
from registry.landscapes.models import LandscapeImport, LandscapeRow
from registry.landscapes.queries.resolving import Ended, Named, Sides, Standing, retired_of, standing_of
from registry.landscapes.rows import Diagnostic, Wish, diagnoses_of, read_row
from registry.organisations.models import Organisation

MODE: Final = "new"
"""What an adoption is taken for whose row does not say how it came about."""


class NumberedLine(NamedTuple):
    """A row as it came; `twice` is the line that speaks of the same use before it."""

    line: int
    cells: dict[str, str]
    twice: int | None = None


class Dirty(NamedTuple):
    """A row that cannot be taken, with why."""

    line: int
    cells: dict[str, str]
    diagnostics: list[Diagnostic]


@dataclass
class Taken:
    """What became of some rows."""

    begun: int = 0
    changed: int = 0
    unchanged: int = 0
    dirty: list[Dirty] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.begun + self.changed + self.unchanged + len(self.dirty)


class _Meant(NamedTuple):
    """A row with everything that it names."""

    line: NumberedLine
    wish: Wish
    beneficiary: Organisation
    component: Component
    version: ComponentVersion | None
    operator: Organisation | None

    @property
    def pair(self) -> tuple[int, int]:
        return self.beneficiary.id, self.component.id


def take_lines(session: Session, actor: Actor, sides: Sides, lines: Sequence[NumberedLine], *, slow: int) -> Taken:
    """Take rows in their order until `slow` of them changed what is there, which costs more than to begin; how many
    were taken is the answer's `rows`. Taken again they change nothing.
    """
    taken = Taken()
    meant = _understand(session, actor, sides, lines, taken)
    pairs = {each.pair for each in meant.values() if each is not None}
    standing = standing_of(session, pairs)
    ended = retired_of(session, {each.pair for each in meant.values() if each and each.wish.stage == "retired"})
    beginnings: dict[tuple[int, int], tuple[int, Beginning]] = {}
    for line in lines[: len(meant)]:
        if taken.changed >= slow:
            _forget_after(taken, line.line)
            break
        each = meant[line.line]
        if each is None:
            continue
        try:
            _take(session, actor, sides, each, standing.get(each.pair), ended, beginnings, taken)
        except Refusal as refusal:
            taken.dirty.append(Dirty(line.line, line.cells, diagnoses_of(line.line, refusal, _column_of(refusal))))
    taken.begun = len(adopt_many(session, actor, [beginning for _, beginning in beginnings.values()]))
    return taken


def _forget_after(taken: Taken, line: int) -> None:
    """What was found wrong with rows that were not come to is found again when they are."""
    taken.dirty = [dirty for dirty in taken.dirty if dirty.line < line]


def _understand(
    session: Session, actor: Actor, sides: Sides, lines: Sequence[NumberedLine], taken: Taken
) -> dict[int, _Meant | None]:
    today = today_of(session)
    read = [(line, read_row(line.line, line.cells, today)) for line in lines]
    named = Named(session, actor, [reading.wish for _, reading in read if reading.wish is not None])
    meant: dict[int, _Meant | None] = {}
    for line, reading in read:
        found = list(reading.diagnostics)
        meant[line.line] = None
        if line.twice is not None:
            found += diagnoses_of(line.line, LineTwice(line=line.twice), "component")
        elif reading.wish is not None:
            try:
                meant[line.line] = _mean(session, sides, named, line, reading.wish)
            except Refusal as refusal:
                found += diagnoses_of(line.line, refusal, _column_of(refusal))
        if found:
            taken.dirty.append(Dirty(line.line, line.cells, found))
    return meant


def _mean(session: Session, sides: Sides, named: Named, line: NumberedLine, wish: Wish) -> _Meant:
    component = named.component(wish.component)
    return _Meant(
        line,
        wish,
        sides.beneficiary(session, wish.on_behalf_of),
        component,
        named.version(component, wish.version) if wish.version else None,
        sides.operator(session, wish.operator),
    )


_COLUMN: Final = {
    "not_adoptable": "component",
    "quarantined": "component",
    "component_removed": "component",
    "version_yanked": "version",
    "policy_not_met": "version",
    "not_entitled": "on_behalf_of",
    "not_in_force": "on_behalf_of",
    "not_found": "component",
    "transition_not_allowed": "stage",
    "nothing_changes": "stage",
    "day_out_of_order": "since",
    "since_differs": "since",
}


def _column_of(refusal: Refusal) -> str | None:
    column = refusal.facts.get("column")
    return str(column) if column else _COLUMN.get(refusal.code)


def _take(
    session: Session,
    actor: Actor,
    sides: Sides,
    each: _Meant,
    standing: Standing | None,
    ended: Ended,
    beginnings: dict[tuple[int, int], tuple[int, Beginning]],
    taken: Taken,
) -> None:
    if standing is not None:
        is_changed = _change(session, actor, each, standing)
        taken.changed += is_changed
        taken.unchanged += not is_changed
    elif each.wish.stage == "retired" and _has_ended(each, ended):
        taken.unchanged += 1
    elif each.pair in beginnings:
        raise LineTwice(line=beginnings[each.pair][0])
    else:
        beginnings[each.pair] = each.line.line, _beginning(session, actor, sides, each)


def _has_ended(each: _Meant, ended: Ended) -> bool:
    versions = ended.get(each.pair)
    return versions is not None and (each.version is None or each.version.id in versions)


def _beginning(session: Session, actor: Actor, sides: Sides, each: _Meant) -> Beginning:
    wish, component, version = each.wish, each.component, each.version
    if component.status not in ADOPTABLE:
        raise NotAdoptable(component=component.full_name, status=component.status)
    require_usable(component)
    if version is not None and version.yanked_at is not None:
        raise VersionYanked(component=component.full_name, number=version.number)
    stage = wish.stage or "planned"
    # What runs already is only written down: a policy is asked of what is to be taken into use.
    if stage in {"planned", "approved"} and sides.has_policy(session, each.beneficiary):
        require_policy(session, actor, beneficiary=each.beneficiary, component=component, version=version)
    return Beginning(
        adopter=sides.body,
        beneficiary=each.beneficiary,
        component=component,
        version=version,
        operator=each.operator,
        stage=stage,
        since=wish.since or today_of(session),
        mode=wish.mode or MODE,
        scenario=wish.scenario,
        record=reach_of(wish),
        note=wish.note,
    )


def _change(session: Session, actor: Actor, each: _Meant, standing: Standing) -> bool:
    """Bring an adoption to where the row has it. Whether anything is otherwise now."""
    wish = each.wish
    stage = wish.stage or standing.stage
    if wish.mode is not None and wish.mode != standing.mode:
        raise FieldChanged(present=standing.mode, column="mode")
    moves = stage != standing.stage or (each.version is not None and each.version.id != standing.version_id)
    if not moves and wish.since not in {None, standing.stage_since}:
        raise SinceDiffers(since=standing.stage_since.isoformat())
    if moves:
        move_adoption(
            session,
            actor,
            adoption_id=standing.public_id,
            to=stage,
            version=each.version.number if each.version is not None else None,
            on=_day_of_move(wish, standing),
            note=wish.note,
        )
    described = describe_row(session, actor, standing, wish, each.operator)
    return moves or described


def _day_of_move(wish: Wish, standing: Standing) -> date | None:
    """An export says since when the stage before it held: who edits the stage and leaves the day means today."""
    return None if wish.since == standing.stage_since else wish.since


def keep_portion(session: Session, row: LandscapeImport, taken: Taken) -> None:
    """Write down how far an import is, with the rows that could not be taken, in the transaction that took them."""
    row.done += taken.rows
    row.begun += taken.begun
    row.changed += taken.changed
    row.unchanged += taken.unchanged
    row.dirty += len(taken.dirty)
    if taken.dirty:
        session.execute(insert(LandscapeRow), [_dirty_row(row, dirty) for dirty in taken.dirty])
    session.flush()


def _dirty_row(row: LandscapeImport, dirty: Dirty) -> dict[str, Any]:
    return {
        "import_id": row.id,
        "line": dirty.line,
        "cells": dirty.cells,
        "diagnostics": dirty.diagnostics,
        "outcome": "dirty",
    }
