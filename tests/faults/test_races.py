"""Several callers want the same thing at the same moment: one has it, the others are told, nothing is there twice."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from registry.adoption.models import Adoption
from registry.catalogue.models import ComponentVersion
from registry.web.models import KeptAnswer
from tests.build import Registry
from tests.faults.together import at_once

CALLERS = 8
ROUNDS = 5


def statuses(answers: Iterable[TestResponse]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def how_many(registry: Registry, table: type) -> int:
    with registry.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_one_of_many_publishes_of_a_version_wins(registry: Registry):
    yunling = registry.city("yunling")
    versions = f"/api/v1/components/{registry.component(yunling, 'parking')}/versions"
    for nth in range(ROUNDS):
        # Different spellings of one version race for one place, too.
        spellings = [f"{nth}.1", f"{nth}.1.0", f"v{nth}.1", f"{nth}.01"] * (CALLERS // 4)

        answers = at_once(*(partial(yunling.post, versions, {"number": number}) for number in spellings))

        assert statuses(answers) == {201: 1, 409: CALLERS - 1}
    assert how_many(registry, ComponentVersion) == ROUNDS


def test_a_city_adopts_a_component_once(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    for nth in range(ROUNDS):
        component = registry.component(yunling, f"parking-{nth}x", "1.0")
        body = {"adopter": "haina", "component": component, "mode": "new"}

        answers = at_once(*[partial(haina.post, "/api/v1/adoptions", body)] * CALLERS)

        assert statuses(answers) == {201: 1, 409: CALLERS - 1}
    assert how_many(registry, Adoption) == ROUNDS


def test_one_of_many_changes_built_on_the_same_state_wins(registry: Registry):
    yunling = registry.city("yunling")
    address = f"/api/v1/components/{registry.component(yunling, 'parking')}"
    for nth in range(ROUNDS):
        tag = yunling.get(address).headers["ETag"]
        titles = [{"title": {"en": f"Title {nth} of {caller}"}} for caller in range(CALLERS)]

        answers = at_once(*(partial(yunling.patch, address, title, etag=tag) for title in titles))

        assert statuses(answers) == {200: 1, 412: CALLERS - 1}
        winner = next(answer for answer in answers if answer.status_code == 200)
        assert yunling.get(address).get_data() == winner.get_data()


def test_a_key_has_one_effect_however_many_send_it(registry: Registry):
    yunling = registry.city("yunling")
    versions = f"/api/v1/components/{registry.component(yunling, 'parking')}/versions"
    for nth in range(ROUNDS):
        sent = {"json": {"number": f"{nth}.0"}, "headers": {"Idempotency-Key": f"once-{nth}"}}

        answers = at_once(*[partial(yunling.post, versions, **sent)] * (2 * CALLERS))

        # Who comes while the first is still at work is told so (409); who comes after it has the same answer.
        assert set(statuses(answers)) <= {201, 409}
        assert len({answer.get_data() for answer in answers if answer.status_code == 201}) == 1
        assert {answer.get_json()["code"] for answer in answers if answer.status_code == 409} <= {"request_running"}
    assert how_many(registry, ComponentVersion) == ROUNDS
    assert how_many(registry, KeptAnswer) == ROUNDS


def test_nobody_adopts_a_component_that_was_removed_at_that_moment(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    for nth in range(2 * ROUNDS):
        component = registry.component(yunling, f"parking-{nth}x", "1.0")
        address = f"/api/v1/components/{component}"
        tag = yunling.get(address).headers["ETag"]
        body = {"adopter": "haina", "component": component, "mode": "new"}

        adopted, removed = at_once(
            partial(haina.post, "/api/v1/adoptions", body),
            partial(yunling.delete, address, etag=tag),
        )

        assert (adopted.status_code, removed.status_code) in {(201, 409), (410, 204), (422, 204)}
        assert yunling.get(address).status_code == (200 if adopted.status_code == 201 else 410)


def test_nothing_is_required_that_was_removed_at_that_moment(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    requiring = f"/api/v1/components/{registry.component(haina, 'tolls')}/versions"
    for nth in range(2 * ROUNDS):
        component = registry.component(yunling, f"parking-{nth}x", "1.0")
        address = f"/api/v1/components/{component}"
        tag = yunling.get(address).headers["ETag"]
        body = {"number": f"{nth}.0", "requires": [{"component": component, "specifier": ">=1"}]}

        required, removed = at_once(
            partial(haina.post, requiring, body),
            partial(yunling.delete, address, etag=tag),
        )

        assert (required.status_code, removed.status_code) in {(201, 409), (422, 204)}


def test_counting_adopters_at_once_loses_none(registry: Registry):
    yunling = registry.city("yunling")
    component = registry.component(yunling, "parking", "1.0")
    cities = [registry.city(f"city-{letter}x") for letter in "abcdefgh"]
    adoptions = [registry.adoption(city, component, "approved") for city in cities]

    answers = at_once(
        *(
            partial(city.post, f"/api/v1/adoptions/{adoption}/transitions", {"to": "pilot"})
            for city, adoption in zip(cities, adoptions, strict=True)
        )
    )

    assert statuses(answers) == {201: len(cities)}
    assert yunling.get(f"/api/v1/components/{component}/reuse").get_json()["adopters"] == len(cities)
