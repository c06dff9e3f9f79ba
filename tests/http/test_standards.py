"""GET | POST /standards, GET | PATCH /standards/{slug}, and the standards that come with the service."""

from importlib.resources import files

import orjson
import pytest
from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from registry.standards.queries import find_standard
from tests.build import Registry

ADDRESS = "/api/v1/standards"
NEW = {
    "code": "DB99/T 1024-2025",
    "title": {"zh": "示例地方标准", "en": "A made-up local standard"},
    "scope": {"zh": "示例范围。"},
    "kind": "local",
    "issuer": {"zh": "示例省市场监管局"},
    "in_force_on": "2025-06-01",
    "domains": ["A4"],
}


def codes(registry: Registry, query: str) -> list[str]:
    answer = registry.anyone.get(f"{ADDRESS}?{query}&limit=100")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [item["code"] for item in answer.json["items"]]


def test_an_administrator_enters_a_standard_under_the_address_of_its_code(registry: Registry):
    answer = registry.administrator().post(ADDRESS, NEW)

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert answer.headers["Location"] == f"{ADDRESS}/db99-t-1024-2025"
    read = registry.anyone.get(answer.headers["Location"])
    assert read.json == answer.json
    assert read.headers["ETag"] == answer.headers["ETag"]
    assert (read.json["status"], read.json["published_on"], read.json["url"]) == ("in_force", None, None)


@pytest.mark.parametrize("code", ["GB/T 22239-2019", "gb/t22239—2019", "GBT 22239-2019"])
def test_a_standard_is_entered_once_however_it_is_spelled(registry: Registry, code: str):
    answer = registry.administrator().post(ADDRESS, {**NEW, "code": code})

    assert (answer.status_code, answer.json["code"]) == (409, "standard_taken")
    assert "GB/T 22239-2019" in answer.json["detail"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"code": "——"}, "/code"),
        ({"code": "标准"}, "/code"),
        ({"title": {}}, "/title"),
        ({"kind": "secret"}, "/kind"),
        ({"status": "old"}, "/status"),
        ({"domains": ["A1", "Z9"]}, "/domains/1"),
        ({"replaced_by": "GB/T 99999"}, "/replaced_by"),
        ({"replaced_by": "DB99/T 1024-2025"}, "/replaced_by"),
        ({"url": "ftp://example.org"}, "/url"),
        ({"in_force_on": "2025-02-30"}, "/in_force_on"),
        ({"slug": "mine"}, "/slug"),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    answer = registry.administrator().post(ADDRESS, {**NEW, **change})

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_only_administrators_keep_the_catalogue_of_standards(registry: Registry):
    tag = registry.anyone.get(f"{ADDRESS}/gb-t-22239-2019").headers["ETag"]

    for outsider in (registry.city("yunling"), registry.entity(), registry.assessor()):
        assert outsider.post(ADDRESS, NEW).status_code == 403
        assert outsider.patch(f"{ADDRESS}/gb-t-22239-2019", {"kind": "local"}, etag=tag).status_code == 403
    assert registry.anyone.post(ADDRESS, NEW).status_code == 401


def test_what_is_said_of_a_standard_changes_under_the_tag_of_the_last_read(registry: Registry):
    national = registry.administrator()
    first = national.post(ADDRESS, NEW)
    address, tag = first.headers["Location"], first.headers["ETag"]

    changed = national.patch(address, {"status": "withdrawn", "in_force_on": None}, etag=tag)
    stale = national.patch(address, {"status": "draft"}, etag=tag)

    assert (changed.status_code, changed.json["status"], changed.json["in_force_on"]) == (200, "withdrawn", None)
    assert changed.json["issuer"] == NEW["issuer"]
    assert (stale.status_code, stale.json["code"]) == (412, "stale")
    assert national.patch(address, {"status": "draft"}).status_code == 428
    assert national.patch(address, {"code": "X 1"}, etag=changed.headers["ETag"]).status_code == 422


