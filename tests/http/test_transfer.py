"""GET | POST | DELETE /components/{publisher}/{name}/transfer, and what a transferred component's old name does."""

from typing import Any

import pytest

from registry.operations.checking import differences
from tests.build import Client, Registry, description

OLD = "/api/v1/components/yunling/parking"
NEW = "/api/v1/components/haina/parking"


def offered(registry: Registry, *versions: str) -> tuple[Client, Client]:
    """A component of one city, offered to another."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", *(versions or ("1.0",)))
    assert yunling.post(f"{OLD}/transfer", {"to": "haina"}).status_code == 201
    return yunling, haina


def transferred(registry: Registry, *versions: str) -> tuple[Client, Client]:
    yunling, haina = offered(registry, *versions)
    answer = haina.post(f"{OLD}/transfer", {"accept": True})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return yunling, haina


def differences_of(registry: Registry) -> list[str]:
    engines = (registry.app.extensions[name] for name in ("registry.search", "registry.directory"))
    return list(differences(registry.database, *engines))


def test_an_offer_is_seen_by_both_sides_and_administrators_only(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")

    answer = yunling.post(f"{OLD}/transfer", {"to": "haina"})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{OLD}/transfer"
    assert answer.json == {
        "component": "yunling/parking",
        "from": "yunling",
        "to": "haina",
        "status": "offered",
        "offered_at": "2026-03-02T04:00:00.000Z",
        "answered_at": None,
    }
    for party in (yunling, haina, registry.administrator()):
        assert party.get(f"{OLD}/transfer").json == answer.json
    for outsider in (registry.city("other"), registry.entity()):
        assert outsider.get(f"{OLD}/transfer").status_code == 404
    assert registry.anyone.get(f"{OLD}/transfer").status_code == 401


def test_a_draft_is_offered_to_a_city_that_otherwise_could_not_see_it(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking")
    yunling.post(f"{OLD}/transfer", {"to": "haina"})

    assert haina.get(OLD).status_code == 404
    assert haina.get(f"{OLD}/transfer").status_code == 200
    assert haina.post(f"{OLD}/transfer", {"accept": True}).json["status"] == "accepted"
    assert haina.get(NEW).json["status"] == "draft"
    assert yunling.get(NEW).status_code == 404
    assert yunling.get(OLD).status_code == 404


def test_with_its_acceptance_the_component_has_another_publisher_and_name(registry: Registry):
    yunling, haina = offered(registry)

    answer = haina.post(f"{OLD}/transfer", {"accept": True})

    assert (answer.json["status"], answer.json["component"]) == ("accepted", "haina/parking")
    read = registry.anyone.get(NEW).json
    assert (read["publisher"], read["name"], read["latest_version"]) == ("haina", "parking", "1.0")
    assert registry.anyone.get(f"{NEW}/versions/1.0").json["component"] == "haina/parking"
    assert yunling.get(f"{NEW}/transfer").json == haina.get(f"{NEW}/transfer").json


def test_the_old_teams_rights_are_gone_at_once(registry: Registry):
    yunling, haina = transferred(registry)
    etag = haina.get(NEW).headers["ETag"]

    answers = [
        yunling.patch(NEW, {"tags": ["停车"]}, etag=etag),
        yunling.post(f"{NEW}/versions", {"number": "2.0"}),
        yunling.post(f"{NEW}/versions/1.0/yank", {"reason": "other"}),
        yunling.post(f"{NEW}/deprecation", {"reason": "x", "message": "y"}),
        yunling.post(f"{NEW}/retirement"),
        yunling.post(f"{NEW}/confirmation"),
        yunling.post(f"{NEW}/transfer", {"to": "yunling"}),
        yunling.delete(NEW, etag=etag),
    ]

    assert {(answer.status_code, answer.json["code"]) for answer in answers} == {(403, "not_your_organisation")}
    assert haina.patch(NEW, {"tags": ["停车"]}, etag=etag).status_code == 200


def test_a_file_imported_by_the_old_owner_describes_nothing_of_the_new_ones(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    file = (
        "publiccodeYmlVersion: '0.4'\nname: Parking\nurl: https://example.org/parking.git\nplatforms: [web]\n"
        "developmentStatus: stable\nsoftwareType: standalone/web\ndescription:\n  en:\n"
        "    shortDescription: {short}\n    longDescription: {long}\n    features: [Parks]\n"
        "legal:\n  license: Apache-2.0\nmaintenance:\n  type: none\nlocalisation:\n  localisationReady: true\n"
        "  availableLanguages: [en]\n"
    )
    sent: dict[str, Any] = {
        "headers": {"Content-Type": "application/yaml"},
        "data": file.format(short="Ours", long="word " * 60),
    }
    name = yunling.call("POST", "/api/v1/publiccode?publisher=yunling", **sent).json["component"]
    yunling.post(f"/api/v1/components/{name}/transfer", {"to": "haina"})
    haina.post(f"/api/v1/components/{name}/transfer", {"accept": True})
    theirs = name.replace("yunling/", "haina/")
    before = registry.anyone.get(f"/api/v1/components/{theirs}").headers["ETag"]

    again = yunling.call("POST", "/api/v1/publiccode?publisher=yunling", **sent)

    assert again.json["component"].startswith("yunling/")
    assert again.json["component"] != name, "the old name is never free again"
    assert registry.anyone.get(f"/api/v1/components/{theirs}").headers["ETag"] == before


@pytest.mark.parametrize(
    "rest",
    ["", "/versions", "/versions/1.0", "/versions/latest", "/versions/1.0/dependencies", "/reuse", "/checklist",
     "/dependents", "/suppliers"],
)  # fmt: skip
def test_the_old_name_leads_to_the_new_one(registry: Registry, rest: str):
    transferred(registry)

    answer = registry.anyone.get(OLD + rest)

    assert (answer.status_code, answer.headers["Location"]) == (308, NEW + rest)


def test_it_leads_on_with_the_query_and_for_writes_too(registry: Registry):
    _, haina = transferred(registry)

    listed = registry.anyone.get(f"{OLD}/versions?limit=1&specifier=%3E%3D1")
    written = haina.post(f"{OLD}/versions", {"number": "2.0"})
    page = registry.visitor().get("/components/yunling/parking?lang=en")

    assert listed.headers["Location"] == f"{NEW}/versions?limit=1&specifier=%3E%3D1"
    assert (written.status_code, written.headers["Location"]) == (308, f"{NEW}/versions")
    assert (page.status_code, page.headers["Location"]) == (308, "/components/haina/parking?lang=en")


def test_an_old_name_inside_a_request_is_understood_or_told(registry: Registry):
    transferred(registry)
    other = registry.city("other")

    version = registry.component(other, "lights")
    required = other.post(
        f"/api/v1/components/{version}/versions",
        {"number": "1.0", "requires": [{"component": "yunling/parking", "specifier": ">=1"}]},
    )
    adopted = other.post("/api/v1/adoptions", {"adopter": "other", "component": "yunling/parking", "mode": "new"})

    assert required.json["requires"] == [{"component": "haina/parking", "specifier": ">=1"}]
    assert (adopted.status_code, adopted.json["component"]) == (201, "haina/parking")


def test_search_shows_the_new_name_only(registry: Registry):
    offered(registry)
    assert registry.anyone.get("/api/v1/components?q=停车").json["total"] == 1

    registry.client("haina", "organisation:manage").post(f"{OLD}/transfer", {"accept": True})

    found = registry.anyone.get("/api/v1/components?q=停车").json
    assert [(item["publisher"], item["name"]) for item in found["items"]] == [("haina", "parking")]
    assert registry.anyone.get("/api/v1/components?publisher=yunling").json["total"] == 0


@pytest.mark.parametrize("status", ["listed", "deprecated", "retired"])
def test_adoptions_go_along_and_every_count_equals_a_recount(registry: Registry, status: str):
    """The receiver's own use is no reuse any more; the giver's, which was none, is."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")
    registry.adoption(yunling, "yunling/parking", "approved", "pilot")
    other = registry.adoption(registry.city("other"), "yunling/parking", "approved", "live", version="1.1")
    national = registry.administrator()
    if status != "listed":
        yunling.post(f"{OLD}/deprecation", {"reason": "x", "message": "y"})
    if status == "retired":
        yunling.post(f"{OLD}/retirement")
    assert differences_of(registry) == []

    yunling.post(f"{OLD}/transfer", {"to": "haina"})
    haina.post(f"{OLD}/transfer", {"accept": True})

    assert national.get(f"{NEW}/reuse").json["adopters"] == 2
    assert national.get(f"/api/v1/adoptions/{other}").json["component"] == "haina/parking"
    assert len(national.get("/api/v1/adoptions?component=haina/parking").json["items"]) == 3
    assert differences_of(registry) == []


