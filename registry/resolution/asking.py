"""Putting a question to the catalogue: requirements checked, the answer found, a conflict explained."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from registry.catalogue.queries import find_component
from registry.catalogue.visibility import may_see
from registry.kit.actor import Actor
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.resolution import wording
from registry.resolution.changing import changed, suggest
from registry.resolution.documents import change_document, conflict_document
from registry.resolution.errors import ResolutionConflict, ResolutionTooHard
from registry.resolution.explaining import explain, reduced
from registry.resolution.queries import StoredCatalogue, ids_of, list_running
from registry.resolution.ranges import read_range
from registry.resolution.resolving import Resolution, resolve
from registry.resolution.shelves import Ask, Catalogue
from registry.resolution.solving import Budget, TooHard, Unsolvable

TRIALS: Final = 1_000_000
SECONDS: Final = 4.0
SECONDS_TO_EXPLAIN: Final = 2.0
"""Of one question."""
OLD_NAMES: Final = 20
"""Of so many unknown names it is looked up what they are called now."""


class Answered(NamedTuple):
    """A catalogue as it was read, and what it gave."""

    catalogue: StoredCatalogue
    resolution: Resolution
    running: Mapping[int, int]


def answer(
    session: Session,
    actor: Actor,
    *,
    requirements: Sequence[Mapping[str, str]],
    city: str | None = None,
    prereleases: bool = False,
) -> Answered:
    """Which versions fit together. `city` is whose landscape is kept as far as it can be.

    Raises PayloadInvalid naming each requirement that nothing fits, ResolutionConflict, ResolutionTooHard, and what
    `list_running` raises for a city.
    """
    versions = list_running(session, actor, city) if city else {}
    wanted = _read(session, actor, requirements)
    opened = {ask.component for ask in wanted if read_range(ask.specifier).names_prerelease}
    catalogue = StoredCatalogue(session, actor, running=versions, opened=None if prereleases else opened)
    catalogue.load({*versions, *(ask.component for ask in wanted)})
    _check_fitting(catalogue, wanted)
    catalogue.prepare(wanted)
    catalogue.load_asks(versions.values())
    running = {one: place for one in versions if (place := catalogue.shelf(one).running) is not None}
    budget = Budget(TRIALS, SECONDS)
    try:
        return Answered(catalogue, resolve(catalogue, wanted, running, budget), running)
    except Unsolvable as unsolvable:
        raise _conflict(catalogue, wanted, unsolvable.core) from None
    except TooHard:
        raise ResolutionTooHard(seconds=SECONDS, trials=TRIALS) from None


def _read(session: Session, actor: Actor, requirements: Sequence[Mapping[str, str]]) -> list[Ask]:
    known = ids_of(session, [requirement["component"] for requirement in requirements])
    errors: list[FieldError] = []
    wanted: list[Ask] = []
    for place, requirement in enumerate(requirements):
        component = known.get(requirement["component"])
        if component is None:
            told = _unknown(session, actor, requirement["component"]) if len(errors) < OLD_NAMES else _UNKNOWN
            errors.append(FieldError(f"/requirements/{place}/component", told))
        try:
            read_range(requirement["specifier"])
        except ValueError:
            errors.append(FieldError(f"/requirements/{place}/specifier", _UNREADABLE))
        wanted.append(Ask(component or 0, requirement["specifier"]))
    if errors:
        raise PayloadInvalid(errors=errors)
    return wanted


_UNKNOWN: Final = Bilingual("没有登记过该组件。", "No such component is registered.")
_UNREADABLE: Final = Bilingual(
    "版本范围无法识别，应形如 >=1.2,<2。", "This is no version specifier; it would read like >=1.2,<2."
)


def _unknown(session: Session, actor: Actor, full_name: str) -> Bilingual:
    """A name that was given up leads to the present one."""
    found = find_component(session, full_name)
    if found is None or found.status in {"merged", "removed"} or not may_see(session, actor, found):
        return _UNKNOWN
    now = found.full_name
    return Bilingual(f"该组件现为“{now}”，请使用新名称。", f"This component is '{now}' now: use the new name.")


def _check_fitting(catalogue: Catalogue, wanted: Sequence[Ask]) -> None:
    """Refuse requirements that no version fits, each with what exists."""
    errors = []
    for place, ask in enumerate(wanted):
        if catalogue.shelf(ask.component).state == "hidden":
            errors.append(FieldError(f"/requirements/{place}/component", _UNKNOWN))
        elif (lack := wording.nothing_fits(catalogue, ask)) is not None:
            sentence = Bilingual(f"{lack.zh}。", f"{lack.en[0].upper()}{lack.en[1:]}.")
            errors.append(FieldError(f"/requirements/{place}/specifier", sentence))
    if errors:
        raise PayloadInvalid(errors=errors)


def _conflict(catalogue: Catalogue, wanted: Sequence[Ask], core: frozenset[int]) -> ResolutionConflict:
    budget = Budget(TRIALS, SECONDS_TO_EXPLAIN)
    small = reduced(catalogue, wanted, core, budget)
    facts = explain(catalogue, [wanted[place] for place in small])
    said = [wording.conflict(catalogue, fact) for fact in facts]
    changes = suggest(catalogue, wanted, small, budget)
    instead = [wording.change(catalogue, wanted, steps) for steps in changes]
    return ResolutionConflict(
        conflict_zh="；".join(text.zh for text in said),
        conflict_en="; ".join(text.en for text in said),
        change_zh=f"可行的改法：{instead[0].zh}。" if instead else "",
        change_en=f"This would do: {instead[0].en}." if instead else "",
        conflicts=[conflict_document(catalogue, *one) for one in zip(facts, said, strict=True)],
        changes=[
            change_document(catalogue, wanted, steps, changed(wanted, steps), text)
            for steps, text in zip(changes, instead, strict=True)
        ],
    )