def test_a_standard_shows_the_whole_chain_of_what_replaced_it(registry: Registry):
    national = registry.administrator()
    for year in ("2026", "2027"):
        assert national.post(ADDRESS, {**NEW, "code": f"DB99/T 1024-{year}"}).status_code == 201
    old = national.post(ADDRESS, {**NEW, "replaced_by": "DB99/T 1024-2026", "status": "superseded"})
    middle = f"{ADDRESS}/db99-t-1024-2026"
    tag = national.get(middle).headers["ETag"]

    changed = national.patch(middle, {"replaced_by": "db99t1024-2027", "status": "superseded"}, etag=tag)

    assert changed.status_code == 200, changed.get_data(as_text=True)
    assert old.json["successors"] == ["db99-t-1024-2026"]
    read = registry.anyone.get(old.headers["Location"]).json
    assert read["successors"] == ["db99-t-1024-2026", "db99-t-1024-2027"]
    last = f"{ADDRESS}/db99-t-1024-2027"
    circle = national.patch(last, {"replaced_by": "DB99/T 1024-2025"}, etag=national.get(last).headers["ETag"])
    assert [error["pointer"] for error in circle.json["errors"]] == ["/replaced_by"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=28181", {"GB/T 28181-2022", "GB/T 28181-2016"}),
        ("q=GB/T28181", {"GB/T 28181-2022", "GB/T 28181-2016"}),
        ("q=gbt 28181 2022", {"GB/T 28181-2022"}),
        ("q=28181&status=in_force", {"GB/T 28181-2022"}),
        ("q=密码 算法", {"GB/T 32918", "GB/T 32905-2016", "GB/T 32907-2016"}),
        ("q=MQTT", {"ISO/IEC 20922:2016"}),
        ("q=transit feed", {"GTFS"}),
        ("q=nothing-like-it", set()),
        ("q=%25", set()),
        ("kind=local", set()),
    ],
)
def test_the_list_narrows(registry: Registry, query: str, found: set):
    expected = found if query != "q=密码 算法" else {"GB/T 32905-2016", "GB/T 32907-2016", "GB/T 32918"}

    assert expected <= set(codes(registry, query)) if "密码" in query else set(codes(registry, query)) == expected


def test_the_list_goes_by_page_and_by_domain(registry: Registry):
    registry.administrator().post(ADDRESS, NEW)
    first = registry.anyone.get(f"{ADDRESS}?domain=A4&limit=2").json

    second = registry.anyone.get(f"{ADDRESS}?domain=A4&limit=2&cursor={first['next']}").json

    found = [item["slug"] for item in first["items"] + second["items"]]
    assert found == sorted(found)
    assert {"db99-t-1024-2025", "gb-25280-2016", "gtfs"} <= set(found)


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("GB/T 28181", "GB/T 28181-2022"),
        ("gbt28181", "GB/T 28181-2022"),
        ("GB/T 28181-2016", "GB/T 28181-2016"),
        ("GB/T 28181—2022", "GB/T 28181-2022"),
        ("HL7 FHIR", "HL7 FHIR R4"),
        ("iso/iec 20922", "ISO/IEC 20922:2016"),
        ("GB/T 28181-1999", None),
        ("GB/T 2818", None),
        ("", None),
    ],
)
def test_a_code_in_any_spelling_finds_its_standard_and_without_a_year_the_one_in_force(
    session: Session, spelling: str, code: str | None
):
    found = find_standard(session, spelling)

    assert (found.code if found else None) == code


def test_every_standard_that_the_demonstration_names_is_in_the_catalogue(session: Session):
    text = files("registry").joinpath("data/demonstration/components.yaml").read_text(encoding="utf-8")
    named = {code for entry in YAML(typ="safe").load(text)["components"] for code in entry.get("standards", ())}

    assert len(named) > 15
    assert [code for code in named if find_standard(session, code) is None] == []


def test_the_shipped_standards_are_told_in_both_languages_and_lead_to_each_other():
    shipped = orjson.loads(files("registry").joinpath("data/standards.json").read_bytes())["standards"]

    for entry in shipped:
        assert all(entry[field]["zh"] and entry[field]["en"] for field in ("title", "scope", "issuer")), entry["code"]
        assert (entry["status"] == "superseded") == (entry["replaced_by"] is not None), entry["code"]
    assert len({entry["code"] for entry in shipped}) == len(shipped) > 45
