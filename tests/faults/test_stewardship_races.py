"""Transfers, mergers, claims and sweeps that meet at the same moment: one wins, and every count equals a recount."""

from collections import Counter
from datetime import timedelta
from functools import partial

from registry.app import open_sweeper
from registry.operations.checking import differences
from tests.build import START, Registry, description
from tests.faults.together import at_once

API = "/api/v1/components"


def differences_of(registry: Registry) -> list[str]:
    engines = (registry.app.extensions[name] for name in ("registry.search", "registry.directory"))
    return list(differences(registry.database, *engines))


def test_one_of_many_acceptances_wins_and_the_others_are_led_on(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    yunling.post(f"{API}/yunling/parking/transfer", {"to": "haina"})

    answers = at_once(*[partial(haina.post, f"{API}/yunling/parking/transfer", {"accept": True})] * 6)

    assert Counter(answer.status_code for answer in answers) == {200: 1, 308: 5}
    assert differences_of(registry) == []


def test_a_component_goes_to_one_receiver_though_it_is_withdrawn_at_the_same_moment(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    yunling.post(f"{API}/yunling/parking/transfer", {"to": "haina"})

    accepted, withdrawn = at_once(
        partial(haina.post, f"{API}/yunling/parking/transfer", {"accept": True}),
        partial(yunling.delete, f"{API}/yunling/parking/transfer"),
    )

    assert (accepted.status_code, withdrawn.status_code) in {(200, 308), (200, 404), (404, 204)}
    assert differences_of(registry) == []


def test_counts_hold_while_cities_move_their_adoptions_and_the_component_moves_on(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    cities = [registry.city(f"city-{letter}") for letter in "abcd"]
    adoptions = [registry.adoption(city, "yunling/parking", "approved") for city in (*cities, haina)]
    yunling.post(f"{API}/yunling/parking/transfer", {"to": "haina"})
    moves = [
        partial(city.post, f"/api/v1/adoptions/{identifier}/transitions", {"to": "live"})
        for city, identifier in zip((*cities, haina), adoptions, strict=True)
    ]

    answers = at_once(*moves, partial(haina.post, f"{API}/yunling/parking/transfer", {"accept": True}))

    assert {answer.status_code for answer in answers} <= {200, 201}
    assert registry.administrator().get(f"{API}/haina/parking/reuse").json["adopters"] == 4
    assert differences_of(registry) == []


def test_of_two_mergers_into_each_other_one_wins(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    for name in ("parking", "kerbs"):
        registry.component(yunling, name, "1.0")

    answers = at_once(
        partial(national.post, f"{API}/yunling/parking/merge", {"into": "yunling/kerbs"}),
        partial(national.post, f"{API}/yunling/kerbs/merge", {"into": "yunling/parking"}),
    )

    assert Counter(answer.status_code for answer in answers)[200] == 1
    assert differences_of(registry) == []


def test_a_supplier_has_one_claim_however_often_it_is_sent(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    builder = registry.entity()

    answers = at_once(*[partial(builder.post, f"{API}/yunling/parking/suppliers", {"services": ["deploy"]})] * 6)

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 5}


def test_twenty_visible_drafts_wait_however_many_are_sent_at_once(registry: Registry):
    registry.city("yunling")
    haina = registry.city("haina")
    told = {"publisher": "yunling", **description()}
    names = [f"part-{nth:02d}" for nth in range(24)]
    for name in names[:16]:
        haina.post(f"{API}/drafts", {**told, "name": name})

    answers = at_once(*(partial(haina.post, f"{API}/drafts", {**told, "name": name}) for name in names[16:]))

    assert Counter(answer.status_code for answer in answers) == {201: 4, 409: 4}


def test_several_processes_sweep_and_each_thing_runs_out_once(registry: Registry):
    yunling = registry.city("yunling")
    for name in ("parking", "kerbs", "bridges"):
        registry.component(yunling, name, "1.0")
    registry.clock.set(START + timedelta(days=365))

    counts = at_once(*[open_sweeper(registry.database).sweep] * 4)

    items = registry.anyone.get("/api/v1/events?limit=1000").json["items"]
    told = Counter(event["type"] for event in items)
    assert (told["component.unconfirmed"], told["report.issued"]) == (3, 1)
    assert sum(counts) == 4
