"""PATCH /organisations/{slug}: name, profile, size band."""

import pytest

from tests.build import Registry

YUNLING = "/api/v1/organisations/yunling"
PROFILE = {
    "about": {"zh": "沿海制造业城市", "en": "A coastal city that makes things"},
    "links": [{"title": "门户网站", "url": "https://yunling.example.org"}],
    "genes": {"economy": ["制造业", "港口"], "geography": ["沿海"]},
}


def tag_of(registry: Registry, address: str = YUNLING) -> str:
    return registry.anyone.get(address).headers["ETag"]


def test_a_city_describes_itself_and_the_document_has_a_new_tag(registry: Registry):
    yunling = registry.city("yunling")
    before = tag_of(registry)

    answer = yunling.patch(YUNLING, {"profile": PROFILE, "size_band": "large_2"}, etag=before)

    assert answer.status_code == 200
    assert answer.headers["ETag"] != before
    read = registry.anyone.get(YUNLING).json
    assert (read["profile"], read["size_band"]) == (PROFILE, "large_2")
    assert read["name"] == {"zh": "示例·yunling", "en": "Demo yunling"}


def test_a_patch_merges_and_null_removes(registry: Registry):
    yunling = registry.city("yunling")
    yunling.patch(YUNLING, {"profile": PROFILE, "size_band": "large_2"}, etag=tag_of(registry))

    change = {"profile": {"links": None, "genes": {"economy": ["旅游业"]}}, "size_band": None}
    answer = yunling.patch(YUNLING, change, etag=tag_of(registry))

    expected = {"about": PROFILE["about"], "genes": {"economy": ["旅游业"], "geography": ["沿海"]}}
    assert (answer.json["profile"], answer.json["size_band"]) == (expected, None)


def test_a_stale_or_missing_tag_is_refused(registry: Registry):
    yunling = registry.city("yunling")
    old = tag_of(registry)
    yunling.patch(YUNLING, {"size_band": "medium"}, etag=old)

    assert yunling.patch(YUNLING, {"size_band": "town"}, etag=old).status_code == 412
    assert yunling.patch(YUNLING, {"size_band": "town"}).status_code == 428


@pytest.mark.parametrize("change", [{"division_code": "110000"}, {"uscc": "91350211M000100Y46"}])
def test_division_and_credit_code_are_the_administrators(registry: Registry, change: dict):
    yunling, national = registry.city("yunling"), registry.administrator()
    national.post("/api/v1/divisions", {"code": "110000", "name": "示例", "kind": "province"})

    refused = yunling.patch(YUNLING, change, etag=tag_of(registry))
    done = national.patch(YUNLING, change, etag=tag_of(registry))
    after = yunling.patch(YUNLING, {"size_band": "medium"}, etag=tag_of(registry))

    assert (refused.status_code, refused.json["code"]) == (403, "scope_missing")
    assert done.status_code == after.status_code == 200
    assert {key: after.json[key] for key in change} == change


def test_nobody_describes_another(registry: Registry):
    registry.organisation("yunling")
    tag = tag_of(registry)

    other = registry.city("haina").patch(YUNLING, {"size_band": "medium"}, etag=tag)
    weak = registry.client("yunling", "catalogue:write").patch(YUNLING, {"size_band": "medium"}, etag=tag)
    nobody = registry.anyone.patch(YUNLING, {"size_band": "medium"}, etag=tag)

    assert [answer.status_code for answer in (other, weak, nobody)] == [403, 403, 401]
    assert tag_of(registry) == tag


def test_a_draft_is_the_administrators_to_correct(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    yunling.post("/api/v1/organisations/drafts", {"slug": "jiangyu", "kind": "city", "name": {"zh": "江与市"}})
    address = "/api/v1/organisations/jiangyu"

    refused = yunling.patch(address, {"name": {"zh": "江屿市"}}, etag=tag_of(registry, address))
    done = national.patch(address, {"name": {"zh": "江屿市"}}, etag=tag_of(registry, address))

    assert refused.status_code == 403
    assert (done.status_code, done.json["name"], done.json["status"]) == (200, {"zh": "江屿市"}, "draft")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"name": None}, "/name"),
        ({"name": {"zh": " "}}, "/name/zh"),
        ({"profile": {"about": {"it": "Monte"}}}, "/profile/about"),
        ({"profile": {"links": [{"url": "https://example.org"}]}}, "/profile/links/0/title"),
        ({"profile": {"genes": {"economy": ["x" * 41]}}}, "/profile/genes/economy/0"),
        ({"profile": {"genes": {"economy": [f"word {n}" for n in range(13)]}}}, "/profile/genes/economy"),
        ({"slug": "other"}, "/slug"),
        ({"status": "merged"}, "/status"),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    yunling = registry.city("yunling")

    answer = yunling.patch(YUNLING, change, etag=tag_of(registry))

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json["errors"]}


def test_a_new_name_is_found_at_once_for_the_organisation_and_for_its_components(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")

    yunling.patch(YUNLING, {"name": {"zh": "云上之城", "en": "Cloudtown"}}, etag=tag_of(registry))

    assert [hit["slug"] for hit in yunling.get("/api/v1/organisations?q=云上之城").json["items"]] == ["yunling"]
    assert [hit["name"] for hit in yunling.get("/api/v1/components?q=Cloudtown").json["items"]] == ["parking"]


def test_registering_takes_profile_and_size_band_too(registry: Registry):
    body = {"slug": "haina", "kind": "city", "name": {"zh": "海纳市"}, "profile": PROFILE, "size_band": "town"}

    answer = registry.administrator().post("/api/v1/organisations", body)

    assert (answer.status_code, answer.json["profile"], answer.json["size_band"]) == (201, PROFILE, "town")
