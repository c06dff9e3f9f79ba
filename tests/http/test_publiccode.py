"""POST /publiccode: import is lenient, the raw file is kept, the last good one stays."""

import pytest
from ruamel.yaml import YAML
from sqlalchemy import select

from registry.catalogue.models import PubliccodeFile
from tests.build import Client, Registry

ADDRESS = "/api/v1/publiccode"

GOOD = """publiccodeYmlVersion: "0"
name: Smart Parking
url: https://example.org/parking.git
softwareVersion: "{version}"
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  en:
    shortDescription: {short}
    longDescription: {long}
    features: [Finds a space]
legal:
  license: MulanPSL-2.0
maintenance:
  type: none
localisation:
  localisationReady: true
  availableLanguages: [en]
"""


def good(version: str = "1.0", short: str = "Brings every car park into one network") -> bytes:
    return GOOD.format(version=version, short=short, long="Long. " * 30).encode()


def bad(short: str = "A worse text") -> bytes:
    """In error (no maintenance), but readable."""
    return good("1.0", short).replace(b"maintenance:\n  type: none\n", b"")


def send(client: Client, raw: bytes, **options: object):
    return client.call("POST", ADDRESS, data=raw, headers={"Content-Type": "application/yaml"}, **options)


def test_a_good_file_becomes_a_listed_component_with_its_version(registry: Registry):
    yunling = registry.city("yunling")

    answer = send(yunling, good())

    assert (answer.status_code, answer.json["verdict"]) == (201, "valid")
    assert answer.headers["Location"] == "/api/v1/components/yunling/smart-parking"
    read = registry.anyone.get("/api/v1/components/yunling/smart-parking").json
    assert (read["status"], read["latest_version"], read["license"]) == ("listed", "1.0", "MulanPSL-2.0")
    assert [item["name"] for item in yunling.get("/api/v1/components?q=car park").json["items"]] == ["smart-parking"]


def test_the_same_file_again_updates_its_component_and_publishes_the_new_version(registry: Registry):
    yunling = registry.city("yunling")
    send(yunling, good("1.0"))

    answer = send(yunling, good("1.1", "A better text"))

    assert (answer.status_code, answer.json["component"]) == (200, "yunling/smart-parking")
    read = registry.anyone.get("/api/v1/components/yunling/smart-parking").json
    assert (read["latest_version"], read["summary"]["en"]) == ("1.1", "A better text")


def test_what_is_wrong_is_told_by_line_and_key(registry: Registry):
    raw = good().replace(b"developmentStatus: stable", b"developmentStatus: finished")

    answer = send(registry.city("yunling"), raw)

    told = {(found["key"], found["line"], found["severity"]) for found in answer.json["diagnostics"]}
    assert answer.json["verdict"] == "invalid"
    assert ("developmentStatus", 6, "error") in told


def test_the_last_good_file_stays_however_many_bad_ones_follow(registry: Registry):
    yunling = registry.city("yunling")
    send(yunling, good())

    for _ in range(3):
        assert send(yunling, bad()).json["verdict"] == "invalid"

    read = registry.anyone.get("/api/v1/components/yunling/smart-parking").json
    assert read["summary"]["en"] == "Brings every car park into one network"


def test_a_good_file_follows_upon_bad_ones(registry: Registry):
    yunling = registry.city("yunling")
    for raw in (bad("First"), bad("Second"), good("1.0", "Good at last")):
        send(yunling, raw)

    read = registry.anyone.get("/api/v1/components/yunling/smart-parking").json
    assert read["summary"]["en"] == "Good at last"


@pytest.mark.parametrize(
    "raw", [b"", b"]", b"name: 'open\nurl: x", b"\xff\xfe\x00", b"- 1\n- 2\n", "名称：停车".encode()]
)
def test_a_file_that_cannot_be_read_is_kept_with_its_diagnosis_and_refused_never(registry: Registry, raw: bytes):
    answer = send(registry.city("yunling"), raw)

    assert (answer.status_code, answer.json["component"], answer.json["verdict"]) == (200, None, "invalid")
    assert answer.json["diagnostics"]
    with registry.database.reading() as session:
        assert session.scalars(select(PubliccodeFile.raw)).all() == [raw]


