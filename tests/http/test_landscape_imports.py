"""PUT /organisations/{slug}/landscape/imports/{filename} and what becomes of its rows."""

import io

import openpyxl
import pytest

from tests.build import Registry
from tests.http.landscape_scene import (
    API,
    HEADING,
    bring_in,
    codes_of,
    differences_of,
    outcome_of,
    publish,
    rows_of,
    send,
    table,
)

RUNNING = ("yunling/parking", "1.0", "live", "2025-06-01")


def test_rows_begin_adoptions_in_the_stage_they_are_in_with_one_step(registry: Registry):
    _, haina = publish(registry)

    done = bring_in(haina, "haina", table(RUNNING, ("yunling/lights", "", "planned", "")))

    assert (done["status"], done["total"], done["done"], outcome_of(done)) == ("finished", 2, 2, (2, 0, 0, 0))
    lights, parking = haina.get(f"{API}/adoptions?adopter=haina").json["items"]
    assert (parking["component"], parking["version"], parking["stage"]) == ("yunling/parking", "1.0", "live")
    assert [(step["stage"], step["on"]) for step in parking["history"]] == [("live", "2025-06-01")]
    assert (lights["stage"], lights["version"], lights["stage_since"]) == ("planned", None, "2026-03-02")
    assert haina.get(f"{API}/components/yunling/parking/reuse").json["adopters"] == 1


def test_the_same_file_again_changes_nothing(registry: Registry):
    _, haina = publish(registry)
    content = table(RUNNING, ("yunling/lights", "2.0", "retired", "2025-01-01"))
    bring_in(haina, "haina", content)

    again = bring_in(haina, "haina", content)

    assert outcome_of(again) == (0, 0, 2, 0)
    assert len(haina.get(f"{API}/adoptions?adopter=haina").json["items"]) == 2


def test_rows_move_upgrade_and_describe_what_is_there(registry: Registry):
    _, haina = publish(registry)
    bring_in(haina, "haina", table(RUNNING, ("yunling/lights", "2.0", "pilot", "2025-06-01")))
    heading = (*HEADING, "departments", "levels", "scenario")

    done = bring_in(
        haina,
        "haina",
        table(
            ("yunling/parking", "1.1", "live", "", "公安局;交通局", "市；区县", "医院停车"),
            ("yunling/lights", "", "上线", "2026-01-01", "", "", ""),
            heading=heading,
        ),
    )

    assert outcome_of(done) == (0, 2, 0, 0)
    lights, parking = haina.get(f"{API}/adoptions?adopter=haina").json["items"]
    assert (parking["version"], parking["scenario"]) == ("1.1", "医院停车")
    assert (parking["departments"], parking["levels"]) == (["公安局", "交通局"], ["city", "district"])
    assert (lights["stage"], lights["stage_since"]) == ("live", "2026-01-01")


def test_what_cannot_be_taken_is_kept_with_its_line_and_the_rest_goes_in(registry: Registry):
    yunling, haina = publish(registry)
    registry.component(yunling, "draft")
    yunling.post(f"{API}/components/yunling/parking/versions/1.1/yank", {"reason": "defect", "note": "示例"})

    done = bring_in(
        haina,
        "haina",
        table(
            RUNNING,
            ("yunling/nothing", "1.0", "live", ""),
            ("yunling/draft", "", "planned", ""),
            ("yunling/lights", "9.9", "live", ""),
            ("yunling/lights", "2.0", "sleeping", "2099-01-01"),
            ("", "1.0", "live", "yesterday"),
            ("yunling/parking", "1.1", "live", ""),
        ),
    )

    assert outcome_of(done) == (1, 0, 0, 6)
    assert codes_of(haina, done) == [
        (3, "component", "invalid"),
        (4, "component", "invalid"),
        (5, "version", "invalid"),
        (6, "stage", "unknown_word"),
        (6, "since", "day_out_of_range"),
        (6, "component", "line_twice"),
        (7, "since", "no_day"),
        (7, "component", "required"),
        (8, "component", "line_twice"),
    ]
    first = rows_of(haina, done)[0]
    assert first["cells"]["component"] == "yunling/nothing"
    assert first["diagnostics"][0]["message"]["en"] == "There is no component 'yunling/nothing'."
    assert "没有找到组件" in first["diagnostics"][0]["message"]["zh"]


