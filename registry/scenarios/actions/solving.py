"""The data that a scenario needs and the components that are to serve it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid
from registry.scenarios.actions.naming import named_component, named_parts
from registry.scenarios.models import ListedScenario, ScenarioDataItem, SolutionPart


def replace_solution(
    session: Session, actor: Actor, item: ListedScenario, solution: Sequence[Mapping[str, Any]]
) -> None:
    """From today on these components are the solution. What stays as it was keeps its day; what goes is ended, kept."""
    query = select(SolutionPart).where(SolutionPart.listed_id == item.id, SolutionPart.valid_to.is_(None))
    present = {part.component_id: part for part in session.scalars(query)}
    wanted = named_parts(session, actor, solution, kept=present)
    today = today_of(session)
    staying = {named.component.id for named in wanted if _stays(present.get(named.component.id), named.specifier)}
    for component_id, part in present.items():
        if component_id not in staying:
            part.valid_to = today
    session.flush()
    for named in wanted:
        if named.component.id not in staying:
            session.add(
                SolutionPart(
                    listed_id=item.id, component_id=named.component.id, specifier=named.specifier, valid_from=today
                )
            )
    session.flush()


def _stays(part: SolutionPart | None, specifier: str) -> bool:
    return part is not None and part.specifier == specifier


def name_data(
    session: Session, actor: Actor, given: Sequence[Mapping[str, Any]], kept: Collection[int] = ()
) -> list[ScenarioDataItem]:
    """What data is needed, of whom. Raises PayloadInvalid for a source that is no data set specification."""
    return [_data_item(session, actor, place, entry, kept) for place, entry in enumerate(given)]


def _data_item(
    session: Session, actor: Actor, place: int, entry: Mapping[str, Any], kept: Collection[int]
) -> ScenarioDataItem:
    item = ScenarioDataItem(position=place, name=entry["name"], holder=entry["holder"])
    item.source = None
    if entry.get("source"):
        pointer = f"/data_items/{place}/source"
        item.source = named_component(session, actor, entry["source"], pointer, kept)
        if item.source.details["kind"] != "dataset_spec":
            zh, en = "数据来源须为数据集规范组件。", "The source of data is a component of the kind dataset_spec."
            raise PayloadInvalid.of(pointer, zh, en)
    return item
