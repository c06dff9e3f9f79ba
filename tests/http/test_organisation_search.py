"""GET /organisations?q=&offers=&uses=…, and the pages /organisations and /organisations/{slug}."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from registry.catalogue.models import Component, SupplierClaim
from registry.kit.clock import now_of
from registry.organisations.queries import get_organisation
from tests.build import Registry

FOUND = "/api/v1/organisations"


def slugs(answer) -> list[str]:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [item["slug"] for item in answer.json["items"]]


def some_organisations(registry: Registry) -> None:
    registry.organisation(
        "yunling",
        name={"zh": "云岭市", "en": "Yunling"},
        city_class="leading",
        size_band="large_2",
        profile={"about": {"zh": "沿海制造业城市"}, "genes": {"geography": ["沿海"]}},
    )
    registry.organisation("haina", name={"zh": "海纳市", "en": "Haina"}, city_class="foundational", size_band="town")
    registry.organisation("builder", "operating_entity", name={"zh": "示例数字建设公司", "en": "Demo Digital Builders"})
    registry.organisation("national", "authority", name={"zh": "全国数据主管", "en": "National data authority"})


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("云岭", "yunling"),
        ("Yunling", "yunling"),
        ("haina", "haina"),
        ("yunlingshi", "yunling"),  # pinyin
        ("hns", "haina"),  # initials
        ("Buidlers", "builder"),  # a typing error
        ("数字建设", "builder"),
        ("沿海", "yunling"),  # a word of the profile
        ("coastal", "yunling"),  # the same word in the other language
        ("national data", "national"),
    ],
)
def test_a_name_is_found_in_chinese_english_pinyin_and_with_a_typing_error(registry: Registry, words: str, slug: str):
    some_organisations(registry)

    assert slugs(registry.anyone.get(f"{FOUND}?q={words}"))[:1] == [slug]


def test_filters_narrow_and_facets_count_the_whole_result(registry: Registry):
    some_organisations(registry)

    answer = registry.anyone.get(f"{FOUND}?facets=kind,class,size_band,status&limit=1")

    assert answer.json["total"] == 4
    counts = {name: {v["value"]: v["count"] for v in values} for name, values in answer.json["facets"].items()}
    assert counts == {
        "kind": {"city": 2, "operating_entity": 1, "authority": 1},
        "class": {"leading": 1, "foundational": 1},
        "size_band": {"large_2": 1, "town": 1},
        "status": {"registered": 4},
    }
    assert slugs(registry.anyone.get(f"{FOUND}?class=leading")) == ["yunling"]
    assert slugs(registry.anyone.get(f"{FOUND}?kind=authority&kind=operating_entity")) == ["builder", "national"]
    assert slugs(registry.anyone.get(f"{FOUND}?size_band=town")) == ["haina"]


def test_the_province_is_a_filter_by_its_code(registry: Registry):
    national = registry.administrator()
    national.post("/api/v1/divisions", {"code": "990000", "name": "示例省", "kind": "province"})
    national.post("/api/v1/divisions", {"code": "990100", "name": "示例市", "kind": "city", "parent_code": "990000"})
    registry.organisation("yunling", division_code="990100")
    registry.organisation("haina")

    assert slugs(registry.anyone.get(f"{FOUND}?province=990000")) == ["yunling"]
    assert slugs(registry.anyone.get(f"{FOUND}?division=990100")) == ["yunling"]
    assert slugs(registry.anyone.get(f"{FOUND}?q=示例省&kind=city")) == ["yunling"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("kind=town", "/kind/0"),
        ("class=best", "/class/0"),
        ("sort=adopters", "/sort"),
        ("facets=publisher", "/facets"),
        ("mayor=x", "/mayor"),
        ("q=" + "+".join(f"word{n}" for n in range(33)), "/q"),
        ("offers=nobody/nothing", "/offers"),
    ],
)
def test_a_wrong_argument_is_named(registry: Registry, query: str, pointer: str):
    answer = registry.anyone.get(f"{FOUND}?{query}")

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json["errors"]}


def test_pages_by_each_sort_part_the_result(registry: Registry):
    for nth in range(7):
        registry.organisation(f"city-{chr(97 + nth)}", name={"zh": f"示例{nth}"})

    for sort in ("name", "recent", "relevance"):
        seen: list[str] = []
        address = f"{FOUND}?q=示例&limit=3&sort={sort}"
        cursor = ""
        while True:
            page = registry.anyone.get(address + cursor)
            seen += slugs(page)
            if page.json["next"] is None:
                break
            cursor = f"&cursor={page.json['next']}"
        assert sorted(seen) == [f"city-{chr(97 + nth)}" for nth in range(7)], sort


def test_what_an_organisation_wrote_it_finds_at_once(registry: Registry):
    yunling = registry.city("yunling")

    yunling.post(
        FOUND,
        {"slug": "yunling-parks", "kind": "city", "unit": "department", "parent": "yunling", "name": {"zh": "园林局"}},
    )

    assert slugs(yunling.get(f"{FOUND}?q=园林局")) == ["yunling-parks"]


def claim(registry: Registry, component: str, supplier: str, *, status: str = "confirmed", days: int = 90) -> None:
    """A supplier's claim as it stands in the table, whoever confirmed it."""
    with registry.database.writing() as session:
        row = session.scalars(select(Component).where(Component.full_name == component)).one()
        now = now_of(session)
        session.add(
            SupplierClaim(
                component_id=row.id,
                supplier_id=get_organisation(session, supplier).id,
                services=["maintenance"],
                status=status,
                claimed_at=now,
                expires_on=(now + timedelta(days=days)).date(),
            )
        )


