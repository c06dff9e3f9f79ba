"""GET …/versions/{number}/compare/{other}, GET /comparisons, POST /interface-checks, and the upgrade inbox."""

from typing import Any

import orjson
import pytest
from sqlalchemy import select, update

from registry.artifacts.models import Artifact
from registry.catalogue.queries import get_component
from registry.comparison.actions import keep_comparison
from registry.comparison.comparing import find_compatible_upgrade
from registry.comparison.models import InterfaceComparison
from registry.comparison.openapi import REVISION, Compared
from registry.kit.actor import ANONYMOUS
from schemas.comparison import ComparisonSchema, InterfaceCheckSchema, VersionComparisonSchema
from tests.build import Client, Registry, description
from tests.rules.interfaces import asking, document

PARKING = "/api/v1/components/yunling/parking/versions"
QUERY = {"name": "q", "in": "query", "schema": {"type": "string"}}
PLAIN, LARGER, SMALLER = document(), asking(QUERY), document(paths={})


def attach(
    client: Client, number: str, interface: Any, filename: str = "openapi.json", role: str = "interface"
) -> None:
    content = interface if isinstance(interface, bytes) else orjson.dumps(interface)
    answer = client.call(
        "PUT", f"{PARKING}/{number}/artifacts/{filename}?role={role}", data=content, content_type="application/json"
    )
    assert answer.status_code == 201, answer.get_data(as_text=True)


def parking(registry: Registry, **interfaces: Any) -> Client:
    """Yunling's parking with a version for each interface: `v1_2` is 1.2."""
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    for name, interface in interfaces.items():
        number = name[1:].replace("_", ".")
        registry.version(yunling, "yunling/parking", number)
        if interface is not None:
            attach(yunling, number, interface)
    return yunling


