"""A component's page: all that a city decides by, in both languages, and no wall of empty headings."""

import pytest

from tests.build import Client, Registry
from tests.http.test_components_metadata import WHOLE

PAGE = "/components/yunling/parking"


def shown(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def fill(registry: Registry) -> None:
    registry.component(registry.city("haina"), "messages", "1.0", title={"zh": "消息中心", "en": "Message hub"})
    said = {name: value for name, value in WHOLE.items() if name not in {"connectivity", "abilities", "life_cycle"}}
    registry.component(registry.city("yunling"), "parking", "1.0", **said)


SAID = {
    "en": [
        "120000.00 CNY",
        "Same terms for cities of every class",
        "Paid per deployment",
        "Container images",
        "示例芯片",
        "Tested",
        "Personal information",
        "Important data",
        "Level 3",
        "Foundational cities",
        "一台服务器即可",
        "三市同需",
        "示例市",
        "2026SR0000001",
        "answers within 8 hours",
        'href="/organisations/haina"',
        "示例大学",
        "Message hub",
        "城市停车一张网",
        "Computer vision",
        'href="https://example.org/architecture"',
        'href="/?technology=PostGIS"',
        "Thinly described",
        "Add the address of a document of kind interface.",
    ],
    "zh": [
        "使用条件",
        "按部署收费",
        "容器镜像",
        "信创适配",
        "个人信息",
        "谁负责",
        "8 小时内响应",
        "说明不足",
        "在 documents 加一份 interface 文档的地址。",
    ],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_tells_all_that_is_said_of_a_component(registry: Registry, language: str):
    fill(registry)
    client = registry.anyone
    client.language = language

    page = shown(Client(registry.app, language=language))

    assert [said for said in SAID[language] if said not in page] == []


def test_what_is_not_said_has_no_heading(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    page = shown(registry.anyone)

    for anchor in ("running", "data", "fit", "company", "papers", "restricted"):
        assert f'id="{anchor}"' not in page, anchor
    assert 'id="terms"' in page
    assert 'id="quality"' in page


def test_what_is_described_completely_has_no_notice(registry: Registry):
    kinds = ("architecture", "interface", "deployment_guide", "security_statement", "test_report")
    papers = [{"kind": kind, "url": f"https://example.org/{kind}"} for kind in kinds]
    registry.component(registry.city("yunling"), "parking", "1.0", documents=papers)

    page = shown(registry.anyone)

    assert 'id="thin"' not in page
    assert "of 100 points" in page


def test_members_see_a_restricted_component_when_signed_in_and_why_others_do_not(registry: Registry):
    national, haina, yunling = registry.administrator(), registry.city("haina"), registry.city("yunling")
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例沿江城市群", "en": "River cities"}})
    for member in ("yunling", "haina"):
        national.post("/api/v1/clusters/river/members", {"member": member})
    registry.component(yunling, "parking", "1.0", visible_to_clusters=["river"])

    page = registry.visitor(haina).get(PAGE)

    assert page.status_code == 200
    assert "River cities" in page.get_data(as_text=True)
    assert registry.anyone.get(PAGE).status_code == 404
    assert registry.visitor(registry.city("qiuyuan")).get(f"{PAGE}/versions/1.0").status_code == 404