def test_every_file_is_kept_as_it_came(registry: Registry):
    yunling = registry.city("yunling")
    files = [good(), bad(), good("2.0")]

    for raw in files:
        send(yunling, raw)

    with registry.database.reading() as session:
        assert session.scalars(select(PubliccodeFile.raw).order_by(PubliccodeFile.id)).all() == files


def test_the_same_url_of_another_publisher_is_another_component(registry: Registry):
    send(registry.city("yunling"), good())

    answer = send(registry.city("haina"), good())

    assert (answer.status_code, answer.json["component"]) == (201, "haina/smart-parking")


def test_a_file_whose_component_was_removed_becomes_a_new_one(registry: Registry):
    yunling = registry.city("yunling")
    send(yunling, good())
    old = "/api/v1/components/yunling/smart-parking"
    assert yunling.delete(old, etag=yunling.get(old).headers["ETag"]).status_code == 204

    answer = send(yunling, good())

    assert (answer.status_code, answer.json["component"]) == (201, "yunling/smart-parking-2")
    assert registry.anyone.get(old).status_code == 410


def test_a_file_of_a_retired_component_is_kept_and_publishes_nothing(registry: Registry):
    yunling = registry.city("yunling")
    send(yunling, good())
    yunling.post("/api/v1/components/yunling/smart-parking/retirement")

    answer = send(yunling, good("2.0"))

    assert answer.status_code == 200
    assert registry.anyone.get("/api/v1/components/yunling/smart-parking").json["latest_version"] == "1.0"


def test_a_city_imports_for_itself_only(registry: Registry):
    registry.city("haina")

    answer = send(registry.city("yunling"), good(), query_string={"publisher": "haina"})

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


def test_another_type_than_yaml_is_a_415(registry: Registry):
    answer = registry.city("yunling").post(ADDRESS, {"name": "x"})

    assert (answer.status_code, answer.json["code"]) == (415, "media_type_unsupported")


def test_what_a_file_depends_on_comes_with_its_version_and_goes_out_again(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "maps", "1.2")
    depends = """
dependsOn:
  open:
    - {name: yunling/maps, versionMin: "1.2"}
    - {name: PostgreSQL, versionMin: "12", versionMax: "16"}
    - {name: yunling/nothing-here}
  hardware:
    - {name: NFC reader, optional: true}
"""
    file = (
        f'name: Parking\nurl: https://example.org/parking\nsoftwareVersion: "2.0"\nlegal: {{license: MIT}}\n{depends}'
    )

    imported = yunling.call(
        "POST", "/api/v1/publiccode", data=file.encode(), headers={"Content-Type": "application/yaml"}
    )
    component = imported.json["component"]
    version = registry.anyone.get(f"/api/v1/components/{component}/versions/2.0").json
    exported = registry.anyone.get(f"/api/v1/publiccode/{component}").get_data(as_text=True)

    assert version["requires"] == [{"component": "yunling/maps", "specifier": ">=1.2"}]
    assert [
        (thing["name"], thing["kind"], thing["specifier"], thing["is_optional"])
        for thing in version["external_requirements"]
    ] == [
        ("PostgreSQL", "open", "<17,>=12", False),
        ("yunling/nothing-here", "open", "", False),
        ("NFC reader", "hardware", "", True),
    ]
    written = YAML(typ="safe").load(exported)["dependsOn"]
    assert written["open"][1] == {"name": "PostgreSQL", "versionMin": "12", "versionMax": "16"}
    assert written["hardware"] == [{"name": "NFC reader", "optional": True}]


def test_a_file_that_would_close_a_circle_is_taken_without_it(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "maps", "1.0")
    headers = {"Content-Type": "application/yaml"}
    file = 'name: Parking\nurl: https://example.org/parking\nsoftwareVersion: "{}"\nlegal: {{license: MIT}}\n'
    component = yunling.call("POST", "/api/v1/publiccode", data=file.format("1.0").encode(), headers=headers).json[
        "component"
    ]
    registry.version(yunling, "yunling/maps", "2.0", requires=[{"component": component}])

    answer = yunling.call(
        "POST",
        "/api/v1/publiccode",
        data=(file.format("2.0") + "dependsOn: {open: [{name: yunling/maps}]}\n").encode(),
        headers=headers,
    )
    version = registry.anyone.get(f"/api/v1/components/{component}/versions/2.0").json

    assert answer.status_code == 200
    assert version["requires"] == []
    assert version["external_requirements"][0]["name"] == "yunling/maps"
