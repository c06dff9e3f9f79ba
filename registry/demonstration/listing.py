"""The scenario lists of the demonstration: listed, opened, responded, removed and planned, each on its day."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.demonstration.happenings import Happening, on_day
from registry.demonstration.reading import read
from registry.kit.actor import CONSOLE
from registry.kit.documents import render
from registry.scenarios import queries
from registry.scenarios.actions import (
    decide_response,
    list_scenario,
    open_scenario,
    plan_roadmap,
    remove_listed,
    respond,
)
from registry.scenarios.reading import item_tag, roadmap_shown

BESIDES = ("opening", "removed")
"""What becomes of an item after it was listed."""


def listing() -> Iterator[Happening]:
    """The lists and roadmaps of `scenario_lists.yaml`."""
    content = read("scenario_lists")
    for city in content["lists"]:
        for item in city["items"]:
            yield from _item(city, item)
    for roadmap in content["roadmaps"]:
        yield Happening(roadmap["on"], _planned(roadmap))


def _item(city: Mapping[str, Any], item: Mapping[str, Any]) -> Iterator[Happening]:
    said = {key: value for key, value in item.items() if key not in BESIDES}
    place = {"organisation": city["city"], "code": item.get("scenario") or item["code"]}
    yield on_day(city["on"], list_scenario, organisation=city["city"], is_demo=True, **said)
    if opening := item.get("opening"):
        told = {key: opening[key] for key in ("announcement", "closes_on")}
        yield on_day(opening["on"], open_scenario, **place, expected_tag=None, **told)
        for response in opening["responses"]:
            yield from _response(place, response)
    if removed := item.get("removed"):
        yield Happening(removed["on"], _removed(place, removed["reason"]))


def _response(place: Mapping[str, str], response: Mapping[str, Any]) -> Iterator[Happening]:
    kept: dict[str, UUID] = {}
    said = {key: response[key] for key in ("entity", "offer", "components") if key in response}

    def make(session: Session) -> None:
        kept["id"] = respond(session, CONSOLE, **place, **said).public_id

    yield Happening(response["on"], make)
    if decided := response.get("decided"):
        told = {key: decided[key] for key in ("decision", "reason")}
        yield Happening(
            decided["on"], lambda session: decide_response(session, CONSOLE, **place, response_id=kept["id"], **told)
        )


def _removed(place: Mapping[str, str], reason: str) -> Callable[[Session], object]:
    def act(session: Session) -> None:
        item = queries.get_listed(
            session, CONSOLE, queries.get_list_city(session, place["organisation"]), place["code"]
        )
        remove_listed(session, CONSOLE, **place, reason=reason, expected_tag=item_tag(session, CONSOLE, item))

    return act


def _planned(roadmap: Mapping[str, Any]) -> Callable[[Session], object]:
    def act(session: Session) -> None:
        present = roadmap_shown(session, CONSOLE, queries.get_list_city(session, roadmap["city"]))
        tag = render(present).etag
        plan_roadmap(session, CONSOLE, organisation=roadmap["city"], items=roadmap["items"], expected_tag=tag)

    return act
