"""The page of a landscape, with and without a browser's scripts."""

import io

import pytest

from tests.build import Registry
from tests.http.landscape_scene import API, bring_in, publish, table


def test_a_city_sees_its_landscape_narrows_it_and_compares_it(registry: Registry):
    _, haina = publish(registry)
    registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")
    registry.adoption(haina, "yunling/lights")
    visitor = registry.visitor(haina)

    page = visitor.get("/organisations/haina/landscape").get_data(as_text=True)
    narrowed = visitor.get("/organisations/haina/landscape?stage=live&with=yunling").get_data(as_text=True)

    assert page.count("/adoptions/") == 2
    assert "<svg" in page and "latest 1.1" in page
    assert "Nobody has certified" in page
    assert narrowed.count('<th scope="row"><a href="/adoptions/') == 1
    assert "Both run" in narrowed
    assert "/organisations/haina/landscape" in visitor.get("/organisations/haina").get_data(as_text=True)


@pytest.mark.parametrize("end", ["", ".csv", ".xlsx"])
def test_strangers_are_refused_at_the_page_and_its_files(registry: Registry, end: str):
    publish(registry)

    assert registry.visitor(registry.entity("firm")).get(f"/organisations/haina/landscape{end}").status_code == 403
    assert registry.visitor().get(f"/organisations/haina/landscape{end}").status_code in {302, 303, 401, 403}


def test_a_table_is_brought_in_by_a_form_and_its_mistakes_are_shown(registry: Registry):
    _, haina = publish(registry)
    visitor = registry.visitor(haina)
    content = table(("yunling/parking", "1.0", "live", ""), ("yunling/none", "", "", ""))

    sent = visitor.submit(
        "/organisations/haina/landscape", act="import", file=(io.BytesIO(content), "清单.csv"), dry_run=""
    )
    page = visitor.get(sent.headers["Location"]).get_data(as_text=True)

    assert sent.status_code == 303
    assert "begun: 1" in page and "kept aside: 1" in page
    assert "Line 3: yunling/none" in page and "There is no component" in page


def test_without_a_file_the_form_says_so(registry: Registry):
    _, haina = publish(registry)

    answer = registry.visitor(haina).submit("/organisations/haina/landscape", act="import")

    assert answer.status_code == 422
    assert "Choose a file." in answer.get_data(as_text=True)


def test_a_landscape_is_certified_by_a_form(registry: Registry):
    _, haina = publish(registry)
    visitor = registry.visitor(haina)

    sent = visitor.submit("/organisations/haina/landscape", act="certify", certified_by="王局长")

    assert sent.status_code == 303
    assert "Certified complete on 2026-03-02" in visitor.get("/organisations/haina/landscape").get_data(as_text=True)
    again = visitor.submit("/organisations/haina/landscape", act="certify", certified_by="王局长")
    assert again.status_code == 409


def test_downloads_are_offered_to_those_who_may_have_them(registry: Registry):
    yunling, haina = publish(registry)
    bring_in(haina, "haina", table(("yunling/parking", "1.0", "live", "")))

    own, other = registry.visitor(haina), registry.visitor(yunling)

    assert (
        own.get("/organisations/haina/landscape.csv").data == haina.get(f"{API}/organisations/haina/landscape.csv").data
    )
    assert own.get("/organisations/haina/export").data[:2] == b"PK"
    assert other.get("/organisations/haina/export").status_code == 403
    page = other.get("/organisations/haina/landscape").get_data(as_text=True)
    assert "/organisations/haina/export" not in page and 'id="import"' not in page
