"""The demonstration data agree with themselves and with the rules, and name no real place."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from graphlib import TopologicalSorter
from itertools import combinations, pairwise, permutations
from pathlib import Path
from typing import Any

import orjson
import pytest
from packaging.specifiers import SpecifierSet
from packaging.version import Version
from ruamel.yaml import YAML

from registry.accounts.roles import ROLES
from registry.adoption.lifecycle import check_transition
from registry.adoption.vocabulary import MODES, STAGES
from registry.catalogue import vocabulary
from registry.catalogue.describing import checked
from registry.organisations.credit_code import is_credit_code
from registry.organisations.naming import is_valid_name, skeleton
from registry.organisations.vocabulary import CITY_CLASSES, ENTITY_TYPES

FOLDER = Path(__file__).parents[2] / "registry" / "data" / "demonstration"
BANNER = "# 演示数据，不代表任何真实城市或企业 / Demonstration data"
FIRST_DAY, LAST_DAY = date(2024, 11, 1), date(2026, 10, 31)
RING = {"huwan", "qiaocheng", "songchuan"}

Record = dict[str, Any]


@cache
def read(name: str) -> Record:
    return dict(YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yaml"))


def organisations(kind: str = "", unit: str = "") -> dict[str, Record]:
    return {
        row["slug"]: row
        for row in read("organisations")["organisations"]
        if kind in ("", row["kind"]) and unit in ("", row.get("unit"))
    }


@cache
def components() -> dict[str, Record]:
    return {f"{row['publisher']}/{row['name']}": row for row in read("components")["components"]}


def adoptions() -> list[Record]:
    return list(read("adoptions")["adoptions"])


def city_of(slug: str) -> str:
    return str(organisations()[slug].get("parent", slug))


def beneficiary_of(adoption: Record) -> str:
    return str(adoption.get("on_behalf_of", adoption["adopter"]))


def offered(component: str, on: date, *, prereleases: bool = False) -> list[Version]:
    """The versions a new user could choose on a day: published by then, and not yanked by then."""
    rows = [row for row in components()[component]["versions"] if row["published_on"] <= on]
    rows = [row for row in rows if row.get("yanked", {"on": date.max})["on"] > on]
    numbers = (Version(row["number"]) for row in rows)
    return [number for number in numbers if prereleases or not number.is_prerelease]


def walk(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Everything in a document, with where it stands."""
    yield path, node
    inside = dict(enumerate(node)) if isinstance(node, list) else node
    if isinstance(inside, dict):
        for key, value in inside.items():
            yield from walk(value, f"{path}/{key}")


def end_of(adoption: Record) -> tuple[str, str | None]:
    """The last stage of an adoption and the last version named in it."""
    versions = [step["version"] for step in adoption["steps"] if "version" in step]
    return adoption["steps"][-1]["to"], versions[-1] if versions else None


def publisher_of(adoption: Record) -> str:
    return str(adoption["component"].split("/")[0])


def bigrams(component: Record) -> set[str]:
    words = [component["title"]["zh"], component["summary"]["zh"], *component["features"]["zh"]]
    line = "".join("".join(words).split())
    return {line[place : place + 2] for place in range(len(line) - 1)}


