"""/search/dictionary: names that are never cut apart."""

import pytest

from tests.build import Client, Registry

ADDRESS = "/api/v1/search/dictionary"


def names(client: Client, words: str) -> list[str]:
    return [item["name"] for item in client.get(f"/api/v1/components?q={words}").json["items"]]


def test_a_name_in_the_catalogue_is_found_whole_and_first(registry: Registry):
    yunling = registry.city("yunling")
    for nth in range(3):
        title = {"zh": f"云上民意平台通知{nth}"}
        registry.component(yunling, f"other-{nth}", "1.0", title=title, summary={"zh": "云上民意，一点就通。"})
    registry.component(yunling, "voice", "1.0", title={"zh": "云上民意通"}, summary={"zh": "收集意见。"})

    assert names(registry.anyone, "云上民意通")[0] == "voice"
    assert names(registry.anyone, "民意通")[0] == "voice"


def test_a_name_that_is_entered_is_not_found_in_its_parts(registry: Registry):
    yunling, administrator = registry.city("yunling"), registry.administrator()
    registry.component(yunling, "whole", "1.0", title={"zh": "城事办"}, summary={"zh": "登记"})
    registry.component(yunling, "parts", "1.0", title={"zh": "城事与事办"}, summary={"zh": "登记"})

    made = administrator.post(ADDRESS, {"word": "城事办"})

    assert (made.status_code, made.json["word"]) == (201, "城事办")
    assert names(administrator, "城事办")[0] == "whole"
    assert [item["word"] for item in registry.anyone.get(ADDRESS).json["items"]] == ["城事办"]


def test_the_index_is_fed_anew_and_searches_go_on(registry: Registry):
    registry.component(registry.city("yunling"), "smart-parking", "1.0")
    administrator = registry.administrator()
    engine = registry.app.extensions["registry.search"]
    before = engine.current().dictionary

    administrator.post(ADDRESS, {"word": "全市停车场"})

    assert names(registry.anyone, "全市停车场") == ["smart-parking"]
    assert engine.current().dictionary == before + 1


def test_a_name_is_taken_out(registry: Registry):
    administrator = registry.administrator()
    administrator.post(ADDRESS, {"word": "城事办"})

    assert administrator.delete(f"{ADDRESS}/城事办").status_code == 204
    assert administrator.delete(f"{ADDRESS}/城事办").status_code == 404
    assert registry.anyone.get(ADDRESS).json["items"] == []


@pytest.mark.parametrize(("word", "status"), [("城", 422), ("city", 422), ("城 事", 422), ("", 422), ("城事办", 409)])
def test_what_is_no_name_and_what_is_there_already_is_refused(registry: Registry, word: str, status: int):
    administrator = registry.administrator()
    administrator.post(ADDRESS, {"word": "城事办"})

    assert administrator.post(ADDRESS, {"word": word}).status_code == status
