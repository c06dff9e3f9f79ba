"""GET /components/{publisher}/{name}/similar: more like this, and why."""

from tests.build import Registry


def place(component: str) -> str:
    return f"/api/v1/components/{component}/similar"


def test_the_nearest_come_first_with_what_they_share(registry: Registry):
    yunling = registry.city("yunling")
    parking = registry.component(yunling, "parking", "1.0", scenarios=["停车一张网"], tags=["LoRa"])
    registry.component(
        yunling,
        "county-parking",
        "1.0",
        title={"zh": "县城停车"},
        summary={"zh": "把县城停车场接入一张网。"},
        scenarios=["停车一张网"],
        tags=["lora"],
    )
    registry.component(yunling, "guidance", "1.0", title={"zh": "停车诱导"}, summary={"zh": "指路"})
    registry.component(yunling, "bridge", "1.0", title={"zh": "桥梁监测"}, summary={"zh": "看护结构"})

    items = registry.anyone.get(place(parking)).json["items"]

    assert [item["component"]["name"] for item in items][:2] == ["county-parking", "guidance"]
    assert items[0]["why"]["scenarios"] == ["停车一张网"]
    assert items[0]["why"]["tags"] == ["LoRa"]
    assert "停车场" in items[0]["why"]["words"]
    assert 1 >= items[0]["similarity"] > items[1]["similarity"] >= 0


def test_a_component_is_not_like_itself_and_like_nothing_where_it_is_alone(registry: Registry):
    alone = registry.component(registry.city("yunling"), "parking", "1.0")

    assert registry.anyone.get(place(alone)).json == {"items": []}


def test_no_more_than_asked_for_are_told(registry: Registry):
    yunling = registry.city("yunling")
    first, *_ = [registry.component(yunling, f"parking-{nth}", "1.0") for nth in range(5)]

    assert len(registry.anyone.get(f"{place(first)}?limit=2").json["items"]) == 2
    assert registry.anyone.get(f"{place(first)}?limit=21").status_code == 422


def test_of_a_component_that_is_not_there_nothing_is_told(registry: Registry):
    assert registry.anyone.get(place("yunling/none")).status_code == 404
