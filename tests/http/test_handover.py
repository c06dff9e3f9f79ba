"""POST /adoptions/{id}/handover: an adoption becomes another body's, with its history."""

import pytest

from tests.build import Client, Registry
from tests.http.landscape_scene import API, differences_of, publish

HANDED = {"to": "jiangyu", "reason": "区划调整"}


def hand_over(client: Client, adoption: str, **changes: str):
    return client.post(f"{API}/adoptions/{adoption}/handover", {**HANDED, **changes})


def test_an_adoption_passes_on_with_its_history_and_counts_for_the_other_city(registry: Registry):
    _, haina = publish(registry)
    jiangyu, national = registry.city("jiangyu"), registry.administrator()
    adoption = registry.adoption(haina, "yunling/parking", "approved", "live")

    answer = hand_over(national, adoption)

    assert (answer.status_code, answer.json["adopter"], answer.json["stage"]) == (200, "jiangyu", "live")
    steps = answer.json["history"]
    assert [step["stage"] for step in steps] == ["planned", "approved", "live", "live"]
    assert steps[-1]["note"] == "haina → jiangyu: 区划调整"
    assert [item["component"] for item in jiangyu.get(f"{API}/organisations/jiangyu/landscape").json["items"]] == [
        "yunling/parking"
    ]
    assert haina.get(f"{API}/organisations/haina/landscape").json["items"] == []
    assert national.get(f"{API}/components/yunling/parking/reuse").json["adopters"] == 1
    assert differences_of(registry) == []


def test_what_passes_to_the_publishers_own_city_is_reuse_no_more(registry: Registry):
    _, haina = publish(registry)
    national = registry.administrator()
    adoption = registry.adoption(haina, "yunling/parking", "approved", "live")

    assert hand_over(national, adoption, to="yunling").status_code == 200

    assert national.get(f"{API}/components/yunling/parking/reuse").json["adopters"] == 0
    assert differences_of(registry) == []


def test_who_adopted_on_behalf_of_the_city_goes_on_adopting(registry: Registry):
    publish(registry)
    registry.organisation("jiangyu")
    region = registry.client("region", "adoption:write", kind="authority")
    adoption = registry.adoption(region, "yunling/parking", on_behalf_of="haina")

    answer = hand_over(registry.administrator(), adoption)

    assert (answer.json["adopter"], answer.json["on_behalf_of"]) == ("region", "jiangyu")


def test_only_administrators_hand_over(registry: Registry):
    yunling, haina = publish(registry)
    registry.organisation("jiangyu")
    adoption = registry.adoption(haina, "yunling/parking")

    for client, status in ((haina, 403), (yunling, 403), (registry.entity("firm"), 403), (registry.anyone, 401)):
        assert hand_over(client, adoption).status_code == status


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"to": "haina"}, 422, "/to"),
        ({"to": "nowhere"}, 422, "/to"),
        ({"to": "builder"}, 422, "/to"),
        ({"reason": " "}, 422, "/reason"),
        ({"on": "2026-03-03"}, 422, "day_out_of_order"),
        ({"on": "2026-01-01"}, 422, "day_out_of_order"),
        ({"to": "yunling"}, 409, "adoption_taken"),
    ],
)
def test_a_handover_that_cannot_be_is_refused_with_a_reason(
    registry: Registry, change: dict[str, str], status: int, told: str
):
    yunling, haina = publish(registry)
    registry.organisation("jiangyu")
    registry.entity("builder")
    registry.adoption(yunling, "yunling/parking")
    adoption = registry.adoption(haina, "yunling/parking", "approved")

    answer = hand_over(registry.administrator(), adoption, **change)

    assert answer.status_code == status
    pointers = [error["pointer"] for error in answer.json.get("errors", [])]
    assert told in (answer.json["code"], *pointers)
