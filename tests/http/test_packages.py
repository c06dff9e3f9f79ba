"""GET /packages: who ships a package."""

import json
from typing import Any

from tests.build import Client, Registry

ADDRESS = "/api/v1/packages"
LOG4J = "org.apache.logging.log4j"


def ship(client: Client, component: str, number: str, *packages: dict[str, Any]) -> None:
    place = f"/api/v1/components/{component}/versions/{number}/sboms/bom.cdx.json"
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(packages)}
    headers = {"Content-Type": "application/json"}
    answer = client.call("PUT", place, data=json.dumps(document), headers=headers)
    assert answer.status_code == 201, answer.get_data(as_text=True)


def library(name: str, number: str, license: str = "Apache-2.0", group: str | None = None) -> dict[str, Any]:
    purl = f"pkg:maven/{group}/{name}@{number}" if group else f"pkg:npm/{name}@{number}"
    return {
        "type": "library", "name": name, "version": number, "purl": purl, "licenses": [{"license": {"id": license}}],
        **({"group": group} if group else {}),
    }  # fmt: skip


def fill(registry: Registry) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", "1.1")
    registry.component(yunling, "lights", "2.0")
    ship(yunling, "yunling/parking", "1.0", library("log4j-core", "2.14.1", group=LOG4J), library("left-pad", "1.0"))
    ship(yunling, "yunling/parking", "1.1", library("log4j-core", "2.17.0", group=LOG4J))
    ship(
        yunling, "yunling/lights", "2.0", library("Log4j-API", "2.14.0", group=LOG4J),
        library("guava", "31.1-jre"), library("guava", "30.0"), library("readline", "8.1", "GPL-3.0-only"),
    )  # fmt: skip
    return yunling


def shown(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['component']} {row['version']}: {row['package']} {row['number']}" for row in rows]


PARKING_OLD = "yunling/parking 1.0: log4j-core 2.14.1"
PARKING_NEW = "yunling/parking 1.1: log4j-core 2.17.0"
LIGHTS = "yunling/lights 2.0: Log4j-API 2.14.0"


QUESTIONS = [
    ("q=log4j 2.14", [LIGHTS, PARKING_OLD]),
    ("q=log4j", [LIGHTS, PARKING_OLD, PARKING_NEW]),
    ("q=log4j-core <2.15", [PARKING_OLD]),
    (f"q={LOG4J}:log4j-core", [PARKING_OLD, PARKING_NEW]),
    ("q=pkg:npm/left-pad", ["yunling/parking 1.0: left-pad 1.0"]),
    ("q=nothing", []),
    ("name=LOG4J-core", [PARKING_OLD, PARKING_NEW]),
    ("name=log4j", []),
    ("name=log4j*", [LIGHTS, PARKING_OLD, PARKING_NEW]),
    ("name=log4j-core&version=2.14", []),
    ("name=log4j-core&version=2.14.*", [PARKING_OLD]),
    ("name=log4j*&version=2.14", [LIGHTS]),
    ("name=log4j-core&version=>=2.15,<3", [PARKING_NEW]),
    ("name=log4j-core&version=!=2.17", [PARKING_OLD]),
    (f"purl=pkg:maven/{LOG4J}/log4j-core", [PARKING_OLD, PARKING_NEW]),
    (f"purl=pkg:maven/{LOG4J}/log4j-core@2.17.0", [PARKING_NEW]),
    (f"purl=pkg:maven/{LOG4J}/log4j", []),
    (f"purl=pkg:maven/{LOG4J}/log4j-core&version=<2.15", [PARKING_OLD]),
    (f"group={LOG4J.upper()}", [PARKING_OLD, PARKING_NEW, LIGHTS]),
    ("license=gpl-3.0-only", ["yunling/lights 2.0: readline 8.1"]),
    ("license=Apache-2.0&name=left-pad", ["yunling/parking 1.0: left-pad 1.0"]),
    ("license=MIT", []),
]