def test_changes_meet_the_refusals_that_one_transition_would(registry: Registry):
    _, haina = publish(registry)
    bring_in(
        haina,
        "haina",
        table(("yunling/parking", "1.0", "planned", "2026-01-01"), ("yunling/lights", "2.0", "live", "2026-01-01")),
    )

    done = bring_in(
        haina, "haina", table(("yunling/parking", "1.0", "live", ""), ("yunling/lights", "2.0", "live", "2025-01-01"))
    )

    assert codes_of(haina, done) == [(2, "stage", "transition_not_allowed"), (3, "since", "since_differs")]
    assert "approved" in rows_of(haina, done)[0]["diagnostics"][0]["message"]["en"]


def test_a_dry_run_reports_the_same_and_writes_nothing(registry: Registry):
    _, haina = publish(registry)
    bring_in(haina, "haina", table(RUNNING))
    content = table(
        ("yunling/parking", "1.1", "live", ""), ("yunling/lights", "", "live", ""), ("yunling/none", "", "", "")
    )
    before = haina.get(f"{API}/adoptions").json

    tried = bring_in(haina, "haina", content, dry_run=True)

    assert haina.get(f"{API}/adoptions").json == before
    assert (tried["is_dry_run"], outcome_of(tried)) == (True, (1, 1, 0, 1))
    done = bring_in(haina, "haina", content)
    assert outcome_of(done) == outcome_of(tried)
    assert codes_of(haina, done) == codes_of(haina, tried)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(registry: Registry, encoding: str):
    _, haina = publish(registry)
    content = table(
        ("yunling/parking", "1.0", "上线", "2025年6月1日", "医院停车"),
        heading=("组件", "版本", "阶段", "起始日期", "场景"),
        encoding=encoding,
    )

    done = bring_in(haina, "haina", content)

    assert outcome_of(done) == (1, 0, 0, 0)
    assert haina.get(f"{API}/adoptions").json["items"][0]["scenario"] == "医院停车"


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_is_read_by_its_content_whatever_its_name(registry: Registry):
    _, haina = publish(registry)
    content = workbook(
        ("组件", "版本", "阶段", "起始日期"), ("yunling/lights", 2, "上线", "2025-06-01"), (None, None, None, None)
    )

    done = bring_in(haina, "haina", content, name="采用清单.csv")

    assert (done["format"], outcome_of(done)) == ("xlsx", (1, 0, 0, 0))
    assert haina.get(f"{API}/adoptions").json["items"][0]["version"] == "2.0"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00\x81", "neither UTF-8 nor GB18030"),
        (b"name,colour\na,b\n", "unknown columns: name, colour"),
        (b"version,stage\n1.0,live\n", "lacks the column 'component'"),
        (b"component,component\na,b\n", "twice"),
        (b"\n\n", "no heading"),
        (b"component\n" + b"x" * 3000 + b"\n", "more than 2000 characters"),
        (b"component,stage\na,live,1,2,3\n", "more cells than the heading"),
        (b'component\n"open', "no CSV"),
        (b"PK\x03\x04 no archive at all", "no workbook"),
    ],
)
def test_a_file_that_cannot_be_read_fails_as_a_whole_and_says_why(registry: Registry, content: bytes, said: str):
    _, haina = publish(registry)

    done = bring_in(haina, "haina", content)

    assert (done["status"], done["done"]) == ("failed", 0)
    assert said in done["failure"]["en"]
    assert done["failure"]["zh"] != done["failure"]["en"]


