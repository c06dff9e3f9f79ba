"""PUT | GET | POST …/versions/{number}/sboms, …/sboms/{id}, …/sboms/{id}/packages."""

import json
from typing import Any
from uuid import uuid4

from tests.build import Answer, Client, Registry

PLACE = "/api/v1/components/yunling/parking/versions/1.0/sboms"
FILE = f"{PLACE}/bom.cdx.json"
CYCLONEDX = "application/vnd.cyclonedx+json"


def package(name: str, number: str = "1.0", *licenses: str, **more: Any) -> dict[str, Any]:
    choices = [{"license": {"id": license}} for license in licenses]
    return {"type": "library", "name": name, "version": number, **({"licenses": choices} if choices else {}), **more}


def bill(*packages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(packages), **more}


def put(client: Client, document: Any, address: str = FILE, *, media_type: str = CYCLONEDX, **headers: str) -> Answer:
    raw = document if isinstance(document, bytes) else json.dumps(document, indent=1).encode()
    return client.call("PUT", address, data=raw, headers={"Content-Type": media_type, **headers})


def publish(registry: Registry, **described: Any) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", **described)
    return yunling


def test_a_bill_of_materials_is_kept_indexed_and_listed(registry: Registry):
    yunling = publish(registry)
    serial = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"
    inner = package("jansi", "2.4.0", "Apache-2.0")
    outer = package(
        "log4j-core", "2.14.1", "Apache-2.0", group="org.apache.logging.log4j",
        purl="pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1", components=[inner],
    )  # fmt: skip
    document = bill(outer, package("left-pad"), serialNumber=serial)

    answer = put(yunling, document)

    assert answer.status_code == 201, answer.get_data(as_text=True)
    told = answer.json
    assert (told["component"], told["version"], told["filename"]) == ("yunling/parking", "1.0", "bom.cdx.json")
    assert (told["spec_version"], told["serial_number"], told["packages"]) == ("1.6", serial, 3)
    assert registry.anyone.get(answer.headers["Location"]).json == told
    assert registry.anyone.get(PLACE).json["items"] == [told]
    packages = registry.anyone.get(f"{answer.headers['Location']}/packages").json["items"]
    assert [row["package"] for row in packages] == ["log4j-core", "jansi", "left-pad"]
    assert packages[0] == {
        "kind": "library",
        "group": "org.apache.logging.log4j",
        "package": "log4j-core",
        "number": "2.14.1",
        "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
        "licenses": ["Apache-2.0"],
    }
    kept = registry.anyone.get("/api/v1/components/yunling/parking/versions/1.0/artifacts/bom.cdx.json")
    assert json.loads(kept.get_data()) == document


def test_its_packages_come_page_by_page(registry: Registry):
    yunling = publish(registry)
    place = put(yunling, bill(*(package(f"p{number}") for number in range(5)))).headers["Location"]

    first = yunling.get(f"{place}/packages?limit=3").json
    second = yunling.get(f"{place}/packages?limit=3&cursor={first['next']}").json

    assert [row["package"] for row in first["items"] + second["items"]] == ["p0", "p1", "p2", "p3", "p4"]
    assert second["next"] is None


def test_the_same_content_again_is_the_same_under_whatever_name(registry: Registry):
    yunling = publish(registry)
    first = put(yunling, bill(package("a")))

    again = put(yunling, bill(package("a")))
    renamed = put(yunling, bill(package("a")), f"{PLACE}/other.cdx.json", media_type="application/json")
    other = put(yunling, bill(package("b")))
    beside = put(yunling, bill(package("b")), f"{PLACE}/frontend.cdx.json")

    assert (again.status_code, renamed.status_code, beside.status_code) == (200, 200, 201)
    assert again.json == renamed.json == first.json
    assert (other.status_code, other.json["code"]) == (409, "artifact_exists")
    assert len(yunling.get(PLACE).json["items"]) == 2
    assert len(yunling.get("/api/v1/components/yunling/parking/versions/1.0/artifacts").json["items"]) == 2


