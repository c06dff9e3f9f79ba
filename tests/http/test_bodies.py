"""Bodies on the wire: 400, 413, 415, and what a lenient parser would have let through."""

import pytest

from tests.build import Registry

ADDRESS = "/api/v1/components"


def post_raw(registry: Registry, raw: bytes, content_type: str | None = "application/json", method: str = "POST"):
    headers = {} if content_type is None else {"Content-Type": content_type}
    address = ADDRESS if method == "POST" else f"{ADDRESS}/yunling/parking"
    return registry.city("yunling").call(method, address, data=raw, headers=headers)


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/x-www-form-urlencoded", "text/json", "x"])
def test_another_type_than_json_is_a_415(registry: Registry, content_type: str | None):
    answer = post_raw(registry, b"{}", content_type)

    assert (answer.status_code, answer.json["code"]) == (415, "media_type_unsupported")


@pytest.mark.parametrize("content_type", ["application/json", "application/merge-patch+json"])
def test_a_patch_is_a_merge_patch_or_plain_json(registry: Registry, content_type: str):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    headers = {"Content-Type": content_type, "If-Match": yunling.get(f"{ADDRESS}/yunling/parking").headers["ETag"]}

    answer = yunling.call("PATCH", f"{ADDRESS}/yunling/parking", data=b'{"tags":["x"]}', headers=headers)

    assert (answer.status_code, answer.json["tags"]) == (200, ["x"])


def test_a_merge_patch_type_is_for_patches_only(registry: Registry):
    assert post_raw(registry, b"{}", "application/merge-patch+json").status_code == 415


def test_a_body_above_a_mebibyte_is_a_413(registry: Registry):
    answer = post_raw(registry, b'{"name":"' + b"x" * 1024 * 1024 + b'"}')

    assert (answer.status_code, answer.json["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"{'name': 1}",
        b'{"name": NaN}',
        b'{"name": Infinity}',
        b'{"name": 1, "name": 2}',
        b'{"name": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b"[" * 100 + b"]" * 100,
        b'{"name": "\xff"}',
        '{"name": 1}'.encode("utf-16"),
    ],
    ids=range(11),
)
def test_a_body_that_is_no_strict_json_is_a_400(registry: Registry, raw: bytes):
    answer = post_raw(registry, raw)

    assert (answer.status_code, answer.json["code"]) == (400, "body_unreadable")


@pytest.mark.parametrize("raw", [b"[]", b"null", b'"text"', b"7"])
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_body_that_is_no_object_is_a_422(registry: Registry, raw: bytes, method: str):
    registry.component(registry.city("yunling"), "parking")

    assert post_raw(registry, raw, method=method).status_code == 422
