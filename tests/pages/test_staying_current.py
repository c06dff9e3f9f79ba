"""/organisations/{slug}/updates, …/policy and /tasks, and what an adoption's page says is to be done."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.build import START, Client, Registry
from tests.pages.conftest import Site, Visit
from tests.pages.scene import sign_in
from tests.pages.test_looks import barriers

UPDATES = "/organisations/haina/updates"
POLICY = "/organisations/haina/policy"


def affected(registry: Registry) -> tuple[Client, str, str]:
    """Haina, its adoption of a version that a critical advisory affects, and the advisory."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    adoption = registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")
    said = {"summary": "Leak", "severity": "critical", "affected": [{"versions": ["1.0"]}]}
    answer = yunling.post("/api/v1/components/yunling/parking/advisories", said)
    return haina, adoption, answer.json["identifier"]


def test_a_city_puts_advice_off_and_finds_it_again_without_scripts(registry: Registry):
    haina, adoption, identifier = affected(registry)
    visitor = registry.visitor(haina)
    fields = {"adoption": adoption, "code": "advisory", "about": identifier, "response": "snoozed", "reason": "Tender."}

    page = visitor.get(UPDATES).get_data(as_text=True)
    beyond = visitor.submit(UPDATES, **fields, until_on="2026-03-20")
    without = visitor.submit(UPDATES, **{**fields, "reason": ""}, until_on="2026-03-05")
    done = visitor.submit(UPDATES, **fields, until_on="2026-03-05")

    assert f"affected by {identifier} (critical): move to 1.1" in page
    assert "due on 2026-03-09" in page
    assert (beyond.status_code, "is due on 2026-03-09" in beyond.get_data(as_text=True)) == (409, True)
    assert "Tender." in beyond.get_data(as_text=True)
    assert (without.status_code, "Say why it is put off." in without.get_data(as_text=True)) == (422, True)
    assert done.status_code == 303
    assert identifier not in visitor.get(UPDATES).get_data(as_text=True)
    again = visitor.get(f"{UPDATES}?include=snoozed").get_data(as_text=True)
    assert identifier in again and "until 2026-03-05" in again


def test_what_is_overdue_says_so_in_both_languages(registry: Registry):
    haina, _, _ = affected(registry)
    registry.clock.set(START + timedelta(days=8))

    assert "overdue since 2026-03-09" in registry.visitor(haina).get(UPDATES).get_data(as_text=True)
    assert "已逾期（期限 2026-03-09）" in registry.visitor(haina, language="zh").get(UPDATES).get_data(as_text=True)


def test_the_page_of_an_adoption_says_what_is_to_be_done_and_takes_note(registry: Registry):
    haina, adoption, identifier = affected(registry)
    visitor = registry.visitor(haina)
    place = f"/adoptions/{adoption}"
    fields = {"adoption": adoption, "code": "advisory", "about": identifier, "response": "acknowledged"}

    before = visitor.get(place).get_data(as_text=True)
    answer = visitor.submit(f"{place}/updates", on=place, **fields)

    assert "What to do" in before and f"affected by {identifier}" in before
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{place}#updates")
    assert "Taken note of" in visitor.get(place).get_data(as_text=True)


def test_a_city_states_its_policy_and_asks_what_it_says(registry: Registry):
    haina, adoption, _ = affected(registry)
    visitor = registry.visitor(haina)
    said = {
        "act": "state",
        "tag": "",
        "minimum_severity": "high",
        "licenses": "MIT\r\nApache-2.0",
        "cool_down_days": "",
    }

    first = visitor.get(POLICY).get_data(as_text=True)
    wrong = visitor.submit(POLICY, **{**said, "licenses": "no licence"})
    stated = visitor.submit(POLICY, **said)
    stale = visitor.submit(POLICY, **said)
    page = visitor.get(f"{POLICY}?component=yunling/parking&version=1.0").get_data(as_text=True)
    unknown = visitor.get(f"{POLICY}?component=yunling/nothing").get_data(as_text=True)

    assert "Nothing is asked." in first
    assert (wrong.status_code, "is no SPDX expression" in wrong.get_data(as_text=True)) == (422, True)
    assert (stated.status_code, stale.status_code) == (303, 412)
    assert page.count("Not met") == 2
    assert "MIT, Apache-2.0" in page
    assert "There is no component" in unknown
    refused = visitor.submit(f"/adoptions/{adoption}", act="move", to="live", version="1.1")
    assert refused.status_code == 409
    assert "policy_exception" in refused.get_data(as_text=True)
    taken = visitor.submit(f"/adoptions/{adoption}", act="move", to="live", version="1.1", policy_exception="Repairs.")
    assert taken.status_code == 303


def test_what_waits_is_listed_with_its_kinds_and_leads_to_where_it_is_done(registry: Registry):
    haina, _, identifier = affected(registry)
    visitor = registry.visitor(haina)

    page = visitor.get("/tasks").get_data(as_text=True)
    alone = visitor.get("/tasks?kind=update").get_data(as_text=True)

    assert 'href="/tasks"' in visitor.get("/").get_data(as_text=True)
    assert "Updates due (1)" in page and "Yearly certification (1)" in page
    assert 'href="/organisations/haina/updates"' in page
    assert identifier in alone and "Certify that everything you run" not in alone


def test_who_is_nobody_is_asked_to_sign_in_and_others_see_nothing(registry: Registry):
    affected(registry)
    lingu = registry.visitor(registry.city("lingu"))

    assert registry.visitor().get("/tasks").status_code == 302
    assert [lingu.get(page).status_code for page in (UPDATES, POLICY, "/tasks?organisation=haina")] == [403, 403, 403]
    assert [registry.visitor().get(page).status_code for page in (UPDATES, POLICY)] == [401, 401]
    assert "Nothing waits for you." in lingu.get("/tasks").get_data(as_text=True)


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_have_no_barriers_wide_or_narrow(site: Site, visit: Visit, language: str):
    haina, _, identifier = affected(site.registry)
    page: Page = visit("/", language=language)
    sign_in(page, haina)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for place in (UPDATES, f"{POLICY}?component=yunling/parking&version=1.0", "/tasks"):
            page.goto(place)
            assert barriers(page) == [], place
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.goto(UPDATES)
    page.locator(".advice .acts form.act button").first.click()

    expect(page.locator(".advice").first).to_contain_text(identifier)
    assert barriers(page) == []