def test_a_row_is_mended_with_corrected_cells_or_dropped(registry: Registry):
    _, haina = publish(registry)
    done = bring_in(haina, "haina", table(("yunling/parkin", "1.0", "live", ""), ("none/none", "", "", "")))
    first, second = (f"{API}/landscape-imports/{done['id']}/rows/{line}" for line in (2, 3))

    def put(cells: dict[str, str], etag: str):
        return haina.call("PUT", first, {"cells": cells}, headers={"If-Match": etag})

    tag = haina.get(first).headers["ETag"]
    still = put({"component": "yunling/parking", "version": "7.0"}, tag)
    mended = put({"component": "yunling/parking", "version": "1.0", "stage": "live"}, tag)
    again = put({"component": "yunling/lights"}, haina.get(first).headers["ETag"])
    dropped = haina.delete(second, etag=haina.get(second).headers["ETag"])

    assert (still.status_code, still.json["code"]) == (422, "row_still_dirty")
    assert still.json["diagnostics"][0]["column"] == "version"
    assert (mended.status_code, mended.json["outcome"], dropped.json["outcome"]) == (200, "mended", "dropped")
    assert (again.status_code, again.json["code"]) == (409, "row_done")
    assert haina.get(f"{API}/adoptions").json["items"][0]["component"] == "yunling/parking"
    assert outcome_of(haina.get(f"{API}/landscape-imports/{done['id']}").json) == (1, 0, 0, 0)


def test_rows_of_a_dry_run_are_not_mended(registry: Registry):
    _, haina = publish(registry)
    tried = bring_in(haina, "haina", table(("none/none", "", "", "")), dry_run=True)
    address = f"{API}/landscape-imports/{tried['id']}/rows/2"

    answer = haina.delete(address, etag=haina.get(address).headers["ETag"])

    assert (answer.status_code, answer.json["code"]) == (409, "only_tried")


def test_a_city_imports_for_itself_only_and_others_do_not_see_its_imports(registry: Registry):
    yunling, haina = publish(registry)
    done = bring_in(haina, "haina", table(RUNNING))

    assert send(yunling, "haina", table(RUNNING)).json["code"] == "not_your_organisation"
    assert send(registry.entity("builder"), "builder", table(RUNNING)).status_code == 403
    for other in (yunling, registry.entity("firm"), registry.anyone):
        assert other.get(f"{API}/landscape-imports/{done['id']}").status_code in {401, 404}
        assert other.get(f"{API}/landscape-imports/{done['id']}/rows").status_code in {401, 404}


def test_an_authority_brings_in_what_cities_run_and_each_city_counts_once(registry: Registry):
    publish(registry)
    region = registry.client("region", "adoption:write", kind="authority")
    registry.organisation("haina-traffic", parent="haina", unit="department")
    registry.organisation("jiangyu")
    heading = (*HEADING, "城市")

    done = bring_in(
        region,
        "region",
        table(
            (*RUNNING, "haina"),
            (*RUNNING, "haina-traffic"),
            (*RUNNING, "jiangyu"),
            (*RUNNING, ""),
            (*RUNNING, "nowhere"),
            heading=heading,
        ),
    )

    assert outcome_of(done) == (3, 0, 0, 2)
    assert [column for _, column, _ in codes_of(region, done)] == ["on_behalf_of", "on_behalf_of"]
    assert region.get(f"{API}/components/yunling/parking/reuse").json["adopters"] == 2
    items = region.get(f"{API}/adoptions?adopter=haina").json["items"]
    assert [(item["adopter"], item["on_behalf_of"]) for item in items] == [("region", "haina")]


def test_every_adoption_that_begins_tells_its_publisher_and_the_figures_are_those_of_a_recount(registry: Registry):
    yunling, haina = publish(registry)

    bring_in(haina, "haina", table(RUNNING, ("yunling/lights", "", "pilot", "2025-01-01")))

    events = yunling.get(f"{API}/events?limit=1000").json["items"]
    begun = [event for event in events if event["type"] == "adoption.begun"]
    assert {event["data"]["component"] for event in begun} == {"yunling/parking", "yunling/lights"}
    assert differences_of(registry) == []


def test_no_more_than_five_imports_wait_at_a_time(registry: Registry):
    _, haina = publish(registry)

    answers = [send(haina, "haina", table(RUNNING)) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [202] * 5 + [409]
    assert answers[-1].json["code"] == "too_many_imports"
