"""GET /organisations/{slug}/export and the landscape as tables: what is taken out is whole, and is taken in again."""

import csv
import hashlib
import io
import json
import zipfile

import openpyxl
import pytest

from tests.build import Client, Registry
from tests.http.landscape_scene import API, HEADING, bring_in, outcome_of, publish, table

LANDSCAPE = f"{API}/organisations/haina/landscape"


def archive_of(client: Client, slug: str) -> zipfile.ZipFile:
    answer = client.get(f"{API}/organisations/{slug}/export")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return zipfile.ZipFile(io.BytesIO(answer.data))


def lines_of(archive: zipfile.ZipFile, name: str) -> list[dict]:
    return [json.loads(line) for line in archive.read(f"data/{name}.jsonl").splitlines()]


def test_an_organisation_leaves_with_everything_it_owns_and_a_manifest_that_proves_it(registry: Registry):
    yunling, haina = publish(registry)
    registry.component(haina, "own", "1.0")
    files = f"{API}/components/haina/own/versions/1.0/artifacts"
    assert haina.call("PUT", f"{files}/first.zip", data=b"bytes").status_code == 201
    adoption = registry.adoption(haina, "yunling/parking", "approved", "live")
    haina.call("PUT", f"{API}/adoptions/{adoption}/evidence/proof.pdf?kind=acceptance", data=b"%PDF proof")
    haina.post(f"{API}/organisations/haina/certifications", {"certified_by": "王局长"})
    registry.adoption(yunling, "haina/own", "approved", "live")

    archive = archive_of(haina, "haina")

    names = archive.namelist()
    assert {"README.md", "data/components.jsonl", "data/adoptions.csv", "manifest.json"} <= set(names)
    manifest = json.loads(archive.read("manifest.json"))
    assert [member["path"] for member in manifest["files"]] == names[:-1]
    for member in manifest["files"]:
        assert hashlib.sha256(archive.read(member["path"])).hexdigest() == member["sha256"]
    assert [row["full_name"] if "full_name" in row else row["name"] for row in lines_of(archive, "components")] == [
        "own"
    ]
    assert [row["id"] for row in lines_of(archive, "adoptions")] == [adoption]
    assert lines_of(archive, "landscape_certifications")[0]["certified_by"] == "王局长"
    assert {archive.read(name) for name in names if name.startswith("files/")} == {b"bytes", b"%PDF proof"}
    assert "王局长" in archive.read("data/landscape_certifications.csv").decode("utf-8-sig")


def test_nothing_secret_and_nothing_of_others_goes_along(registry: Registry):
    yunling, haina = publish(registry)
    registry.adoption(yunling, "yunling/lights", "approved", "live")
    registry.adoption(haina, "yunling/parking", "approved", "live")

    archive = archive_of(haina, "haina")

    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert haina.token is not None and haina.token.encode() not in everything
    assert b"yunling/lights" not in everything
    assert all("digest" not in row for row in lines_of(archive, "tokens"))
    assert {row["source"] for row in lines_of(archive, "events")} == {"/api/v1/events"}


def test_an_entity_takes_along_its_own_and_no_landscape(registry: Registry):
    _, haina = publish(registry)
    firm = registry.entity("builder")
    registry.component(firm, "tool", "1.0")
    registry.adoption(haina, "builder/tool", "approved", "live")

    archive = archive_of(firm, "builder")

    assert "data/adoptions.jsonl" not in archive.namelist()
    assert b"haina" not in b"".join(archive.read(name) for name in archive.namelist())


def test_only_who_manages_an_organisation_takes_its_data_out(registry: Registry):
    yunling, _ = publish(registry)
    weak = registry.client("haina", "adoption:write")

    for client, status in ((registry.anyone, 401), (yunling, 403), (weak, 403), (registry.administrator(), 200)):
        assert client.get(f"{API}/organisations/haina/export").status_code == status


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_export_is_taken_in_again_unchanged_and_edited(registry: Registry, format: str, language: str):
    _, haina = publish(registry)
    registry.organisation("haina-traffic", parent="haina", unit="department")
    row = ("yunling/parking", "1.0", "live", "2025-06-01", "公安局;交通局", "市", "")
    heading = (*HEADING, "departments", "levels", "on_behalf_of")
    bring_in(
        haina,
        "haina",
        table(row, (*row[:-1], "haina-traffic"), ("yunling/lights", "", "pilot", "", "", "", ""), heading=heading),
    )
    content = haina.get(f"{LANDSCAPE}.{format}?language={language}").data

    unchanged = bring_in(haina, "haina", content, name=f"x.{format}")

    assert outcome_of(unchanged) == (0, 0, 3, 0)
    edited = (
        content.replace(b"yunling/lights,,pilot", b"yunling/lights,2.0,live") if format == "csv" else upgraded(content)
    )
    assert outcome_of(bring_in(haina, "haina", edited, name=f"x.{format}")) == (0, 1, 2, 0)
    assert {item["version"] for item in haina.get(LANDSCAPE).json["items"]} == {"1.0", "2.0"}


def upgraded(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.active.iter_rows(min_row=2):
        if row[0].value == "yunling/lights":
            row[1].value, row[2].value = "2.0", "live"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("evil", ["=1+1", "+cmd", "-2", "@SUM(A1)", "'=x", "''-x"])
def test_no_spreadsheet_computes_what_somebody_wrote(registry: Registry, evil: str):
    _, haina = publish(registry)
    body = {"adopter": "haina", "component": "yunling/parking", "mode": "new", "scenario": evil}
    assert haina.post(f"{API}/adoptions", body).status_code == 201

    text = haina.get(f"{LANDSCAPE}.csv").data
    [row] = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
    book = openpyxl.load_workbook(io.BytesIO(haina.get(f"{LANDSCAPE}.xlsx").data))

    assert row["scenario"] == f"'{evil}"
    cell = book.active.cell(2, 6)
    assert (cell.value, cell.data_type) == (evil, "s")
    assert outcome_of(bring_in(haina, "haina", text)) == (0, 0, 1, 0)


def test_the_template_is_a_table_that_is_understood(registry: Registry):
    _, haina = publish(registry)
    template = registry.anyone.get(f"{API}/landscape-template.csv?language=zh").data
    filled = template.replace(b"publisher/component", b"yunling/parking")

    assert outcome_of(bring_in(haina, "haina", filled)) == (1, 0, 0, 0)