def compare(registry: Registry, number: str, other: str) -> Any:
    answer = registry.anyone.get(f"{PARKING}/{number}/compare/{other}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert VersionComparisonSchema().validate(answer.json) == {}
    return answer.json


def test_a_version_that_only_adds_is_compatible_and_says_why_in_both_languages(registry: Registry):
    parking(registry, v1_2=PLAIN, v1_3=LARGER)

    found = compare(registry, "1.2", "1.3")

    assert (found["verdict"], found["basis"], found["order"]) == ("compatible", "interface", "newer")
    assert found["number_says"] == {"step": "minor", "verdict": "compatible"}
    (change,) = found["interface"]["changes"]
    assert (change["kind"], change["operation"]) == ("parameter_added", "GET /spots")
    assert change["where"] == "/paths/~1spots/get/parameters/0"
    assert change["text"]["zh"].startswith("新增可选参数 q")
    assert change["text"]["en"].startswith("The optional parameter q")
    assert found["because"][0]["text"]["zh"] == "接口的变化都兼容"


def test_it_is_compared_the_other_way_round_as_well(registry: Registry):
    parking(registry, v1_2=PLAIN, v1_3=LARGER)

    found = compare(registry, "1.3", "1.2")

    assert (found["order"], found["verdict"]) == ("older", "breaking")
    assert [change["kind"] for change in found["interface"]["changes"]] == ["parameter_removed"]


def test_a_number_that_promises_what_the_interface_breaks_is_told_first(registry: Registry):
    parking(registry, v1_2=PLAIN, v1_3=SMALLER)

    found = compare(registry, "1.2", "1.3")

    assert found["number_says"]["verdict"] == "compatible"
    assert (found["computed"], found["verdict"]) == ("breaking", "breaking")
    assert found["breaks_promise"] is True
    assert found["because"][0]["text"]["en"].startswith("Beware: the number (a minor step) promises")


def test_a_number_that_warns_in_vain_is_told_too(registry: Registry):
    parking(registry, v1_2=PLAIN, v2_0=LARGER)

    found = compare(registry, "1.2", "2.0")

    assert (found["number_says"]["verdict"], found["verdict"]) == ("breaking", "compatible")
    assert "shows none" in found["because"][1]["text"]["en"]


def test_without_documents_the_number_speaks_and_says_so(registry: Registry):
    parking(registry, v1_2=None, v1_3=PLAIN)

    found = compare(registry, "1.2", "1.3")

    assert (found["interface"]["verdict"], found["computed"], found["verdict"]) == ("unknown", "unknown", "compatible")
    assert found["basis"] == "number"
    assert found["interface"]["why"]["en"] == "there is no interface document (OpenAPI) of 1.2"


def test_a_document_that_cannot_be_read_is_told_with_its_line(registry: Registry):
    parking(registry, v1_2=PLAIN, v1_3=b'{"openapi": "3.1.0",\n "info": 1,\n "info": 2}')

    found = compare(registry, "1.2", "1.3")

    assert found["verdict"] == "unknown"
    assert "line 3: the key 'info' stands twice" in found["interface"]["changes"][0]["text"]["en"]


def test_requirements_platforms_and_sizes_are_compared(registry: Registry):
    yunling = parking(registry)
    for name in ("maps", "pay", "login"):
        registry.component(yunling, name, "1.0")
    needed = [("maps", ">=1.0,<3"), ("pay", ">=1.0")], [("maps", ">=1.2,<3"), ("login", "")]
    for number, requires, platforms in (("1.2", needed[0], ["web", "linux"]), ("1.3", needed[1], ["web"])):
        listed = [{"component": f"yunling/{name}", "specifier": specifier} for name, specifier in requires]
        registry.version(yunling, "yunling/parking", number, requires=listed, platforms=platforms)
        attach(yunling, number, b"x" * (100 if number == "1.2" else 250), f"parking-{number}.zip", "package")

    found = compare(registry, "1.2", "1.3")

    assert found["requires"] == {
        "added": [{"component": "yunling/login", "specifier": ""}],
        "removed": [{"component": "yunling/pay", "specifier": ">=1.0"}],
        "changed": [{"component": "yunling/maps", "old": "<3,>=1.0", "new": "<3,>=1.2", "relation": "narrower"}],
    }
    assert found["platforms"] == {"added": [], "removed": ["linux"]}
    assert found["size"] == {"old": 100, "new": 250, "roles": [{"role": "package", "old": 100, "new": 250}]}
    (changed,) = found["artifacts"]["changed"]
    assert (changed["old"]["filename"], changed["new"]["filename"]) == ("parking-1.2.zip", "parking-1.3.zip")
    assert found["verdict"] == "breaking"
    assert "No longer runs on: linux".lower() in [reason["text"]["en"].lower() for reason in found["because"]]


def test_what_a_version_consists_of_does_not_change_what_was_found(registry: Registry):
    yunling = parking(registry, v1_2=PLAIN, v1_3=LARGER)
    before = compare(registry, "1.2", "1.3")
    attach(yunling, "1.3", SMALLER, "newer.json")

    after = compare(registry, "1.2", "1.3")

    assert (before["verdict"], after["verdict"]) == ("compatible", "breaking")


def test_versions_that_are_not_there_or_not_seen_are_not_found(registry: Registry):
    yunling = parking(registry, v1_2=PLAIN)

    assert registry.anyone.get(f"{PARKING}/1.2/compare/9.9").status_code == 404
    assert registry.anyone.get(f"{PARKING}/9.9/compare/1.2").status_code == 404
    assert compare(registry, "1.2", "latest")["order"] == "same"
    assert yunling.get(f"{PARKING}/1.2/compare/1.2").json["verdict"] == "none"


# Side by side


def test_components_stand_side_by_side_with_what_differs(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", hosting=["saas"], security_level=3)
    registry.component(yunling, "kerbs", "1.0", hosting=["saas"])

    answer = registry.anyone.get("/api/v1/comparisons?component=yunling/parking&component=yunling/kerbs")

    assert answer.status_code == 200
    assert ComparisonSchema().validate(answer.json) == {}
    assert [entry["component"] for entry in answer.json["components"]] == ["yunling/parking", "yunling/kerbs"]
    rows = {row["attribute"]: row for row in answer.json["rows"]}
    assert (rows["hosting"]["values"], rows["hosting"]["differs"]) == ([["saas"], ["saas"]], False)
    assert (rows["security_level"]["values"], rows["security_level"]["differs"]) == ([3, None], True)
    assert "data_grade" not in rows


def test_small_counts_of_adopters_are_told_to_cities_only(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    for name in ("parking", "kerbs"):
        registry.component(yunling, name, "1.0")
    registry.adoption(haina, "yunling/parking", "approved", "pilot")
    address = "/api/v1/comparisons?component=yunling/parking&component=yunling/kerbs"

    told = [client.get(address).json["rows"] for client in (registry.anyone, haina)]

    values = [next(row["values"][0] for row in rows if row["attribute"] == "adopters") for rows in told]
    assert values == [{"adopters": None, "fewer_than": 5}, {"adopters": 1, "fewer_than": None}]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_fewer_than_two_or_more_than_four_are_declined(registry: Registry, count: int):
    yunling = registry.city("yunling")
    names = [registry.component(yunling, f"part-{place}", "1.0") for place in range(count)]

    answer = registry.anyone.get("/api/v1/comparisons?" + "&".join(f"component={name}" for name in names))

    assert answer.status_code == 422
    assert answer.json["code"] == ("comparison_size" if count else "payload_invalid")


def test_what_is_hidden_is_not_compared(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    yunling.post("/api/v1/components", {"publisher": "yunling", "name": "secret", **description()})
    address = "/api/v1/comparisons?component=yunling/parking&component=yunling/secret"

    assert registry.anyone.get(address).status_code == 404
    assert yunling.get(address).status_code == 200


# Checking a document


def check(client: Client, content: bytes, content_type: str = "application/yaml") -> Any:
    return client.post("/api/v1/interface-checks", data=content, content_type=content_type)


def test_a_document_is_checked_before_it_is_attached(registry: Registry):
    answer = check(registry.city("yunling"), orjson.dumps(LARGER), "application/json")

    assert answer.status_code == 200
    assert InterfaceCheckSchema().validate(answer.json) == {}
    assert answer.json == {
        "title": "Spots",
        "version": "1.0",
        "operations": ["GET /spots"],
        "comparable": True,
        "problems": [],
    }


def test_mistakes_are_told_with_their_lines(registry: Registry):
    content = b"openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  spots:\n    get: {responses: {}}\n"

    answer = check(registry.city("yunling"), content)

    assert answer.json["comparable"] is False
    (problem,) = answer.json["problems"]
    assert (problem["line"], problem["pointer"], problem["severity"]) == (4, "/paths/spots", "error")
    assert problem["message"] == {"zh": "路径须以 / 开头", "en": "a path begins with /"}


def test_a_check_needs_a_token_a_known_type_and_a_bounded_document(registry: Registry):
    yunling = registry.city("yunling")
    large = b" " * (8 * 1024 * 1024 + 1)

    answers = [
        check(registry.anyone, b"{}"),
        check(yunling, b"{}", "image/png"),
        check(yunling, large),
        check(yunling, b" " * (2 * 1024 * 1024) + b"{}"),
    ]

    assert [answer.status_code for answer in answers] == [401, 415, 413, 200]


# The upgrade inbox


def updates(client: Client) -> Any:
    (update,) = client.get("/api/v1/organisations/haina/updates").json["items"]
    return update


def running(registry: Registry, version: str) -> Client:
    haina = registry.city("haina")
    registry.adoption(haina, "yunling/parking", "approved", "pilot", version=version)
    return haina


def test_the_inbox_tells_the_newest_compatible_version_from_the_newest_that_breaks(registry: Registry):
    parking(registry, v1_2=PLAIN, v1_3=LARGER, v1_4=LARGER, v1_5=SMALLER, v2_0=SMALLER)

    update = updates(running(registry, "1.2"))

    assert update["compatible"] == {"version": "1.4", "verdict": "compatible", "by": "interface"}
    assert update["breaking"] == {"version": "2.0", "verdict": "breaking", "by": "interface"}
    (advice,) = update["advice"]
    assert advice["text"]["zh"] == "落后：已有 2.0；可放心升级到 1.4，2.0 不兼容"
    assert advice["text"]["en"] == "behind: 2.0 is out; 1.4 is compatible, 2.0 breaks"


def test_a_compatible_upgrade_is_computed_for_other_parts_of_the_registry(registry: Registry):
    parking(registry, v1_2=PLAIN, v1_3=LARGER, v2_0=SMALLER)
    registry.app.extensions["registry.comparison"].catch_up()

    with registry.database.reading() as session:
        component = get_component(session, ANONYMOUS, "yunling/parking")
        found = [find_compatible_upgrade(session, component, number) for number in ("1.2", "1.3", "2.0")]

    assert found == ["1.3", None, None]


def test_what_was_compared_once_is_not_compared_again(registry: Registry):
    parking(registry, v1_2=PLAIN, v1_3=LARGER)
    comparer = registry.app.extensions["registry.comparison"]

    assert (comparer.catch_up(), comparer.catch_up()) == (1, 0)


def test_what_older_rules_found_is_found_again(registry: Registry):
    parking(registry, v1_2=PLAIN, v1_3=LARGER)
    with registry.database.reading() as session:
        digests = [artifact.digest for artifact in session.scalars(select(Artifact).order_by(Artifact.id))]
    with registry.database.writing() as session:
        keep_comparison(session, (digests[0], digests[1]), Compared("breaking", [], 7))
        session.execute(update(InterfaceComparison).values(revision=0))

    assert compare(registry, "1.2", "1.3")["verdict"] == "compatible"
    with registry.database.reading() as session:
        (kept,) = session.scalars(select(InterfaceComparison))
        assert (kept.verdict, kept.revision, kept.total) == ("compatible", REVISION, 1)


def test_without_documents_the_inbox_goes_by_the_number_and_says_so(registry: Registry):
    parking(registry, v1_2=None, v1_3=PLAIN, v2_0=None)

    update = updates(running(registry, "1.2"))

    assert update["compatible"] == {"version": "1.3", "verdict": "compatible", "by": "number"}
    assert update["breaking"] == {"version": "2.0", "verdict": "breaking", "by": "number"}


def test_yanked_versions_and_pre_releases_are_no_upgrades(registry: Registry):
    yunling = parking(registry, v1_2=PLAIN, v1_3=LARGER, v1_4=LARGER, v1_5rc1=LARGER)
    yunling.post(f"{PARKING}/1.4/yank", {"reason": "invalid"})

    update = updates(running(registry, "1.2"))

    assert (update["compatible"]["version"], update["breaking"]) == ("1.3", None)


def test_a_document_attached_later_is_followed(registry: Registry):
    yunling = parking(registry, v1_2=PLAIN, v1_3=None)
    haina = running(registry, "1.2")
    before = updates(haina)
    attach(yunling, "1.3", SMALLER)

    after = updates(haina)

    assert (before["compatible"]["by"], before["breaking"]) == ("number", None)
    assert (after["compatible"], after["breaking"]["by"]) == (None, "interface")
