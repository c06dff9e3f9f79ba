"""POST /components/{publisher}/{name}/versions/{number}/references."""

from typing import Any

from tests.build import Client, Registry

PLACE = "/api/v1/components/yunling/parking/versions/1.0"
ADDRESS = f"{PLACE}/references"
DIGEST = "ab" * 32
IMAGE = {
    "filename": "parking-image",
    "role": "image",
    "location": f"registry.example/city/parking:1.0@sha256:{DIGEST}",
    "digest": f"sha256:{DIGEST}",
}


def publisher(registry: Registry) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    return yunling


def test_what_is_kept_elsewhere_stands_among_the_artifacts_and_in_the_next_manifest(registry: Registry):
    yunling = publisher(registry)

    answer = yunling.post(ADDRESS, {**IMAGE, "size": 1024, "media_type": "application/vnd.oci.image.index.v1+json"})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{PLACE}/artifacts/parking-image"
    assert registry.anyone.get(f"{PLACE}/artifacts").json["items"] == [answer.json]
    listed = registry.anyone.get(f"{PLACE}/manifests/latest").json
    assert listed["manifest"] == answer.json["manifest"] == 2
    assert [row["location"] for row in listed["artifacts"]] == [IMAGE["location"]]
    assert {name: answer.json[name] for name in IMAGE} == IMAGE
    assert (answer.json["size"], answer.json["scan"], answer.json["removed"]) == (1024, None, None)


def test_each_form_of_location_has_its_media_type(registry: Registry):
    yunling, octets = publisher(registry), "application/octet-stream"
    forms = {
        IMAGE["location"]: "application/vnd.oci.image.manifest.v1+json",
        f"git+https://git.example/parking.git@v1.0#{'1f' * 20}": octets,
        "pkg:pypi/parking@1.0": octets,
        "https://files.example/parking-1.0.zip": octets,
    }

    for nth, (location, media_type) in enumerate(forms.items()):
        answer = yunling.post(ADDRESS, {**IMAGE, "filename": f"{nth}.zip", "location": location})

        assert (answer.status_code, answer.json["media_type"]) == (201, media_type), location


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"location": "http://files.example/a.zip"}, "/location"),
    ({"location": "registry.example/parking:1.0"}, "/location"),
    ({"location": "x" * 1001}, "/location"),
    ({"digest": f"sha256:{'cd' * 32}"}, "/digest"),
    ({"digest": DIGEST}, "/digest"),
    ({"digest": f"sha256:{DIGEST.upper()}"}, "/digest"),
    ({"digest": None}, "/digest"),
    ({"filename": "../parking"}, "/filename"),
    ({"filename": "a/b"}, "/filename"),
    ({"filename": ""}, "/filename"),
    ({"role": "virus"}, "/role"),
    ({"size": -1}, "/size"),
    ({"size": 1.5}, "/size"),
    ({"media_type": "not a type"}, "/media_type"),
    ({"url": "https://files.example/a.zip"}, "/url"),
]


def test_a_wrong_field_is_named_and_nothing_is_added(registry: Registry):
    yunling = publisher(registry)

    for change, pointer in WRONG:
        answer = yunling.post(ADDRESS, {**IMAGE, **change})

        assert (answer.status_code, [error["pointer"] for error in answer.json["errors"]]) == (422, [pointer]), change
    assert yunling.get(f"{PLACE}/artifacts").json["items"] == []
    assert yunling.get(f"{PLACE}/manifests/latest").json["manifest"] == 1


def test_a_name_is_given_once_in_whatever_capitals(registry: Registry):
    yunling = publisher(registry)
    yunling.post(ADDRESS, IMAGE)

    again = [yunling.post(ADDRESS, {**IMAGE, "filename": name}) for name in ("parking-image", "Parking-IMAGE")]

    assert [(answer.status_code, answer.json["code"]) for answer in again] == [(409, "artifact_exists")] * 2
    assert yunling.get(f"{PLACE}/manifests/latest").json["manifest"] == 2


def test_fetching_it_here_says_where_it_is(registry: Registry):
    publisher(registry).post(ADDRESS, IMAGE)

    answer = registry.anyone.get(f"{PLACE}/artifacts/parking-image")

    assert answer.status_code == 404
    assert IMAGE["location"] in answer.json["detail"]


def test_only_the_publisher_adds_to_a_version(registry: Registry):
    publisher(registry)
    weak = registry.client("yunling", "adoption:write")

    for outsider, status in (
        (registry.anyone, 401),
        (registry.city("haina"), 403),
        (weak, 403),
        (registry.entity(), 403),
    ):
        assert outsider.post(ADDRESS, IMAGE).status_code == status
    assert registry.city("haina").post(ADDRESS.replace("parking", "nothing"), IMAGE).status_code == 404
    assert registry.city("yunling").post(ADDRESS.replace("1.0", "9.9"), IMAGE).status_code == 404


def test_everybody_learns_of_it(registry: Registry):
    publisher(registry).post(ADDRESS, IMAGE)

    [told] = registry.anyone.get("/api/v1/events?types=artifact.added").json["items"]

    assert told["subject"] == "yunling/parking/versions/1.0/artifacts/parking-image"
    assert (told["data"]["digest"], told["data"]["manifest"]) == (IMAGE["digest"], 2)
