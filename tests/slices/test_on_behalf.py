"""Who may adopt on behalf of whom."""

import pytest

from registry.kit.actor import CONSOLE
from registry.organisations.actions import add_division, found_cluster, join_cluster
from tests.build import Registry

ADDRESS = "/api/v1/adoptions"

DIVISIONS = (
    ("990000", None),
    ("990100", "990000"),
    ("990121", "990100"),
    ("990200", "990000"),
    ("980000", None),
    ("980100", "980000"),
)
BODIES = {
    "yunling": ("city", "city", "990100", None),
    "yunling-dept": ("city", "department", "990100", "yunling"),
    "yunling-county": ("city", "county", "990121", None),
    "haina": ("city", "city", "990200", None),
    "faraway": ("city", "city", "980100", None),
    "nation": ("authority", None, None, None),
    "province": ("authority", None, "990000", None),
    "prefecture": ("authority", None, "990100", None),
}


@pytest.fixture
def country(registry: Registry) -> Registry:
    """Two provinces, cities and authorities on several levels, and one cluster across the provinces."""
    with registry.database.writing() as session:
        for code, parent in DIVISIONS:
            add_division(session, CONSOLE, code=code, name=f"示例{code}", kind="示例", parent_code=parent)
    for slug, (kind, unit, division, parent) in BODIES.items():
        registry.organisation(slug, kind, unit=unit, division_code=division, parent=parent)
    with registry.database.writing() as session:
        found_cluster(session, CONSOLE, slug="partners", name={"zh": "示例"})
        for member in ("haina", "faraway"):
            join_cluster(session, CONSOLE, cluster="partners", member=member)
    registry.component(registry.city("publisher"), "parking", "1.0")
    return registry


@pytest.mark.parametrize(
    ("adopter", "beneficiary", "is_entitled"),
    [
        ("nation", "faraway", True),
        ("province", "yunling", True),
        ("province", "yunling-county", True),
        ("province", "faraway", False),
        ("prefecture", "yunling", True),
        ("prefecture", "yunling-county", True),
        ("prefecture", "haina", False),
        ("yunling", "yunling-dept", True),
        ("yunling-dept", "yunling", True),
        ("yunling", "haina", False),
        ("haina", "faraway", True),
        ("faraway", "yunling", False),
        ("nation", "province", False),
        ("yunling", "nation", False),
    ],
)
def test_a_body_adopts_for_those_it_leads_belongs_to_or_is_partner_of(
    country: Registry, adopter: str, beneficiary: str, is_entitled: bool
):
    caller = country.client(adopter, "adoption:write")
    body = {"adopter": adopter, "component": "publisher/parking", "mode": "new", "on_behalf_of": beneficiary}

    answer = caller.post(ADDRESS, body)

    if is_entitled:
        assert (answer.status_code, answer.json["on_behalf_of"]) == (201, beneficiary)
    else:
        assert (answer.status_code, answer.json["code"]) == (403, "not_entitled")


def test_an_authority_names_the_city_it_adopts_for(country: Registry):
    body = {"adopter": "province", "component": "publisher/parking", "mode": "new"}

    answer = country.client("province", "adoption:write").post(ADDRESS, body)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/on_behalf_of")


def test_one_body_adopts_for_many_cities_and_each_is_counted(country: Registry):
    nation = country.client("nation", "adoption:write", "platform:admin")
    for city in ("yunling", "haina", "faraway"):
        country.adoption(nation, "publisher/parking", "approved", "live", on_behalf_of=city)

    found = nation.get(f"{ADDRESS}?adopter=yunling").json["items"]

    assert [(item["adopter"], item["on_behalf_of"]) for item in found] == [("nation", "yunling")]
    assert nation.get("/api/v1/components/publisher/parking/reuse").json["adopters"] == 3


def test_a_city_runs_a_component_once_whoever_adopts_it(country: Registry):
    nation, yunling = country.client("nation", "adoption:write"), country.client("yunling", "adoption:write")
    country.adoption(nation, "publisher/parking", on_behalf_of="yunling")

    answer = yunling.post(ADDRESS, {"adopter": "yunling", "component": "publisher/parking", "mode": "new"})

    assert (answer.status_code, answer.json["code"]) == (409, "adoption_taken")


def test_the_city_whose_use_it_is_may_move_it_and_others_may_not(country: Registry):
    province, yunling, haina = (
        country.client("province", "adoption:write"),
        country.client("yunling", "adoption:write"),
        country.client("haina", "adoption:write"),
    )
    identifier = country.adoption(province, "publisher/parking", on_behalf_of="yunling")

    statuses = [
        client.post(f"{ADDRESS}/{identifier}/transitions", {"to": to}).status_code
        for client, to in ((haina, "approved"), (yunling, "approved"), (province, "pilot"))
    ]

    assert statuses == [403, 201, 201]
