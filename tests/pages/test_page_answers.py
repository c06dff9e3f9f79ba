"""What pages answer, seen without a browser: statuses, headers, languages, and nothing that must not be shown."""

import re

import pytest

from tests.build import Client, Registry
from tests.pages.scene import fill

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def read(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_a_component_page_tells_what_is_filled_in_and_nothing_else(registry: Registry):
    fill(registry)

    page = read(registry.anyone, "/components/yunling/parking")

    for said in (
        "Smart parking",
        '<p class="written">Second paragraph.</p>',
        "Pay without stopping",
        "Level 3",
        "鲲鹏, 海光",
        "A4 Precise governance",
        "parking@example.org",
        "2028-12-31",
        "haina/identity",
        "adopt yunling/parking==1.1.0",
    ):
        assert said in page, said
    assert "Owner of the rights" not in page
    assert "/api/v1/components/yunling/parking" in page


def test_one_to_four_adopting_cities_are_told_as_fewer_than_five(registry: Registry):
    fill(registry)

    assert "run by fewer than 5 other cities" in read(registry.anyone, "/components/yunling/parking")
    assert "run by fewer than 5 other cities" in read(registry.anyone, "/")
    assert "run by no other city yet" in read(registry.anyone, "/components/yunling/waste")


def test_the_dashboard_answers_on_both_databases(registry: Registry):
    fill(registry)

    assert "Reuse that runs" in read(registry.anyone, "/dashboard")


@on_sqlite
def test_a_yank_a_deprecation_and_who_requires_it_are_said(registry: Registry):
    yunling = fill(registry)
    yunling.post(
        "/api/v1/components/yunling/waste/deprecation",
        {"reason": "Merged", "message": "Use parking.", "successor": "yunling/parking"},
    )

    assert "口令泄露" in read(registry.anyone, "/components/yunling/parking/versions/1.0.1")
    waste = read(registry.anyone, "/components/yunling/waste")
    assert "Deprecated: Merged" in waste
    assert '<a href="/components/yunling/parking">' in waste
    assert '<a href="/components/yunling/parking">' in read(registry.anyone, "/components/haina/identity")


@on_sqlite
def test_what_is_hidden_or_unknown_is_not_found_and_what_was_removed_is_gone(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "draft")
    registry.component(yunling, "gone")
    etag = yunling.get("/api/v1/components/yunling/gone").headers["ETag"]
    assert yunling.delete("/api/v1/components/yunling/gone", etag=etag).status_code == 204

    statuses = [registry.anyone.get(f"/components/yunling/{name}").status_code for name in ("draft", "other", "gone")]

    assert statuses == [404, 404, 410]


@on_sqlite
def test_other_spellings_of_a_version_lead_to_the_canonical_page(registry: Registry):
    fill(registry)

    spelt = registry.anyone.get("/components/yunling/parking/versions/v1.1")
    latest = registry.anyone.get("/components/yunling/parking/versions/latest")

    assert (spelt.status_code, latest.status_code) == (308, 302)
    assert spelt.location == latest.location == "/components/yunling/parking/versions/1.1.0"


@on_sqlite
def test_chinese_is_the_default_and_a_choice_is_kept_in_a_cookie(registry: Registry):
    with registry.app.test_client() as reader:
        assert 'lang="zh-Hans"' in reader.get("/").text
        chosen = reader.get("/?lang=en")
        assert 'lang="en"' in chosen.text
        assert "HttpOnly" in chosen.headers["Set-Cookie"]
        assert 'lang="en"' in reader.get("/").text


INLINE = r"""<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:\ssrc=|\stype="application/ld\+json"))"""
"""Styles and scripts within a page. JSON-LD is data, which no browser runs."""


@on_sqlite
def test_a_page_allows_nothing_from_elsewhere_and_nothing_inline(registry: Registry):
    fill(registry)
    for address in ("/", "/components/yunling/parking", "/dashboard", "/problems", "/components/no/such"):
        answer = registry.anyone.get(address)
        assert "script-src 'self'; style-src 'self';" in answer.headers["Content-Security-Policy"]
        assert not re.search(INLINE, answer.text), address


@on_sqlite
def test_what_publishers_write_is_text_and_never_markup(registry: Registry):
    yunling = registry.city("yunling")
    nasty = "<script>alert(1)</script>"
    registry.component(
        yunling, "nasty", "1.0", title={"zh": nasty}, summary={"zh": nasty}, description={"en": nasty}, tags=[nasty],
        scenarios=[nasty], environment={nasty: nasty}, based_on="javascript://x%0Aalert(1)",
    )  # fmt: skip

    for address in ("/", f"/?tag={nasty}", f"/?q={nasty}", "/components/yunling/nasty", f"/problems/{nasty}"):
        page = registry.anyone.get(address).text
        assert "<script>alert" not in page, address
        assert 'href="javascript' not in page, address


@on_sqlite
def test_htmx_is_sent_the_part_below_the_search_box_with_the_language_switch(registry: Registry):
    fill(registry)

    part = read(registry.anyone, "/?q=parking", **{"HX-Request": "true"})
    restored = read(registry.anyone, "/", **{"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert part.startswith('<a id="language"')
    assert "<html" not in part
    assert "q=parking&amp;lang=zh" in part
    assert "<html" in restored


@on_sqlite
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("cursor=forged", 422),
        ("q=" + "+".join(f"word{number}" for number in range(40)), 422),
        ("kind=nothing", 200),
        ("sort=sideways", 200),
        ("lang=xx", 200),
    ],
)
def test_a_query_nobody_would_type_gets_a_page_all_the_same(registry: Registry, query: str, status: int):
    answer = registry.anyone.get(f"/?{query}")

    assert answer.status_code == status
    assert '<div id="found"' in answer.text


@on_sqlite
def test_an_empty_registry_says_how_to_publish(registry: Registry):
    assert "No component has been published here yet." in read(registry.anyone, "/")


def cache_control(registry: Registry, address: str) -> str:
    with registry.anyone.get(address) as answer:
        return answer.headers.get("Cache-Control", "")


@on_sqlite
def test_static_files_may_be_kept_only_under_the_address_of_their_content(registry: Registry):
    page = read(registry.anyone, "/")
    address = re.search(r"/static/site\.css\?v=[0-9a-f]{16}", page)
    assert address is not None

    assert "immutable" in cache_control(registry, address.group())
    assert "immutable" not in cache_control(registry, "/static/site.css")
    assert "immutable" not in cache_control(registry, "/static/site.css?v=0123")


@on_sqlite
def test_every_problem_has_a_page_and_an_unknown_one_is_not_found(registry: Registry):
    assert "version_taken" in read(registry.anyone, "/problems")
    assert "<h1>The version was published already</h1>" in read(registry.anyone, "/problems/version_taken")
    assert registry.anyone.get("/problems/nonsense").status_code == 404
