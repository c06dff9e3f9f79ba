"""Cases told in prose, as what really happens: a function for each, registered under its id."""

from collections.abc import Callable, Iterator
from typing import Final

from werkzeug.test import TestResponse

from tests.http.bad_inputs_scene import Scene

Scenario = Callable[[Scene], Iterator[TestResponse]]

SCENARIOS: Final[dict[str, Scenario]] = {}
"""By case id. A scenario asserts what its case says and yields the answers whose status the case names."""


def drives(*ids: str) -> Callable[[Scenario], Scenario]:
    """The scenario of these cases."""

    def register(scenario: Scenario) -> Scenario:
        SCENARIOS.update(dict.fromkeys(ids, scenario))
        return scenario

    return register
