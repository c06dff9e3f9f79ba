"""GET /taxonomies."""

from tests.build import Registry

SIX_ACTIONS = {
    "efficient_governance": "智慧高效治理",
    "digital_life": "数字美好生活",
    "digital_economy": "数字经济赋能",
    "urban_renewal": "城市数字更新",
    "digital_foundation": "数字化转型筑基",
    "institutional_reform": "适数化改革创新",
}


def test_the_twelve_domains_and_six_actions_are_given_in_both_languages_with_their_source(registry: Registry):
    schemes = {scheme["code"]: scheme for scheme in registry.anyone.get("/api/v1/taxonomies").json["items"]}

    codes = [concept["code"] for concept in schemes["domains"]["concepts"]]
    assert codes == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B2", "C1", "C2", "C3"]
    assert {concept["code"]: concept["name"]["zh"] for concept in schemes["actions"]["concepts"]} == SIX_ACTIONS
    assert "660" in schemes["domains"]["source"]["zh"]
    assert "1306" in schemes["actions"]["source"]["zh"]
    for scheme in schemes.values():
        assert all(concept["name"]["zh"] and concept["name"]["en"] for concept in scheme["concepts"])
