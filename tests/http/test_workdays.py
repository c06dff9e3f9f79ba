"""GET | POST /workdays, GET | PUT | DELETE /workdays/{day}."""

import pytest

from tests.build import Answer, Client, Registry

ADDRESS = "/api/v1/workdays"
HOLIDAY = {"is_working": False, "name": {"zh": "国庆节", "en": "National Day"}}
CALENDAR = "day,is_working,name_zh,name_en\n2026-10-01,休,国庆节,National Day\n2026-10-10,班,调休,\n"


def put(client: Client, day: str, tag: str | None = None, **changes: object) -> Answer:
    headers = {"If-None-Match": "*"} if tag is None else {"If-Match": tag}
    return client.call("PUT", f"{ADDRESS}/{day}", {**HOLIDAY, **changes}, headers=headers)


def upload(client: Client, text: str) -> Answer:
    return client.call("POST", ADDRESS, data=text.encode(), headers={"Content-Type": "text/csv"})


def test_nothing_is_shipped(registry: Registry):
    assert registry.anyone.get(ADDRESS).json == {"items": [], "next": None}


def test_an_administrator_enters_changes_and_removes_a_day(registry: Registry):
    national = registry.administrator()

    entered = put(national, "2026-10-01")
    changed = put(national, "2026-10-01", entered.headers["ETag"], is_working=True)
    read = registry.anyone.get(f"{ADDRESS}/2026-10-01")
    removed = national.delete(f"{ADDRESS}/2026-10-01", etag=read.headers["ETag"])

    assert (entered.status_code, entered.headers["Location"]) == (201, f"{ADDRESS}/2026-10-01")
    assert (changed.status_code, changed.json["is_working"]) == (200, True)
    assert read.json == {"day": "2026-10-01", **HOLIDAY, "is_working": True}
    assert (removed.status_code, registry.anyone.get(f"{ADDRESS}/2026-10-01").status_code) == (204, 404)
    told = registry.anyone.get("/api/v1/events?after=0&types=workday.changed").json["items"]
    assert [event["data"]["is_working"] for event in told] == [False, True, None]


def test_a_change_builds_on_what_was_read(registry: Registry):
    national = registry.administrator()
    put(national, "2026-10-01")

    again = put(national, "2026-10-01")
    stale = put(national, "2026-10-01", '"else"')
    untold = national.call("PUT", f"{ADDRESS}/2026-10-01", HOLIDAY)
    missing = put(national, "2026-10-02", '"else"')

    assert (again.status_code, again.json["code"]) == (409, "day_entered_already")
    assert (stale.status_code, untold.status_code, missing.status_code) == (412, 428, 404)


def test_days_are_listed_in_order_and_between_two_days(registry: Registry):
    national = registry.administrator()
    for day in ("2026-10-02", "2026-01-01", "2026-10-01"):
        put(national, day)

    listed = registry.anyone.get(f"{ADDRESS}?from=2026-02-01&to=2026-10-01").json["items"]
    first = registry.anyone.get(f"{ADDRESS}?limit=2").json
    rest = registry.anyone.get(f"{ADDRESS}?limit=2&cursor={first['next']}").json

    assert [entry["day"] for entry in listed] == ["2026-10-01"]
    assert [entry["day"] for entry in first["items"] + rest["items"]] == ["2026-01-01", "2026-10-01", "2026-10-02"]


def test_a_calendar_is_imported_whole_and_again_changes_nothing(registry: Registry):
    national = registry.administrator()
    put(national, "2026-10-01", is_working=True)

    first, second = upload(national, CALENDAR), upload(national, CALENDAR)

    assert first.json == {"added": 1, "changed": 1, "unchanged": 0}
    assert second.json == {"added": 0, "changed": 0, "unchanged": 2}
    told = registry.anyone.get("/api/v1/events?after=0&types=workday.changed").json["items"]
    assert [event["data"]["day"] for event in told] == ["2026-10-01", "2026-10-01", "2026-10-10"]


def test_where_a_line_is_wrong_nothing_is_entered(registry: Registry):
    national = registry.administrator()

    answer = upload(national, CALENDAR + "2026-13-01,休,假日,\n2026-10-11,maybe,假日,\n")

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == ["/lines/4", "/lines/5"]
    assert registry.anyone.get(ADDRESS).json["items"] == []


@pytest.mark.parametrize("day", ["2026-13-01", "2026-W40-4", "20261001", "tomorrow", "2026-10-1"])
def test_only_days_have_an_address(registry: Registry, day: str):
    national = registry.administrator()

    assert national.get(f"{ADDRESS}/{day}").status_code == 404
    assert put(national, day).status_code == 404


@pytest.mark.parametrize(
    ("change", "pointer"),
    [({"is_working": "no"}, "/is_working"), ({"name": {}}, "/name"), ({"name": {"zh": "x" * 101}}, "/name/zh")],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    answer = put(registry.administrator(), "2026-10-01", **change)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_only_administrators_change_the_calendar(registry: Registry):
    put(registry.administrator(), "2026-10-01")
    city = registry.city("haina")

    assert put(city, "2026-10-02").status_code == 403
    assert city.delete(f"{ADDRESS}/2026-10-01", etag='"any"').status_code == 403
    assert upload(city, CALENDAR).status_code == 403
    assert put(registry.anyone, "2026-10-02").status_code == 401
    assert upload(registry.administrator(), "").status_code == 422


def test_another_type_than_csv_is_refused(registry: Registry):
    assert registry.administrator().post(ADDRESS, {"day": "2026-10-01"}).status_code == 415


def test_the_page_shows_the_calendar_and_lets_administrators_change_it(registry: Registry):
    national = registry.visitor(registry.administrator(), language="zh")

    entered = national.submit("/workdays", day="2026-10-01", is_working="no", name_zh="国庆节")
    wrong = national.submit("/workdays", day="someday", is_working="no", name_zh="国庆节")
    shown = registry.visitor(language="zh").get("/workdays").get_data(as_text=True)

    assert (entered.status_code, wrong.status_code) == (303, 422)
    assert "国庆节" in shown
    assert "csrf_token" not in shown
    national.submit("/workdays", act="remove", day="2026-10-01")
    assert "国庆节" not in national.get("/workdays").get_data(as_text=True)
    assert national.submit("/workdays", act="remove", day="2026-10-01").status_code == 404
    assert national.submit("/workdays", act="remove", day="x").status_code == 404
