"""organisations search, peers, describe, draft, approve, merge."""

from tests.cli.conftest import Shell


def test_a_missing_organisation_is_drafted_approved_and_merged(two_cities: Shell):
    drafted = two_cities.json("organisations", "draft", "haina-city", "--kind", "city", "--name-zh", "海纳市")
    approved = two_cities.json("organisations", "approve", "haina-city")
    merged = two_cities.json("organisations", "merge", "haina-city", "haina")

    assert [done["status"] for done in (drafted, approved, merged)] == ["draft", "registered", "merged"]
    assert merged["successor"] == "haina"
    again = two_cities.run("organisations", "merge", "haina-city", "haina", language="zh_CN.UTF-8")
    assert (again.exit_code, "不能并入" in again.output) == (1, True)


def test_what_a_city_says_of_itself_is_changed_part_by_part(two_cities: Shell):
    two_cities.done("organisations", "describe", "yunling", "--size-band", "medium", "--gene", "economy=制造业，port")
    changed = two_cities.json("organisations", "describe", "yunling", "--about-en", "A city")

    assert changed["size_band"] == "medium"
    assert changed["profile"] == {"genes": {"economy": ["制造业", "port"]}, "about": {"en": "A city"}}
    assert two_cities.run("organisations", "describe", "yunling").exit_code == 2
    assert two_cities.run("organisations", "describe", "yunling", "--gene", "weather=wet").exit_code == 2


def test_organisations_are_searched_and_likened(two_cities: Shell):
    for city in ("yunling", "haina"):
        two_cities.done("organisations", "describe", city, "--size-band", "medium")

    found = two_cities.json("organisations", "search", "yunling", "--kind", "city")
    peers = two_cities.json("organisations", "peers", "yunling")

    assert [item["slug"] for item in found["items"]] == ["yunling"]
    assert [(peer["slug"], peer["similarity"]) for peer in peers] == [("haina", 0.2)]
    assert "the same size" in two_cities.done("organisations", "peers", "yunling")


def test_both_indexes_are_fed_anew(two_cities: Shell):
    fed = two_cities.json("reindex")

    assert (fed["components"], fed["organisations"], fed["left_to_service"]) == (0, 2, False)
    assert two_cities.run("check").exit_code == 0
