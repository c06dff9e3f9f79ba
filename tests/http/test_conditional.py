"""ETag, If-None-Match, If-Match: 304, 412, 428."""

import pytest

from tests.build import Client, Registry

ADDRESS = "/api/v1/components/yunling/parking"

READS = (
    "/api/v1/organisations",
    "/api/v1/organisations/yunling",
    "/api/v1/organisations/yunling/classes",
    "/api/v1/divisions",
    "/api/v1/clusters",
    "/api/v1/taxonomies",
    "/api/v1/components",
    "/api/v1/components?q=停车&facets=domain",
    "/api/v1/components/suggestions?q=停",
    ADDRESS,
    f"{ADDRESS}/reuse",
    f"{ADDRESS}/checklist",
    f"{ADDRESS}/versions",
    f"{ADDRESS}/versions/1.0",
    f"{ADDRESS}/versions/latest",
    f"{ADDRESS}/versions/1.0/dependencies",
    f"{ADDRESS}/dependents",
    "/api/v1/events",
)


def publish(registry: Registry) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    return yunling


def test_every_read_has_a_strong_tag_and_is_not_sent_again(registry: Registry):
    publish(registry)

    for address in READS:
        first = registry.anyone.get(address)
        etag = first.headers["ETag"]
        assert etag.startswith('"') and len(etag) > 10, address
        for known in (etag, f'"other", W/{etag}', "*"):
            again = registry.anyone.get(address, headers={"If-None-Match": known})
            assert (again.status_code, again.get_data(), again.headers["ETag"]) == (304, b"", etag), (address, known)
        other = registry.anyone.get(address, headers={"If-None-Match": '"other"'})
        assert (other.status_code, other.get_data()) == (200, first.get_data()), address


def test_a_head_is_a_get_without_its_body(registry: Registry):
    publish(registry)

    head, get = registry.anyone.call("HEAD", ADDRESS), registry.anyone.get(ADDRESS)

    assert (head.status_code, head.get_data(), head.headers["ETag"]) == (200, b"", get.headers["ETag"])


def test_what_one_caller_may_see_is_not_another_ones_to_keep(registry: Registry):
    yunling = publish(registry)

    answer = yunling.get(ADDRESS)

    assert "Authorization" in answer.headers["Vary"]
    assert "private" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_change_without_if_match_is_a_428(registry: Registry, method: str):
    yunling = publish(registry)

    answer = yunling.call(method, ADDRESS, {} if method == "PATCH" else None)

    assert (answer.status_code, answer.json["code"]) == (428, "if_match_required")
    assert yunling.get(ADDRESS).status_code == 200


@pytest.mark.parametrize("tag", ['"stale"', 'W/"stale"', "nonsense"])
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_change_built_on_another_state_is_a_412(registry: Registry, method: str, tag: str):
    yunling = publish(registry)

    answer = yunling.call(method, ADDRESS, {} if method == "PATCH" else None, headers={"If-Match": tag})

    assert (answer.status_code, answer.json["code"]) == (412, "stale")
    assert yunling.get(ADDRESS).status_code == 200


def test_of_two_changes_on_the_same_state_the_second_is_refused(registry: Registry):
    yunling = publish(registry)
    etag = yunling.get(ADDRESS).headers["ETag"]

    first = yunling.patch(ADDRESS, {"tags": ["first"]}, etag=etag)
    second = yunling.patch(ADDRESS, {"tags": ["second"]}, etag=etag)

    assert (first.status_code, second.status_code) == (200, 412)
    assert yunling.get(ADDRESS).json["tags"] == ["first"]


def test_a_weak_tag_never_matches_a_change(registry: Registry):
    yunling = publish(registry)
    etag = yunling.get(ADDRESS).headers["ETag"]

    assert yunling.patch(ADDRESS, {"tags": ["x"]}, etag=f"W/{etag}").status_code == 412
