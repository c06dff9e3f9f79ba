"""Every hostile input of the reference data that has a door here, through that door, on both databases."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from registry.kit.clock import SimulatedClock
from tests.build import START, Registry
from tests.databases import SqliteTemplate, postgres_template
from tests.http import bad_inputs_archives, bad_inputs_auth, bad_inputs_repeats, bad_inputs_tenants
from tests.http.bad_inputs_cases import Case, all_cases, cases_of
from tests.http.bad_inputs_exceptions import ANSWERED_OTHERWISE, DRIVEN_ELSEWHERE, LATER
from tests.http.bad_inputs_requests import AREAS, answers_to
from tests.http.bad_inputs_scenarios import SCENARIOS
from tests.http.bad_inputs_scene import Scene
from tests.postgres import leave_out

if TYPE_CHECKING:
    from tests.postgres import PostgresServer

TOLD_BY: Final = (bad_inputs_archives, bad_inputs_auth, bad_inputs_tenants, bad_inputs_repeats)
"""Importing these registers their scenarios."""

ELSEWHERE: Final = {identifier for ids in DRIVEN_ELSEWHERE.values() for identifier in ids}
LATER_IDS: Final = {identifier for ids in LATER.values() for identifier in ids}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One registry for all cases: what a case leaves behind must not matter to the next."""
    data: Path = tmp_path_factory.mktemp("hostile")
    clock = SimulatedClock(START)
    if request.param == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        with Registry.open(template.copy(data), data, clock) as registry:
            yield Scene(registry)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with postgres_template(server).copy() as url, Registry.open(url, data, clock) as registry:
        yield Scene(registry)


def driven() -> list[Case]:
    """The cases that this file sends itself."""
    others = ELSEWHERE | LATER_IDS | SCENARIOS.keys()
    return [case for case in cases_of(*AREAS) if case.id not in others]


def _statuses(case: Case) -> frozenset[int]:
    otherwise = ANSWERED_OTHERWISE.get(case.id)
    return case.statuses if otherwise is None else frozenset(otherwise.statuses)


@pytest.mark.parametrize("case", driven(), ids=lambda case: case.id)
def test_a_hostile_input_is_answered_as_it_should_be(scene: Scene, case: Case):
    statuses = {answer.status_code for answer in answers_to(scene, case)}

    assert statuses <= _statuses(case), case.expected


@pytest.mark.parametrize("identifier", [identifier for identifier in SCENARIOS if identifier in all_cases()])
def test_a_hostile_course_of_events_ends_as_it_should(scene: Scene, identifier: str):
    case = all_cases()[identifier]

    statuses = {answer.status_code for answer in SCENARIOS[identifier](scene)}

    # Where the case names no status, the scenario has asserted what the case says in words.
    assert statuses <= (_statuses(case) or statuses), case.expected


def test_no_case_is_left_out_in_silence():
    if not all_cases():
        leave_out("reference data")
    places = Counter(
        [case.id for case in driven()] + [*SCENARIOS, *ELSEWHERE, *LATER_IDS] + [case.id for case in cases_of("http")]
    )

    assert set(places) == set(all_cases())
    assert all((Path(__file__).parents[2] / file).is_file() for file in DRIVEN_ELSEWHERE)
    assert [identifier for identifier, times in places.items() if times > 1] == []


def test_every_exception_names_a_case_and_is_needed():
    if not all_cases():
        leave_out("reference data")
    stale = [
        identifier
        for identifier, otherwise in ANSWERED_OTHERWISE.items()
        if identifier not in all_cases() or all_cases()[identifier].statuses == {*otherwise.statuses}
    ]

    assert stale == []