def test_a_file_that_is_among_the_artifacts_is_indexed_when_asked(registry: Registry):
    yunling = publish(registry)
    artifacts = "/api/v1/components/yunling/parking/versions/1.0/artifacts"
    assert put(yunling, bill(package("a")), f"{artifacts}/bom.json").status_code == 201
    put(yunling, b"no bill at all", f"{artifacts}/notes.txt")

    first, again = (yunling.post(PLACE, {"artifact": "bom.json"}) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert first.json["packages"] == 1
    assert yunling.post(PLACE, {"artifact": "notes.txt"}).json["code"] == "sbom_unreadable"
    assert yunling.post(PLACE, {"artifact": "nothing.json"}).status_code == 404
    assert yunling.post(PLACE, {}).json["errors"][0]["pointer"] == "/artifact"


NAMELESS = {"type": "library"}
DEEP: dict[str, Any] = package("a")
for _ in range(40):
    DEEP = package("a", components=[DEEP])

HOSTILE = [
    (b'{"bomFormat": "CycloneDX", "bomFormat": "CycloneDX"}', 400, "sbom_unreadable"),
    (b'{"bomFormat": "CycloneDX", \xff}', 400, "sbom_unreadable"),
    (b'{"version": NaN}', 400, "sbom_unreadable"),
    (b'{"version": 1e999}', 400, "sbom_unreadable"),
    (b'{"name": "\\ud800"}', 400, "sbom_unreadable"),
    (b"[" * 100_000, 400, "sbom_unreadable"),
    (b"[" * 500 + b"]" * 500, 400, "sbom_unreadable"),
    (bill(DEEP), 400, "sbom_unreadable"),
    (b'"' + b"x" * 5_000_000 + b'"', 415, "sbom_format_unsupported"),
    (b'<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>', 415, "sbom_format_unsupported"),
    ({"spdxVersion": "SPDX-2.3"}, 415, "sbom_format_unsupported"),
    ({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}, 415, "sbom_format_unsupported"),
    (b"SPDXVersion: SPDX-2.3\n", 415, "sbom_format_unsupported"),
    ([], 415, "sbom_format_unsupported"),
    (bill(specVersion="1.2"), 415, "sbom_format_unsupported"),
    (bill(specVersion=1.6), 415, "sbom_format_unsupported"),
    (b'{"bomFormat":"CycloneDX","specVersion":"1.6","components":['
     + b",".join(b'{"type":"file","name":"%d"}' % number for number in range(50_001)) + b"]}", 413, "sbom_too_large"),
]  # fmt: skip


def test_what_is_no_sound_cyclonedx_is_refused_with_a_reason_and_nothing_is_kept(registry: Registry):
    yunling = publish(registry)

    for document, status, code in HOSTILE:
        answer = put(yunling, document)
        assert (answer.status_code, answer.json.get("code")) == (status, code), str(document)[:60]

    assert yunling.get(PLACE).json["items"] == []
    assert yunling.get("/api/v1/components/yunling/parking/versions/1.0/artifacts").json["items"] == []


MISTAKES: list[tuple[list[dict[str, Any]], str, int]] = [
    ([NAMELESS], "/components/0", 5),
    ([package("a"), package("b", kind="x")], "/components/1", 10),
    ([package("a", "1", "Nonsense-1.0")], "/components/0/licenses/0/license/id", 12),
    ([{**package("a"), "type": "thing"}], "/components/0/type", 6),
    ([package("x" * 301)], "/components/0/name", 7),
    ([package("a\u0000b")], "/components/0/name", 7),
    ([package("a", purl="left-pad")], "/components/0/purl", 9),
    ([package("a"), package("a")], "/components", 4),
    ([package("a", **{"bom-ref": "r"}), package("b", **{"bom-ref": "r"})], "/components/1/bom-ref", 15),
]


def test_each_mistake_is_told_with_its_line(registry: Registry):
    yunling = publish(registry)

    for packages, pointer, line in MISTAKES:
        answer = put(yunling, bill(*packages))
        assert (answer.status_code, answer.json["code"]) == (422, "sbom_invalid"), pointer
        (error,) = answer.json["errors"]
        assert (error["pointer"], error["detail"].split(":")[0]) == (pointer, f"Line {line}")


def test_mistakes_are_told_in_chinese_too(registry: Registry):
    yunling = publish(registry)
    yunling.language = "zh"

    answer = put(yunling, bill(NAMELESS))

    assert answer.json["errors"][0]["detail"] == "第 5 行：缺少必填的“name”。"


def test_other_media_types_and_too_long_bodies_are_refused_before_they_are_read(registry: Registry):
    yunling = publish(registry)

    xml = put(yunling, b"<bom/>", media_type="application/vnd.cyclonedx+xml")
    long = put(yunling, b" " * (16 * 1024 * 1024 + 1))
    wrong = put(yunling, bill(), **{"Repr-Digest": "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:"})

    assert (xml.status_code, xml.json["code"]) == (415, "media_type_unsupported")
    assert (long.status_code, long.json["code"]) == (413, "sbom_too_large")
    assert (wrong.status_code, wrong.json["code"]) == (422, "digest_mismatch")
    assert yunling.get(PLACE).json["items"] == []


def test_only_the_publisher_adds_one(registry: Registry):
    publish(registry)
    haina, adopting = registry.city("haina"), registry.client("yunling", "adoption:write")

    assert put(haina, bill()).json["code"] == "not_your_organisation"
    assert put(adopting, bill()).json["code"] == "scope_missing"
    assert put(registry.anyone, bill()).status_code == 401
    assert haina.post(PLACE, {"artifact": "bom.json"}).status_code == 403


def test_what_is_not_there_is_not_found(registry: Registry):
    yunling = publish(registry)

    assert put(yunling, bill(), PLACE.replace("1.0", "9.0") + "/bom.json").status_code == 404
    assert yunling.get(PLACE.replace("1.0", "9.0")).status_code == 404
    assert yunling.get(f"{PLACE}/{uuid4()}").status_code == 404
    assert yunling.get(f"{PLACE}/{uuid4()}/packages").status_code == 404


def test_licences_that_do_not_fit_are_told_conflicts_first_and_why(registry: Registry):
    yunling = publish(registry, license="MulanPSL-2.0")
    packages = [package(f"gnu{number}", "1.0", "GPL-3.0-only") for number in range(25)]
    document = bill(
        package("fine", "1.0", "MIT", "Apache-2.0"),
        package("nameless"),
        package("linked", "3", "LGPL-2.1-only"),
        package("either", "1", licenses=[{"expression": "MIT OR GPL-2.0-only"}]),
        package("both", "1", "MIT", "AGPL-3.0-only"),
        *packages,
    )

    conflicts = put(yunling, document).json["conflicts"]

    assert [(row["license"], row["severity"], row["reason"], row["total"]) for row in conflicts] == [
        ("GPL-3.0-only", "conflict", "copyleft", 25),
        ("AGPL-3.0-only", "conflict", "copyleft", 1),
        ("", "check", "unknown", 1),
        ("LGPL-2.1-only", "check", "linking", 1),
    ]
    assert (len(conflicts[0]["packages"]), conflicts[0]["packages"][0]) == (20, "gnu0 1.0")
    assert "同一许可证" in conflicts[0]["why"]["zh"]


def test_what_was_concluded_counts_instead_of_what_was_declared(registry: Registry):
    choices = [
        {"license": {"id": "GPL-3.0-only", "acknowledgement": "declared"}},
        {"license": {"id": "MIT", "acknowledgement": "concluded"}},
    ]

    answer = put(publish(registry), bill(package("a", "1", licenses=choices)))

    assert answer.json["conflicts"] == []


def test_after_the_component_took_another_licence_sending_it_again_judges_anew(registry: Registry):
    yunling = publish(registry, license="MulanPSL-2.0")
    document = bill(package("gnu", "1.0", "GPL-3.0-only"))
    before = put(yunling, document).json
    component = "/api/v1/components/yunling/parking"
    yunling.patch(component, {"license": "GPL-3.0-only"}, etag=yunling.get(component).headers["ETag"])

    after = put(yunling, document).json

    assert (before["license"], len(before["conflicts"])) == ("MulanPSL-2.0", 1)
    assert (after["license"], after["conflicts"], after["id"]) == ("GPL-3.0-only", [], before["id"])
    types = [event["type"] for event in yunling.get("/api/v1/events?limit=1000").json["items"]]
    assert (types.count("sbom.indexed"), types.count("sbom.judged")) == (1, 1)


def test_each_version_of_the_format_is_read(registry: Registry):
    yunling = publish(registry)

    for version in ("1.4", "1.5", "1.6", "1.7"):
        answer = put(yunling, bill(package("a", "1", "MIT"), specVersion=version), f"{PLACE}/{version}.cdx.json")
        assert (answer.status_code, answer.json["spec_version"]) == (201, version)
