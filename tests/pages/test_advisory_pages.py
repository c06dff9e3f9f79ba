"""The pages of advisories: the list, one of them, the form, and what pages of components and versions show."""

import re

import pytest

from tests.build import Client, Registry
from tests.http.test_advisories import advisory, events

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

COMPONENT = "/components/yunling/parking"
FORM = f"{COMPONENT}/advisories/new"


@pytest.fixture
def yunling(registry: Registry) -> Client:
    """Parking with a grave advisory that 2.0 mends, and a light one on a single version that nothing mends."""
    city = registry.city("yunling")
    registry.component(city, "parking", "1.0", "1.1", "2.0")
    place = f"/api/v1{COMPONENT}/advisories"
    details = {"zh": "规避：关闭调试日志。", "en": "Workaround: switch debug logging off."}
    grave = advisory(affected=events(("introduced", "0"), ("fixed", "2.0")), details=details, aliases=["CVE-2026-1234"])
    light = advisory(summary={"zh": "地图不显示"}, severity="low", affected=[{"versions": ["2.0"]}])
    for said in (grave, light):
        assert city.post(place, said).status_code == 201
    return city


def words_of(registry: Registry, address: str, language: str = "en", client: Client | None = None) -> str:
    """The text of a page."""
    answer = registry.visitor(client, language=language).get(address)
    assert answer.status_code == 200, address
    return " ".join(re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)).split())


def test_an_advisory_says_how_grave_it_is_who_is_affected_and_what_to_do(registry: Registry, yunling: Client):
    english = words_of(registry, "/advisories/SCA-2026-000001")
    chinese = words_of(registry, "/advisories/SCA-2026-000001", "zh")

    for said in (
        "Critical 9.8",
        "before 2.0",
        "1.1 , 1.0",
        "change to 2.0",
        "switch debug logging off",
        "CVE-2026-1234",
    ):
        assert said in english
    for said in ("严重 9.8", "2.0 之前", "请改用 2.0", "关闭调试日志"):
        assert said in chinese
    assert "There is no fix yet" in words_of(registry, "/advisories/SCA-2026-000002")


def test_the_version_page_warns_and_leads_to_the_version_that_is_well(registry: Registry, yunling: Client):
    yunling.post(f"/api/v1{COMPONENT}/versions", {"number": "2.1"})

    page = registry.visitor().get(f"{COMPONENT}/versions/1.0").get_data(as_text=True)

    assert 'id="advisories"' in page
    assert f'Change to <a href="{COMPONENT}/versions/2.1">2.1</a>' in page
    assert 'id="advisories"' not in registry.visitor().get(f"{COMPONENT}/versions/2.1").get_data(as_text=True)


def test_the_component_page_lists_them_and_offers_the_form_to_its_publisher_alone(registry: Registry, yunling: Client):
    strangers = registry.visitor().get(COMPONENT).get_data(as_text=True)
    own = registry.visitor(yunling).get(COMPONENT).get_data(as_text=True)

    assert strangers.index("SCA-2026-000001") < strangers.index("SCA-2026-000002")
    assert FORM not in strangers
    assert FORM in own


def test_the_list_narrows_and_what_is_unknown_is_left_out(registry: Registry, yunling: Client):
    assert "SCA-2026-000001" in words_of(registry, "/advisories?severity=critical")
    assert "SCA-2026-000002" not in words_of(registry, "/advisories?severity=critical")
    assert "SCA-2026-000002" in words_of(registry, "/advisories?severity=grave&component=yunling/parking")
    assert "没有符合条件" in words_of(registry, "/advisories?component=a/b", "zh")


def test_a_publisher_tells_what_is_wrong_by_the_form_and_takes_it_back(registry: Registry, yunling: Client):
    visitor = registry.visitor(yunling)

    sent = visitor.submit(
        FORM,
        summary_zh="接口未鉴权",
        introduced_0="",
        fixed_0="1.1",
        introduced_2="2.0",
        versions="1.1",
        vector="CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
        aliases="CNVD-2026-12345",
        references="https://example.org/1",
    )

    assert (sent.status_code, sent.headers["Location"]) == (303, "/advisories/SCA-2026-000003")
    told = yunling.get("/api/v1/advisories/SCA-2026-000003").json
    assert (told["affected_versions"], told["score"]) == (["2.0", "1.1", "1.0"], 9.3)
    place = "/advisories/SCA-2026-000003"
    assert visitor.submit(f"{place}/withdrawal", on=place, reason=" ").status_code == 422
    assert visitor.submit(f"{place}/withdrawal", on=place, reason="误报").status_code == 303
    assert "误报" in words_of(registry, place)
    assert "Withdraw this advisory" not in words_of(registry, place, client=yunling)


def test_the_form_comes_back_with_what_is_wrong_at_its_place(registry: Registry, yunling: Client):
    visitor = registry.visitor(yunling)

    sent = visitor.submit(
        FORM, summary_en="Leak", introduced_1="x", versions="9.9", vector="CVSS:3.1/AV:Q", details_en="Why"
    )

    page = sent.get_data(as_text=True)
    assert sent.status_code == 422
    assert "AV has no value" in page
    assert "A version follows PEP 440" in page
    assert "no such version" in page
    assert 'name="introduced_0" value="x"' in page
    assert ">Why</textarea>" in page
    assert "Say which versions" in visitor.submit(FORM, summary_en="Leak").get_data(as_text=True)
    assert len(yunling.get("/api/v1/advisories").json["items"]) == 2


def test_only_who_may_publish_gets_the_form_and_can_withdraw(registry: Registry, yunling: Client):
    haina = registry.city("haina")

    assert registry.visitor().get(FORM).status_code == 401
    assert registry.visitor(haina).get(FORM).status_code == 403
    place = "/advisories/SCA-2026-000001"
    assert "Withdraw this advisory" not in words_of(registry, place, client=haina)
    assert "Withdraw this advisory" in words_of(registry, place, client=yunling)
    assert registry.visitor().get("/advisories/SCA-2026-000009").status_code == 404
