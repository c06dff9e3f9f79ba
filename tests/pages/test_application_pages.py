"""/applications, where components are applied for and decided on, as pages without scripts; /agreement."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.build import Registry
from tests.http.application_scene import LIGHTS, PARKING, Office, steps_of
from tests.pages.conftest import Site, Visit
from tests.pages.scene import sign_in
from tests.pages.test_looks import barriers

ROW: dict[str, Any] = {"component_0": PARKING, "version_0": "1.0", "mode_0": "new", "applicant": "haina"}
WHOLE = {**ROW, "purpose": "全市停车一张网", "agreement": "1", "accepted_by": "某处处长"}
NEW = "/applications/new"


def test_a_component_page_leads_to_an_application_for_it(registry: Registry):
    office = Office.open(registry)

    shown = registry.visitor(office.clerk).get(f"/components/{PARKING}").get_data(as_text=True)
    link = re.search(r'href="(/applications/new\?[^"]+)"', shown)

    assert link is not None
    page = registry.visitor(office.clerk).get(link[1].replace("&amp;", "&")).get_data(as_text=True)
    assert f'value="{PARKING}"' in page
    assert 'value="1.1"' in page


def test_components_are_put_together_previewed_and_handed_in(registry: Registry):
    office = Office.open(registry)
    visitor = registry.visitor(office.clerk)

    two = visitor.submit(NEW, **ROW, act="add", add=LIGHTS).get_data(as_text=True)
    one = visitor.submit(NEW, **ROW, component_1=LIGHTS, mode_1="new", act="drop 0").get_data(as_text=True)
    foreseen = visitor.submit(NEW, **ROW, act="preview").get_data(as_text=True)
    handed_in = visitor.submit(
        NEW, **WHOLE, trial_days_0="30", network_0="政务外网", handover_to_0="市停车办", act="submit"
    )

    assert two.count("<legend>") == 2
    assert (f'value="{PARKING}"' in one, f'value="{LIGHTS}"' in one) == (False, True)
    assert "5 working days, by 2026-03-09 at the latest" in foreseen
    assert "no range is given" in foreseen
    assert handed_in.status_code == 303
    (made,) = office.clerk.get("/api/v1/applications").json["items"]
    assert handed_in.headers["Location"] == f"/applications/{made['id']}"
    assert (made["purpose"], made["items"][0]["version"]) == ("全市停车一张网", "1.0")
    assert made["items"][0]["configuration"] == {
        "environment": {"network": "政务外网"},
        "handover": {"to": "市停车办"},
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"component_0": "yunling/nothing"}, "There is no component"),
        ({"trial_days_0": "many"}, "Not a valid integer."),
        ({"accepted_by": ""}, "Missing data for required field."),
        ({"handover_note_0": "密码：Abc12345"}, "This looks like a password"),
        ({"agreement": "7"}, "Version 1 of the agreement is in force"),
        ({"applicant": "yunling"}, "belongs to another organisation"),
    ],
)
def test_what_needs_correction_is_said_and_what_was_typed_is_kept(registry: Registry, changes: dict, sentence: str):
    office = Office.open(registry)

    answer = registry.visitor(office.clerk).submit(NEW, **{**WHOLE, **changes}, act="submit")

    page = answer.get_data(as_text=True)
    assert answer.status_code >= 400
    assert sentence in page
    assert "全市停车一张网" in page
    assert office.clerk.get("/api/v1/applications").json["items"] == []


def test_who_is_not_signed_in_or_may_not_adopt_is_told_so(registry: Registry):
    Office.open(registry)

    for address in (NEW, "/applications"):
        assert "/sign-in?next=" in registry.visitor().get(address).get_data(as_text=True)
    entity = registry.visitor(registry.entity())
    assert "the right to adopt" in entity.get(NEW).get_data(as_text=True)
    assert entity.submit(NEW, on="/workdays", **WHOLE, act="submit").status_code in {400, 403}


def test_an_item_is_decided_on_its_page(registry: Registry):
    office = Office.open(registry)
    place = f"/applications/{office.submitted()}"
    clerk, approver = registry.visitor(office.clerk), registry.visitor(office.approver)

    own = clerk.get(place).get_data(as_text=True)
    waiting = approver.get("/applications").get_data(as_text=True)
    silent = approver.submit(place, act="decide", item="1", decision="return")
    approved = approver.submit(place, act="decide", item="1", decision="approve", note="同意")

    # Whoever submitted is offered no decision.
    assert ('value="decide"' in own, 'value="withdraw"' in own) == (False, True)
    assert place in waiting
    assert (silent.status_code, approved.status_code) == (422, 303)
    assert "say why" in silent.get_data(as_text=True)
    assert office.clerk.get(f"/api/v1{place}").json["items"][0]["decides"] == "yunling"


def test_a_returned_item_is_changed_and_handed_in_again_on_its_page(registry: Registry):
    office = Office.open(registry)
    application = office.submitted({"component": PARKING, "mode": "new", "trial_days": 9})
    office.decide(office.approver, application, "return", note="请注明版本")
    place = f"/applications/{application}"
    visitor = registry.visitor(office.clerk)

    page = visitor.get(place).get_data(as_text=True)
    fields = {"component_1": PARKING, "version_1": "1.1", "mode_1": "replace", "trial_days_1": "", "scenario_1": "医院"}
    wrong = visitor.submit(place, act="resubmit", item="1", **{**fields, "version_1": "9.9"})
    again = visitor.submit(place, act="resubmit", item="1", **fields)

    assert "请注明版本" in page
    assert (wrong.status_code, again.status_code) == (422, 303)
    item = office.item(application)
    assert (item["version"], item["mode"], item["scenario"], item["trial"]) == ("1.1", "replace", "医院", None)
    assert steps_of(item)[-2:] == ["city open", "publisher waiting"]


def test_a_step_is_delegated_an_item_withdrawn_and_a_trial_ended_on_the_page(registry: Registry):
    office = Office.open(registry)
    registry.member("haina", "zhao", "adopter")
    application = office.submitted({"component": PARKING, "mode": "new", "trial_days": 9}, LIGHTS)
    place = f"/applications/{application}"
    clerk, approver = registry.visitor(office.clerk), registry.visitor(office.approver)

    delegated = approver.submit(place, act="delegate", item="1", login="zhao")
    withdrawn = clerk.submit(place, act="withdraw", item="2", note="改用其他方案")
    office.approved(application)
    offered = clerk.get(place).get_data(as_text=True)
    ended = clerk.submit(place, act="try", item="1", result="passed", note="稳定")

    assert [answer.status_code for answer in (delegated, withdrawn, ended)] == [303, 303, 303]
    assert 'value="try"' in offered
    assert office.item(application, 1)["trial"]["result"] == "passed"
    assert clerk.submit(place, act="steal", item="1").status_code == 404
    assert clerk.submit(place, act="withdraw", item="9").status_code == 404


def test_an_entity_that_decided_is_led_to_its_list(registry: Registry):
    office = Office.open(registry)
    entity = registry.entity()
    registry.component(entity, "maps", "1.0")
    application = office.submitted("builder/maps", PARKING)
    office.decide(office.approver, application)
    place = f"/applications/{application}"
    visitor = registry.visitor(entity)

    page = visitor.get(place).get_data(as_text=True)
    decided = visitor.submit(place, act="decide", item="1", decision="approve")

    assert (PARKING in page, "builder/maps" in page) == (False, True)
    assert (decided.status_code, decided.headers["Location"]) == (303, "/applications")
    assert visitor.get(place).status_code == 404
    assert registry.visitor(registry.city("other")).get(place).status_code == 404


def shown(site: Site, visit: Visit, language: str) -> tuple[Page, list[str]]:
    """Somebody signed in who may decide and submit, and the pages to look at."""
    office = Office.open(site.registry)
    application = office.submitted({"component": PARKING, "mode": "new", "trial_days": 9}, LIGHTS)
    office.decide(office.approver, application, "return", item=2, note="请注明版本")
    page = visit("/", language=language)
    sign_in(page, office.registry.city("haina"))
    pages = [f"/applications/{application}", "/applications", f"{NEW}?component={PARKING}", "/agreement", "/workdays"]
    return page, pages


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_has_barriers_or_scrolls_sideways(site: Site, visit: Visit, language: str):
    page, addresses = shown(site, visit, language)

    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for address in addresses:
            page.goto(address)
            assert barriers(page) == [], (address, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)
    assert site.complaints == []


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_enter_key_previews_and_leaves_nothing_out(site: Site, visit: Visit):
    page, _ = shown(site, visit, "en")
    page.goto(f"{NEW}?component={PARKING}&component={LIGHTS}")

    page.locator("#version_0").fill("1.0")
    page.locator("#version_0").press("Enter")

    assert page.locator("#foreseen").count() == 1
    assert page.locator("main legend").count() == 3
    assert page.locator("#version_0").input_value() == "1.0"
