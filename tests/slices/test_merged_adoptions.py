"""Bodies that merge bring their adoptions along, with history; figures are right at once."""

from tests.build import Client, Registry
from tests.http.landscape_scene import API, differences_of, publish


def merge(registry: Registry, slug: str, into: str) -> None:
    answer = registry.administrator().post(f"{API}/organisations/{slug}/merge", {"into": into})
    assert answer.status_code == 200, answer.get_data(as_text=True)


def adopters(registry: Registry, component: str) -> int:
    found: int = registry.administrator().get(f"{API}/components/{component}/reuse").json["adopters"]
    return found


def landscape(client: Client, slug: str, query: str = "") -> list[tuple[str, str, str]]:
    items = client.get(f"{API}/organisations/{slug}/landscape{query}").json["items"]
    return [(item["beneficiary"], item["component"], item["stage"]) for item in items]


def test_what_a_merged_city_ran_is_its_successors_with_its_history(registry: Registry):
    _, haina = publish(registry)
    jiangyu = registry.city("jiangyu")
    adoption = registry.adoption(haina, "yunling/parking", "approved", "live")

    merge(registry, "haina", "jiangyu")

    read = jiangyu.get(f"{API}/adoptions/{adoption}").json
    assert (read["adopter"], read["stage"]) == ("jiangyu", "live")
    assert read["history"][-1]["note"] == "haina → jiangyu: haina → jiangyu"
    assert [step["stage"] for step in read["history"]] == ["planned", "approved", "live", "live"]
    assert landscape(jiangyu, "jiangyu") == [("jiangyu", "yunling/parking", "live")]
    assert landscape(jiangyu, "haina") == landscape(jiangyu, "jiangyu"), "the old name leads on"
    assert adopters(registry, "yunling/parking") == 1
    assert differences_of(registry) == []


def test_where_both_ran_a_component_the_older_use_goes_on_and_the_city_counts_once(registry: Registry):
    _, haina = publish(registry)
    jiangyu = registry.city("jiangyu")
    older = registry.adoption(haina, "yunling/parking", "approved", "live", on="2025-01-01")
    younger = registry.adoption(jiangyu, "yunling/parking", "approved", "live")
    first = registry.adoption(jiangyu, "yunling/lights", "approved", "live", on="2025-01-01")
    second = registry.adoption(haina, "yunling/lights", "approved", "live")
    assert adopters(registry, "yunling/parking") == 2

    merge(registry, "haina", "jiangyu")

    stages = {
        identifier: jiangyu.get(f"{API}/adoptions/{identifier}").json["stage"]
        for identifier in (older, younger, first, second)
    }
    assert stages == {older: "live", younger: "retired", first: "live", second: "retired"}
    ended = jiangyu.get(f"{API}/adoptions/{younger}").json["history"][-1]
    assert (ended["stage"], "haina → jiangyu" in ended["note"]) == ("retired", True)
    assert (adopters(registry, "yunling/parking"), adopters(registry, "yunling/lights")) == (1, 1)
    assert differences_of(registry) == []


def test_units_of_a_merged_city_count_for_its_successor(registry: Registry):
    publish(registry)
    jiangyu = registry.city("jiangyu")
    traffic = registry.client("haina-traffic", "adoption:write", parent="haina", unit="department")
    registry.adoption(traffic, "yunling/parking", "approved", "live")
    registry.adoption(jiangyu, "yunling/parking", "approved", "live")
    assert adopters(registry, "yunling/parking") == 2

    merge(registry, "haina", "jiangyu")

    assert adopters(registry, "yunling/parking") == 1
    assert landscape(jiangyu, "jiangyu") == [
        ("haina-traffic", "yunling/parking", "live"),
        ("jiangyu", "yunling/parking", "live"),
    ]
    assert differences_of(registry) == []


def test_what_a_merged_city_published_is_no_reuse_of_its_successor(registry: Registry):
    yunling, haina = publish(registry)
    registry.city("jiangyu")
    registry.adoption(haina, "yunling/parking", "approved", "live")
    registry.adoption(registry.city("jiangyu"), "yunling/parking", "approved", "live")
    assert adopters(registry, "yunling/parking") == 2

    merge(registry, "yunling", "haina")

    assert adopters(registry, "yunling/parking") == 1
    assert differences_of(registry) == []
    assert yunling.get(f"{API}/organisations/yunling/landscape").status_code == 401, "its tokens have ended"


def test_a_chain_of_mergers_carries_everything_to_its_end(registry: Registry):
    _, haina = publish(registry)
    registry.city("jiangyu")
    qiuyuan = registry.city("qiuyuan")
    registry.adoption(haina, "yunling/parking", "approved", "live")

    merge(registry, "haina", "jiangyu")
    merge(registry, "jiangyu", "qiuyuan")

    assert landscape(qiuyuan, "qiuyuan") == [("qiuyuan", "yunling/parking", "live")]
    assert differences_of(registry) == []


def test_an_operator_that_merges_goes_on_operating_under_its_new_name(registry: Registry):
    _, haina = publish(registry)
    registry.entity("builder"), registry.entity("operator")
    adoption = registry.adoption(haina, "yunling/parking", operator="builder")

    merge(registry, "builder", "operator")

    assert haina.get(f"{API}/adoptions/{adoption}").json["operator"] == "operator"


def test_cities_are_told_which_adoptions_passed_on(registry: Registry):
    yunling, haina = publish(registry)
    registry.city("jiangyu")
    adoption = registry.adoption(haina, "yunling/parking", "approved", "live")

    merge(registry, "haina", "jiangyu")

    [event] = yunling.get(f"{API}/events?limit=1000&types=adoption.handed_over").json["items"]
    told = event["data"]
    assert (told["adoption"], told["previous_beneficiary"], told["on_behalf_of"]) == (adoption, "haina", "jiangyu")