def test_offers_finds_publishers_and_confirmed_suppliers(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", title={"zh": "智慧停车"}, domains=["A4"])
    registry.component(haina, "waste", "1.0", title={"zh": "垃圾分类"}, summary={"zh": "分类"}, domains=["A6"])
    for supplier in ("fixer", "pretender", "former"):
        registry.organisation(supplier, "operating_entity")
    claim(registry, "yunling/parking", "fixer")
    claim(registry, "yunling/parking", "pretender", status="claimed")
    claim(registry, "yunling/parking", "former", days=-1)

    for offers in ("yunling/parking", "A4", "停车", "tingche"):
        assert sorted(slugs(registry.anyone.get(f"{FOUND}?offers={offers}"))) == ["fixer", "yunling"], offers
    assert slugs(registry.anyone.get(f"{FOUND}?offers=A6")) == ["haina"]
    assert slugs(registry.anyone.get(f"{FOUND}?offers=A4&kind=operating_entity")) == ["fixer"]


def test_offers_tells_nothing_of_a_draft_component(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "secret", title={"zh": "秘密组件"})

    assert registry.anyone.get(f"{FOUND}?offers=yunling/secret").status_code == 422
    assert slugs(registry.anyone.get(f"{FOUND}?offers=秘密组件")) == []


def test_uses_finds_who_runs_a_component_for_cities_and_administrators_only(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.city("jiangyu")
    registry.component(yunling, "parking", "1.0")
    registry.adoption(haina, "yunling/parking", "approved", "pilot", "live")
    asked = f"{FOUND}?uses=yunling/parking"

    assert slugs(yunling.get(asked)) == ["haina"]
    assert slugs(registry.administrator().get(asked)) == ["haina"]
    nobody, entity = registry.anyone.get(asked), registry.entity("builder").get(asked)
    assert (nobody.status_code, nobody.json["code"]) == (401, "token_required")
    assert (entity.status_code, entity.json["code"]) == (403, "landscape_hidden")
    assert yunling.get(f"{FOUND}?uses=yunling/nothing").json["errors"][0]["pointer"] == "/uses"


def test_the_page_finds_narrows_and_leads_on(registry: Registry):
    some_organisations(registry)
    visitor = registry.visitor()

    page = visitor.get("/organisations?q=yunling").get_data(as_text=True)
    narrowed = visitor.get("/organisations?kind=city&class=leading").get_data(as_text=True)
    nothing = visitor.get("/organisations?q=🙂").get_data(as_text=True)

    assert 'href="/organisations/yunling"' in page
    assert "1 organisation" in page
    assert 'href="/organisations/haina"' not in narrowed
    assert 'href="/missing-organisation"' in nothing


def test_a_page_that_is_asked_too_much_says_so(registry: Registry):
    answer = registry.visitor(language="zh").get("/organisations?q=" + "+".join(f"word{n}" for n in range(33)))

    assert answer.status_code == 422
    assert "查询最多 32 个词" in answer.get_data(as_text=True)


def test_only_a_city_signed_in_is_asked_for_and_shown_what_is_run(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    registry.adoption(haina, "yunling/parking", "approved", "pilot", "live")
    city, public = registry.visitor(yunling), registry.visitor()

    assert "What it runs" in city.get("/organisations/haina").get_data(as_text=True)
    assert "/components/yunling/parking" in city.get("/organisations/haina").get_data(as_text=True)
    assert "What it runs" not in public.get("/organisations/haina").get_data(as_text=True)
    assert "/components/yunling/parking" not in public.get("/organisations/haina").get_data(as_text=True)
    assert 'name="uses"' in city.get("/organisations").get_data(as_text=True)
    assert 'name="uses"' not in public.get("/organisations").get_data(as_text=True)
    assert public.get("/organisations?uses=yunling/parking").status_code == 401


def test_the_profile_page_shows_what_it_publishes_and_supplies_and_the_cities_like_it(registry: Registry):
    some_organisations(registry)
    registry.component(registry.city("yunling"), "parking", "1.0")
    claim(registry, "yunling/parking", "builder")
    registry.organisation("jiangyu", size_band="large_2")

    of_city = registry.visitor(language="zh").get("/organisations/yunling").get_data(as_text=True)
    of_entity = registry.visitor(language="en").get("/organisations/builder").get_data(as_text=True)

    for told in (
        "云岭市",
        "沿海制造业城市",
        "先行引领",
        "/components/yunling/parking",
        "/organisations/jiangyu",
        "规模等级相同",
    ):
        assert told in of_city, told
    assert "What it supplies" in of_entity
    assert registry.visitor().get("/organisations/nowhere").status_code == 404
