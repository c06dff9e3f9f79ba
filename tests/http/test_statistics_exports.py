"""GET /statistics/<figure>.csv and .xlsx, /statistics/definitions."""

import csv
import io

import pytest
from openpyxl import load_workbook

from registry.statistics.queries.reading import READERS
from tests.build import Client, Registry

ROOT = "/api/v1/statistics"


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(f"{ROOT}/{address}")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.fixture
def reused(registry: Registry) -> Registry:
    """A component of a leading city that two foundational cities run."""
    parking = registry.component(registry.city("yunling", city_class="leading"), "parking", "1.0.0", domains=["A4"])
    for slug in ("shaquan", "lingu"):
        registry.adoption(registry.city(slug, city_class="foundational"), parking, "approved", "pilot")
    return registry


def test_the_overview_is_a_table_of_figures_and_their_breakdowns(reused: Registry):
    rows = rows_of(reused.city("lingu"), "overview.csv?language=en")

    running = {(row["Dimension"], row["Key"]): row["Value"] for row in rows if row["Code"] == "running_reuse"}
    assert running["", ""] == "2"
    assert running["city_class", "foundational"] == "2"


def test_what_is_suppressed_in_json_is_suppressed_in_a_table(reused: Registry):
    rows = rows_of(reused.anyone, "overview.csv?language=en")

    told = {
        (row["Dimension"], row["Key"]): (row["Value"], row["Fewer than"])
        for row in rows
        if row["Code"] == "running_reuse"
    }
    assert told["", ""] == ("2", "")
    assert told["city_class", "foundational"] == ("", "")


def test_every_page_of_figures_is_a_workbook_with_its_definitions(reused: Registry):
    administrator = reused.administrator()
    for figure in READERS:
        answer = administrator.get(f"{ROOT}/{figure}.xlsx?language=en")

        assert answer.status_code == 200, (figure, answer.text)
        book = load_workbook(io.BytesIO(answer.data))
        defined = [row[0] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)]
        about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
        assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{figure}-')
        assert about["As of"] == "2026-03-02"
        assert "cities and administrators only" in about["Suppression"]
        assert defined


def test_a_table_is_refused_to_whom_the_figures_are_refused(registry: Registry):
    entity = registry.entity()
    for figure in READERS:
        assert registry.anyone.get(f"{ROOT}/{figure}.csv?city_class=leading").status_code == 401
        assert entity.get(f"{ROOT}/{figure}.xlsx?city_class=leading").status_code == 403


def test_headings_are_in_the_language_that_was_asked_for(reused: Registry):
    assert rows_of(reused.anyone, "overview.csv?language=zh")[0]["代码"] == "components_listed"


def test_there_is_no_table_of_what_is_no_figure(registry: Registry):
    assert registry.anyone.get(f"{ROOT}/nothing.csv").status_code == 404
    assert registry.anyone.get(f"{ROOT}/overview.csv?as_of=2099-01-01").status_code == 422
    assert registry.anyone.get(f"{ROOT}/overview.csv?by=nothing").status_code == 422


def test_every_code_is_defined_in_both_languages(registry: Registry):
    items = registry.anyone.get(f"{ROOT}/definitions").get_json()["items"]

    assert {"running_reuse", "L1P1-A1"} <= {each["code"] for each in items}
    for each in items:
        assert set(each["name"]) == set(each["definition"]) == {"zh", "en"}
    overview = registry.anyone.get(f"{ROOT}/overview").get_json()
    assert {figure["code"] for figure in overview["figures"]} <= {each["code"] for each in items}
