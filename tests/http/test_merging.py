"""POST /components/{publisher}/{name}/merge: one thing that stood there twice stands there once."""

import pytest

from registry.operations.checking import differences
from tests.build import Client, Registry, description

API = "/api/v1/components"
DRAFTS = f"{API}/drafts"


def differences_of(registry: Registry) -> list[str]:
    engines = (registry.app.extensions[name] for name in ("registry.search", "registry.directory"))
    return list(differences(registry.database, *engines))


def twice(registry: Registry) -> tuple[Client, Client]:
    """The same component of two cities."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    registry.component(haina, "carparks", "1.0", "2.0")
    return yunling, haina


def merge(registry: Registry, component: str = "haina/carparks", into: str = "yunling/parking"):
    return registry.administrator().post(f"{API}/{component}/merge", {"into": into})


def test_the_name_leads_to_the_other_and_is_found_no_more(registry: Registry):
    twice(registry)

    answer = merge(registry)

    assert (answer.status_code, answer.json["publisher"], answer.json["name"]) == (200, "yunling", "parking")
    for rest in ("", "/versions", "/versions/2.0", "/reuse"):
        led = registry.anyone.get(f"{API}/haina/carparks{rest}")
        assert (led.status_code, led.headers["Location"]) == (308, f"{API}/yunling/parking{rest}")
    assert registry.anyone.get(f"{API}?q=停车").json["total"] == 1
    assert differences_of(registry) == []


def test_the_name_is_never_free_again(registry: Registry):
    _, haina = twice(registry)
    merge(registry)

    again = haina.post(API, {"publisher": "haina", "name": "car-parks", **description()})

    assert (again.status_code, again.json["code"]) == (409, "name_taken")


def test_requirements_move_and_a_version_that_requires_both_keeps_its_word(registry: Registry):
    twice(registry)
    other = registry.city("other")
    registry.component(other, "lights")
    carparks = {"component": "haina/carparks", "specifier": ">=1"}
    parking = {"component": "yunling/parking", "specifier": ">=1.1"}
    registry.version(other, "other/lights", "1.0", requires=[carparks])
    registry.version(other, "other/lights", "1.1", requires=[carparks, parking])

    merge(registry)

    first = registry.anyone.get(f"{API}/other/lights/versions/1.0").json
    second = registry.anyone.get(f"{API}/other/lights/versions/1.1").json
    assert first["requires"] == [{"component": "yunling/parking", "specifier": ">=1"}]
    assert second["requires"] == [carparks, parking]
    assert differences_of(registry) == []


def test_adoptions_move_to_the_version_of_the_same_number_or_to_an_unknown_one(registry: Registry):
    twice(registry)
    national = registry.administrator()
    same = registry.adoption(registry.city("other"), "haina/carparks", "approved", "live", version="1.0")
    unknown = registry.adoption(registry.city("third"), "haina/carparks", "approved", "pilot", version="2.0")

    merge(registry)

    moved, lost = (national.get(f"/api/v1/adoptions/{identifier}").json for identifier in (same, unknown))
    assert (moved["component"], moved["version"], moved["stage"]) == ("yunling/parking", "1.0", "live")
    assert (lost["component"], lost["version"], lost["stage"]) == ("yunling/parking", None, "pilot")
    assert [step["version"] for step in lost["history"]] == ["2.0", "2.0", "2.0", None]
    assert national.get(f"{API}/yunling/parking/reuse").json["adopters"] == 2
    assert differences_of(registry) == []


def test_of_two_adoptions_by_one_city_the_carried_one_ends_as_history(registry: Registry):
    twice(registry)
    other, national = registry.city("other"), registry.administrator()
    carried = registry.adoption(other, "haina/carparks", "approved", "live", version="1.0")
    kept = registry.adoption(other, "yunling/parking", "approved", "live", version="1.1")

    merge(registry)

    ended = national.get(f"/api/v1/adoptions/{carried}").json
    assert (ended["component"], ended["stage"]) == ("yunling/parking", "retired")
    assert "haina/carparks" in ended["history"][-1]["note"]
    assert national.get(f"/api/v1/adoptions/{kept}").json["stage"] == "live"
    assert national.get(f"{API}/yunling/parking/reuse").json["adopters"] == 1
    assert differences_of(registry) == []


def test_descriptions_and_deprecations_that_named_the_one_name_the_other(registry: Registry):
    yunling, _ = twice(registry)
    other = registry.city("other")
    registry.component(other, "lights", "1.0", compatible_with=["haina/carparks", "yunling/parking"])
    registry.component(other, "cars", "1.0", based_on="haina/carparks")
    registry.component(other, "old", "1.0")
    gone = {"reason": "replaced", "message": "再见", "successor": "haina/carparks"}
    other.post(f"{API}/other/old/deprecation", gone)
    etag = yunling.get(f"{API}/yunling/parking").headers["ETag"]
    yunling.patch(f"{API}/yunling/parking", {"compatible_with": ["haina/carparks"]}, etag=etag)

    merge(registry)

    read = {name: registry.anyone.get(f"{API}/{name}").json for name in ("other/lights", "other/cars", "other/old")}
    assert read["other/lights"]["compatible_with"] == ["yunling/parking"]
    assert read["other/cars"]["based_on"] == "yunling/parking"
    assert read["other/old"]["deprecation"]["successor"] == "yunling/parking"
    assert registry.anyone.get(f"{API}/yunling/parking").json["compatible_with"] == []
    assert differences_of(registry) == []


def test_suppliers_move(registry: Registry):
    twice(registry)
    builder, fitter = registry.entity(), registry.entity("fitter")
    builder.post(f"{API}/haina/carparks/suppliers", {"services": ["deploy"]})
    fitter.post(f"{API}/haina/carparks/suppliers", {"services": ["train"]})
    fitter.post(f"{API}/yunling/parking/suppliers", {"services": ["operate"]})

    merge(registry)

    items = registry.administrator().get(f"{API}/yunling/parking/suppliers").json["items"]
    told = [(item["supplier"], item["services"], item["status"]) for item in items]
    assert told == [
        ("builder", ["deploy"], "claimed"),
        ("fitter", ["train"], "withdrawn"),
        ("fitter", ["operate"], "claimed"),
    ]


def test_an_open_transfer_of_what_is_merged_is_off(registry: Registry):
    _, haina = twice(registry)
    other = registry.city("other")
    haina.post(f"{API}/haina/carparks/transfer", {"to": "other"})

    merge(registry)

    assert other.post(f"{API}/haina/carparks/transfer", {"accept": True}).status_code == 308
    assert other.get("/api/v1/reviews").json["items"] == []


def test_older_names_lead_to_where_it_ended(registry: Registry):
    twice(registry)
    third = registry.city("third")
    registry.component(third, "kerbs", "1.0")
    merge(registry)

    merge(registry, "yunling/parking", "third/kerbs")

    for name in ("haina/carparks", "yunling/parking"):
        assert registry.anyone.get(f"{API}/{name}").headers["Location"] == f"{API}/third/kerbs"
    assert differences_of(registry) == []


def test_a_visible_draft_is_merged_into_what_is_there_or_into_another_draft(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    told = {field: value for field, value in description().items() if field != "license"}
    for name in ("cars", "kerbs", "lots"):
        haina.post(DRAFTS, {"publisher": "yunling", "name": name, **told})

    among = merge(registry, "yunling/cars", "yunling/kerbs")
    into_listed = merge(registry, "yunling/kerbs", "yunling/parking")
    wrong = merge(registry, "yunling/parking", "yunling/lots")

    assert (among.status_code, into_listed.status_code) == (200, 200)
    assert registry.anyone.get(f"{API}/yunling/cars").headers["Location"] == f"{API}/yunling/parking"
    assert (wrong.status_code, wrong.json["code"]) == (409, "not_mergeable_into")
    assert differences_of(registry) == []


@pytest.mark.parametrize("into", ["haina/carparks", "nobody/nothing", "yunling/draft"])
def test_what_cannot_be_merged_into_is_told(registry: Registry, into: str):
    yunling, _ = twice(registry)
    registry.component(yunling, "draft")

    answer = merge(registry, into=into)

    assert (answer.status_code, answer.json["code"]) in [(422, "payload_invalid"), (409, "not_mergeable_into")]
    assert registry.anyone.get(f"{API}/haina/carparks").status_code == 200


def test_only_administrators_merge(registry: Registry):
    _, haina = twice(registry)

    answer = haina.post(f"{API}/haina/carparks/merge", {"into": "yunling/parking"})

    assert (answer.status_code, answer.json["code"]) == (403, "scope_missing")


def test_what_is_merged_is_merged_once(registry: Registry):
    twice(registry)
    merge(registry)

    assert merge(registry).status_code == 308


def test_the_log_tells_of_the_merger_and_cities_of_their_adoptions(registry: Registry):
    twice(registry)
    other = registry.city("other")
    registry.adoption(other, "haina/carparks", "approved", "live")

    merge(registry)

    told = {event["type"]: event for event in other.get("/api/v1/events?limit=1000").json["items"]}
    assert told["component.merged"]["data"]["into"] == "yunling/parking"
    assert told["adoption.carried_over"]["data"]["previous"] == "haina/carparks"
    assert "adoption.carried_over" not in str(registry.anyone.get("/api/v1/events?limit=1000").json)
