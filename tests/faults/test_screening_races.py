"""Screenings kept and decided at the same moment: numbers have no gap, a decision is made once."""

from collections import Counter
from functools import partial

from tests.build import Registry
from tests.faults.together import at_once
from tests.http.test_screening_decisions import NEW, REUSE
from tests.http.test_screenings import ADDRESS, PROJECT, keep, publish

CALLERS = 4


def test_numbers_have_no_gap_however_many_ask_at_once(registry: Registry):
    publish(registry)
    cities = [registry.city(f"city-{nth}") for nth in range(CALLERS)]
    good = [partial(city.post, ADDRESS, {**PROJECT, "keep": True}) for city in cities]
    # What is refused after its number was drawn gives the number back.
    bad = [partial(city.post, ADDRESS, {**PROJECT, "keep": True, "organisation": "nowhere"}) for city in cities]

    answers = at_once(*good, *bad)

    numbers = sorted(answer.json["number"] for answer in answers if answer.status_code == 201)
    assert numbers == [f"S-2026-{nth:06}" for nth in range(1, CALLERS + 1)]
    assert Counter(answer.status_code for answer in answers) == {201: CALLERS, 422: CALLERS}


def test_one_of_many_decisions_is_made(registry: Registry):
    publish(registry)
    number = keep(registry.city("haina"))["number"]
    national = registry.administrator()
    calls = [partial(national.post, f"{ADDRESS}/{number}/decision", body) for body in (REUSE, NEW)]

    answers = at_once(*calls * (CALLERS // 2))

    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: CALLERS - 1}
    events = national.get("/api/v1/events?limit=1000&types=screening.decided").json["items"]
    assert len(events) == 1