def test_who_requires_it_or_is_based_on_it_names_it_by_its_new_name(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    other = registry.city("other")
    registry.component(other, "lights", based_on="yunling/parking", compatible_with=["yunling/parking"])
    registry.version(other, "other/lights", "1.0", requires=[{"component": "yunling/parking", "specifier": ">=1"}])

    yunling.post(f"{OLD}/transfer", {"to": "haina"})
    haina.post(f"{OLD}/transfer", {"accept": True})

    read = registry.anyone.get("/api/v1/components/other/lights/versions/1.0").json
    told = registry.anyone.get("/api/v1/components/other/lights").json
    assert read["requires"] == [{"component": "haina/parking", "specifier": ">=1"}]
    assert (told["based_on"], told["compatible_with"]) == ("haina/parking", ["haina/parking"])
    assert differences_of(registry) == []


@pytest.mark.parametrize("name", ["parking", "park-ing", "park1ng"])
def test_the_old_name_is_never_free_again(registry: Registry, name: str):
    yunling, _ = transferred(registry)

    answer = yunling.post("/api/v1/components", {"publisher": "yunling", "name": name, **description()})

    assert (answer.status_code, answer.json["code"]) == (409, "name_taken")


def test_a_component_may_come_back_to_its_old_name(registry: Registry):
    yunling, haina = transferred(registry)
    haina.post(f"{NEW}/transfer", {"to": "yunling"})

    answer = yunling.post(f"{NEW}/transfer", {"accept": True})

    assert answer.json["component"] == "yunling/parking"
    assert registry.anyone.get(OLD).status_code == 200
    assert registry.anyone.get(NEW).headers["Location"] == OLD
    assert differences_of(registry) == []


def test_a_chain_of_names_leads_to_the_last_at_once(registry: Registry):
    _, haina = transferred(registry)
    third = registry.city("third")
    haina.post(f"{NEW}/transfer", {"to": "third"})
    third.post(f"{NEW}/transfer", {"accept": True})

    for address in (OLD, NEW):
        assert registry.anyone.get(address).headers["Location"] == "/api/v1/components/third/parking"


def test_the_receiver_declines_and_the_giver_withdraws(registry: Registry):
    yunling, haina = offered(registry)

    declined = haina.post(f"{OLD}/transfer", {"accept": False})
    yunling.post(f"{OLD}/transfer", {"to": "haina"})
    withdrawn = yunling.delete(f"{OLD}/transfer")
    late = haina.post(f"{OLD}/transfer", {"accept": True})

    assert (declined.status_code, declined.json["status"]) == (200, "declined")
    assert withdrawn.status_code == 204
    assert late.status_code == 404
    assert haina.get(f"{OLD}/transfer").json["status"] == "withdrawn"
    assert registry.anyone.get(OLD).status_code == 200


def test_each_side_says_only_its_own_word(registry: Registry):
    yunling, haina = offered(registry)

    assert yunling.post(f"{OLD}/transfer", {"accept": True}).json["code"] == "not_your_organisation"
    assert haina.delete(f"{OLD}/transfer").json["code"] == "not_your_organisation"
    assert registry.city("other").post(f"{OLD}/transfer", {"accept": True}).status_code == 404


@pytest.mark.parametrize("to", ["builder", "assessor", "nowhere", "yunling"])
def test_what_cannot_receive_is_named(registry: Registry, to: str):
    yunling = registry.city("yunling")
    registry.entity(), registry.assessor()
    registry.component(yunling, "parking", "1.0")

    answer = yunling.post(f"{OLD}/transfer", {"to": to})

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert answer.json["errors"][0]["pointer"] == "/to"


@pytest.mark.parametrize("body", [{}, {"to": "haina", "accept": True}, {"accept": "yes"}, {"to": "haina", "x": 1}])
def test_a_request_offers_or_answers(registry: Registry, body: dict):
    yunling, _ = offered(registry)

    assert yunling.post(f"{OLD}/transfer", body).status_code == 422


def test_one_transfer_is_open_at_a_time(registry: Registry):
    yunling, _ = offered(registry)
    registry.city("other")

    answer = yunling.post(f"{OLD}/transfer", {"to": "other"})

    assert (answer.status_code, answer.json["code"]) == (409, "transfer_open")


def test_a_receiver_keeps_one_component_of_a_name(registry: Registry):
    yunling, haina = offered(registry)
    registry.component(haina, "park-1ng")

    late = haina.post(f"{OLD}/transfer", {"accept": True})
    yunling.delete(f"{OLD}/transfer")
    early = yunling.post(f"{OLD}/transfer", {"to": "haina"})

    for answer in (late, early):
        assert (answer.status_code, answer.json["code"]) == (409, "name_taken")
    assert registry.anyone.get(OLD).status_code == 200
    assert haina.get(f"{OLD}/transfer").json["status"] == "withdrawn"


def test_a_token_of_a_pipeline_does_not_give_components_away(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    registry.city("haina")

    answer = registry.client("yunling", "catalogue:write").post(f"{OLD}/transfer", {"to": "haina"})

    assert (answer.status_code, answer.json["code"]) == (403, "scope_missing")


def test_the_log_tells_everybody_the_old_and_the_new_name(registry: Registry):
    transferred(registry)

    told = [event for event in registry.anyone.get("/api/v1/events").json["items"] if "transfer" in event["type"]]

    assert [event["type"] for event in told] == ["component.transferred"]
    assert told[0]["subject"] == "haina/parking"
    assert told[0]["data"]["previous"] == "yunling/parking"