def test_it_is_asked_by_name_version_address_group_and_licence(registry: Registry):
    fill(registry)

    for query, rows in QUESTIONS:
        answer = registry.anyone.get(ADDRESS, query_string=dict(part.split("=", 1) for part in query.split("&")))
        assert answer.status_code == 200, answer.get_data(as_text=True)
        assert shown(answer.json["items"]) == rows, query


def test_an_answer_says_whether_it_is_the_latest_version_and_how_many_run_the_component(registry: Registry):
    yunling = fill(registry)
    registry.adoption(registry.city("haina"), "yunling/parking", "approved", "live")
    yunling.post("/api/v1/components/yunling/parking/versions/1.0/yank", {"reason": "security"})

    old, new = registry.anyone.get(f"{ADDRESS}?name=log4j-core").json["items"]
    known = yunling.get(f"{ADDRESS}?name=log4j-core").json["items"][0]

    assert (old["is_latest"], old["is_yanked"], new["is_latest"], new["is_yanked"]) == (False, True, True, False)
    assert (old["adopters"], old["fewer_than"], known["adopters"]) == (None, 5, 1)
    assert (old["licenses"], old["group"]) == (["Apache-2.0"], LOG4J)
    place = f"/api/v1/components/yunling/parking/versions/1.0/sboms/{old['sbom']}"
    assert registry.anyone.get(place).status_code == 200


def test_numbers_that_cannot_be_compared_are_named(registry: Registry):
    fill(registry)

    answer = registry.anyone.get(ADDRESS, query_string={"name": "guava", "version": "<32"}).json

    assert shown(answer["items"]) == ["yunling/lights 2.0: guava 30.0"]
    assert answer["not_compared"] == ["31.1-jre"]


def test_pages_go_on_where_the_last_one_ended(registry: Registry):
    fill(registry)

    for query in ("name=log4j*", f"group={LOG4J}", "license=Apache-2.0", f"purl=pkg:maven/{LOG4J}/log4j-core"):
        whole = shown(registry.anyone.get(f"{ADDRESS}?{query}").json["items"])
        page = registry.anyone.get(f"{ADDRESS}?{query}&limit=1").json
        pages = shown(page["items"])
        while page["next"]:
            page = registry.anyone.get(f"{ADDRESS}?{query}&limit=1&cursor={page['next']}").json
            pages += shown(page["items"])
        assert pages == whole, query


UNANSWERABLE = [
    ("", "package_query_invalid"),
    ("version=2.14", "package_query_invalid"),
    ("name=*", "package_query_invalid"),
    ("name=log4j&version=<x", "payload_invalid"),
    ("purl=left-pad", "payload_invalid"),
    ("q=%20", "payload_invalid"),
    ("name=", "payload_invalid"),
    ("words=x", "payload_invalid"),
]


def test_a_question_that_cannot_be_answered_says_why(registry: Registry):
    for query, code in UNANSWERABLE:
        answer = registry.anyone.get(f"{ADDRESS}?{query}")
        assert (answer.status_code, answer.json["code"]) == (422, code), query


def test_what_is_hidden_ships_nothing_that_others_see(registry: Registry):
    yunling = registry.city("yunling")
    national = registry.administrator()
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例"}})
    national.post("/api/v1/clusters/river/members", {"member": "yunling"})
    registry.component(yunling, "secret", "1.0", visible_to_clusters=["river"])
    ship(yunling, "yunling/secret", "1.0", library("guava", "31.1-jre"))

    question = {"name": "guava", "version": "<32"}
    public, own = (client.get(ADDRESS, query_string=question).json for client in (registry.anyone, yunling))

    assert (public["items"], public["not_compared"]) == ([], [])
    assert own["not_compared"] == ["31.1-jre"]
    assert registry.anyone.get(f"{ADDRESS}?name=guava").json["items"] == []
    assert len(yunling.get(f"{ADDRESS}?name=guava").json["items"]) == 1