FILES = ["organisations", "clusters", "pairings", "scenarios", "components", "adoptions"]


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_what_it_is_and_every_text_stands_in_two_languages(name: str):
    assert (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").startswith(BANNER)
    for path, text in walk(read(name)):
        if not isinstance(text, dict) or not {"zh", "en"} & set(text):
            continue
        assert text.get("zh"), path
        assert text.get("en"), path
        assert re.search("[\u4e00-\u9fff]", str(text["zh"])), path
        assert not re.search("[\u4e00-\u9fff]", str(text["en"])), path


def test_the_set_has_the_size_the_design_asks_for():
    rows = read("components")["components"]

    assert sorted(row["row"] for row in rows if not row.get("extra")) == list(range(1, 59))
    assert sum(1 for row in rows if row.get("extra")) == 8
    assert len(organisations("city", "city")) == 12
    entities = organisations("operating_entity").values()
    types = Counter(word for row in entities for word in row["entity_types"])
    assert len(entities) == 9
    assert types == dict.fromkeys(ENTITY_TYPES, 3)
    assert len(organisations("assessor")) == 2
    assert len(read("clusters")["clusters"]) == 2
    assert len(read("pairings")["pairings"]) == 4
    assert len(read("scenarios")["scenarios"]) == 24
    assert 88 <= len(adoptions()) <= 95


def test_every_slug_and_name_is_valid_and_looks_like_no_other():
    slugs = [row["slug"] for row in read("organisations")["organisations"]]
    full_names = [(row["publisher"], row["name"]) for row in read("components")["components"]]

    assert all(is_valid_name(name) for name in [*slugs, *(name for _, name in full_names)])
    assert len({skeleton(slug) for slug in slugs}) == len(slugs)
    assert len({(owner, skeleton(name)) for owner, name in full_names}) == len(full_names)


def test_no_division_is_real_and_each_stands_below_one_listed_before():
    known: set[str | None] = {None}
    for division in read("organisations")["divisions"]:
        assert re.fullmatch(r"99\d{4}", division["code"])
        assert division["name"].startswith("示例")
        assert division["code"] not in known
        assert division["parent_code"] in known
        known.add(division["code"])

    assert {row.get("division_code") for row in organisations().values()} <= known


def test_every_credit_code_has_its_check_sign_and_an_unassigned_region():
    codes = [row["uscc"] for row in organisations().values() if "uscc" in row]

    assert all(is_credit_code(code) and code[2:4] == "99" for code in codes)
    assert len(set(codes)) == len(codes)
    assert all("uscc" in row for row in organisations("operating_entity").values())


def test_every_city_has_a_class_history_with_its_three_factors():
    for city in organisations("city", "city").values():
        since = [entry["valid_from"] for entry in city["classes"]]
        assert since == sorted(set(since))
        for entry in city["classes"]:
            assert entry["city_class"] in CITY_CLASSES
            assert {"stage", "foundation", "endowment"} < set(entry)
            assert entry["evidence"] == ["演示"]


def test_units_clusters_pairings_and_people_refer_to_listed_organisations():
    cities = set(organisations("city", "city"))

    assert all(row["parent"] in cities for row in organisations().values() if "parent" in row)
    for cluster in read("clusters")["clusters"]:
        assert {member["city"] for member in cluster["members"]} <= cities
    for pairing in read("pairings")["pairings"]:
        assert {pairing["helper"], pairing["helped"]} <= cities
        assert pairing["period"]["from"] < pairing["period"]["to"]
    for person in read("organisations")["people"]:
        for membership in person["memberships"]:
            assert membership["organisation"] in organisations()
            assert membership["role"] in ROLES


@pytest.mark.parametrize("name", components())
def test_a_component_is_described_in_the_words_of_the_registry(name: str):
    component = components()[name]

    assert {"title", "summary", "description", "features"} <= set(component)
    assert checked(component, {})["license"] == component["license"]
    assert component["publisher"] in organisations("city")
    assert component["kind"] in vocabulary.KINDS
    assert component["cost_model"] in vocabulary.COST_MODELS
    assert set(component["hosting"]) <= set(vocabulary.HOSTING)
    assert component["maintenance"]["type"] in vocabulary.MAINTENANCE_TYPES
    assert component["sharing_scope"] in vocabulary.SHARING_SCOPES
    assert component["data_grade"] in vocabulary.DATA_GRADES
    assert component.get("security_level", 1) in range(1, 5)
    assert all(contact["email"].endswith("@example.org") for contact in component["contacts"])
    assert 40 <= len(component["summary"]["zh"]) <= 120
    assert len(component["features"]["zh"]) == len(component["features"]["en"])


@pytest.mark.parametrize("name", components())
def test_versions_come_in_order_of_number_and_of_day_and_each_says_what_changed(name: str):
    versions = components()[name]["versions"]

    assert len(versions) <= 6
    for earlier, later in pairwise(versions):
        assert Version(earlier["number"]) < Version(later["number"])
        assert earlier["published_on"] < later["published_on"]
    assert len({version["notes"]["zh"] for version in versions}) == len(versions)


def test_what_stands_behind_versions_names_versions_that_are_published_by_then():
    published = {
        (name, version["number"]): version["published_on"]
        for name, component in components().items()
        for version in component["versions"]
    }
    content = read("releases")

    for entry in (*content["artifacts"], *content["sboms"], *content["references"]):
        assert published[entry["component"], entry["number"]] <= entry["on"]
    for feedback in content["feedback"]:
        assert published[feedback["component"], feedback["version"]] <= feedback["on"]
        if resolution := feedback.get("resolution"):
            assert published[feedback["component"], resolution["version"]] <= resolution["on"]


def test_an_advisory_names_published_versions_and_a_later_one_that_is_fixed():
    for advisory in read("releases")["advisories"]:
        numbers = {row["number"] for row in components()[advisory["component"]]["versions"]}
        listed = {number for entry in advisory["affected"] for number in entry.get("versions", ())}
        assert listed | set(advisory["fixed"]) <= numbers
        assert max(map(Version, listed), default=Version("0")) < Version(advisory["fixed"][0])


def domain_codes() -> set[str]:
    shipped = orjson.loads(Path("registry/data/taxonomies.json").read_bytes())
    return {concept["code"] for concept in shipped["schemes"][0]["concepts"]}


def test_every_scenario_has_a_domain_and_a_component_that_serves_it():
    served = {word for component in components().values() for word in component["scenarios"]}

    for scenario in read("scenarios")["scenarios"]:
        assert scenario["domain"] in domain_codes()
        assert scenario["zh"] in served


def test_what_a_version_requires_was_on_offer_on_the_day_it_was_published():
    for name, component in components().items():
        for version in component["versions"]:
            for need in version.get("requires", ()):
                choices = offered(need["component"], version["published_on"])
                assert any(SpecifierSet(need["specifier"]).filter(choices)), (name, need)


def test_requirements_never_run_in_a_circle():
    graph = TopologicalSorter[str]()
    for name, component in components().items():
        for version in component["versions"]:
            graph.add(name, *(need["component"] for need in version.get("requires", ())))

    graph.prepare()  # This raises CycleError, naming the circle.


def test_the_statuses_yanks_and_lineages_worth_showing_are_there():
    rows = components().values()
    yanks = [row["yanked"] for each in rows for row in each["versions"] if "yanked" in row]
    statuses = Counter(row["status"] for row in rows)

    assert statuses == {"listed": 63, "draft": 1, "in_review": 1, "deprecated": 1}
    assert all(bool(row["versions"]) is (row["status"] != "draft") for row in rows)
    assert [yank["reason"] for yank in yanks] == ["security"]
    assert [row["based_on"] in components() for row in rows if "based_on" in row] == [True] * 3
    ends = [row["deprecation"] for row in rows if "deprecation" in row]
    assert [end["successor"] in components() for end in ends] == [True]


def test_only_the_two_marked_pairs_are_near_duplicates():
    signs = {name: bigrams(row) for name, row in components().items()}
    marked = [(name, row.get("near_duplicate_of")) for name, row in components().items()]
    pairs = {frozenset(pair) for pair in marked if pair[1]}
    alike = {
        frozenset((one, other))
        for one, other in combinations(signs, 2)
        if len(signs[one] & signs[other]) >= 0.6 * len(signs[one] | signs[other])
    }

    assert len(pairs) == 2
    assert alike == pairs


def test_every_adoption_refers_to_what_is_listed():
    codes = {scenario["code"] for scenario in read("scenarios")["scenarios"]}
    for adoption in adoptions():
        body = organisations()[adoption["adopter"]]
        assert body["kind"] == "city" or "on_behalf_of" in adoption
        assert city_of(beneficiary_of(adoption)) in organisations("city", "city")
        assert components()[adoption["component"]]["status"] in ("listed", "deprecated")
        assert adoption["mode"] in MODES
        assert adoption.get("scenario") in codes | {None}
        assert adoption.get("operator") in {*organisations("operating_entity"), None}


def test_every_adoption_moves_as_the_rules_allow_in_order_of_days():
    for adoption in adoptions():
        first, *rest = adoption["steps"]
        assert first["to"] == "planned"
        stage, version, since = "planned", first.get("version"), first["on"]
        for step in rest:
            to, on, chosen = step["to"], step["on"], step.get("version", version)
            other = chosen != version
            check_transition(stage=stage, to=to, version_changes=other, on=on, since=since, today=LAST_DAY)
            stage, version, since = to, chosen, on


def test_a_version_is_never_adopted_before_it_was_published_or_after_it_was_yanked():
    for adoption in adoptions():
        for step in adoption["steps"]:
            choices = offered(adoption["component"], step["on"], prereleases=True)
            assert choices, adoption
            assert "version" not in step or Version(step["version"]) in choices, adoption


def test_no_body_begins_an_adoption_of_a_component_before_its_last_one_has_ended():
    free_from: dict[tuple[str, str], date] = {}
    for adoption in adoptions():
        key, last = (beneficiary_of(adoption), adoption["component"]), adoption["steps"][-1]
        assert free_from.get(key, FIRST_DAY) <= adoption["steps"][0]["on"], key
        free_from[key] = last["on"] if last["to"] == "retired" else date.max


def test_every_stage_is_reached_and_every_oddity_worth_showing_is_there():
    ends = {(row["component"], *end_of(row)) for row in adoptions()}
    at_home = [row for row in adoptions() if city_of(beneficiary_of(row)) == publisher_of(row)]

    assert {stage for _, stage, _ in ends} == set(STAGES)
    assert ("yunling/e-licence-sharing", "live", "1.3.0") in ends  # yanked, and still in use
    assert ("jiangyu/fire-lane-detection", "live", "1.0.5") in ends  # deprecated, and still in use
    assert sum(1 for row in adoptions() if end_of(row)[1] is None) >= 3
    assert sum(1 for row in adoptions() if "on_behalf_of" in row) >= 2
    assert len(at_home) >= 4


def test_the_ring_adopts_each_others_components_within_a_week_by_one_operator():
    taken = [row for row in adoptions() if row["adopter"] in RING]
    edges = [row for row in taken if publisher_of(row) in RING - {row["adopter"]}]
    begun = [row["steps"][0]["on"] for row in edges]

    assert {(publisher_of(row), row["adopter"]) for row in edges} == set(permutations(RING, 2))
    assert (max(begun) - min(begun)).days <= 7
    assert len({row["operator"] for row in edges}) == 1


def test_one_claim_has_been_live_for_long_and_nothing_was_heard_since():
    silent = [row for row in adoptions() if (LAST_DAY - row["steps"][-1]["on"]).days > 540]
    stale = [(row["adopter"], row["component"]) for row in silent if end_of(row)[0] == "live"]

    assert stale == [("caodian", "haina/iot-gateway")]


@pytest.mark.parametrize("name", ["components", "adoptions"])
def test_everything_happens_within_the_two_simulated_years(name: str):
    for path, value in walk(read(name)):
        if isinstance(value, date) and not path.endswith("/sunset_on"):
            assert FIRST_DAY <= value <= LAST_DAY, path
