"""GET | PUT | DELETE /adoptions/{id}/rating, GET /components/{publisher}/{name}/ratings."""

import pytest

from registry.adoption.models import ComponentRating
from tests.build import Answer, Client, Registry

FIRST = {"If-None-Match": "*"}
RATINGS = "/api/v1/components/yunling/parking/ratings"


def begin(registry: Registry, slug: str = "haina", *stages: str) -> tuple[Client, str]:
    yunling, city = registry.city("yunling"), registry.city(slug)
    if yunling.get("/api/v1/components/yunling/parking").status_code == 404:
        registry.component(yunling, "parking", "1.0")
    adoption = registry.adoption(city, "yunling/parking", *(stages or ("approved", "live")))
    return city, f"/api/v1/adoptions/{adoption}/rating"


def rate(client: Client, address: str, stars: int, comment: str | None = None) -> Answer:
    present = client.get(address)
    headers = FIRST if present.status_code == 404 else {"If-Match": present.headers["ETag"]}
    return client.call("PUT", address, {"stars": stars, **({"comment": comment} if comment else {})}, headers=headers)


def distribution(client: Client) -> list[int]:
    return list(client.get(RATINGS).json["distribution"].values())


def test_one_rating_of_five_stars_makes_three_and_three_quarters(registry: Registry):
    haina, address = begin(registry)

    answer = rate(haina, address, 5, "好用")
    ratings = haina.get(RATINGS).json

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert (answer.json["stars"], answer.json["counts"]) == (5, True)
    assert (ratings["count"], ratings["mean"], ratings["prior_mean"], ratings["prior_weight"]) == (1, 3.75, 3.5, 5)
    assert ratings["distribution"] == {"1": 0, "2": 0, "3": 0, "4": 0, "5": 1}


def test_a_rating_is_edited_and_never_repeated(registry: Registry):
    haina, address = begin(registry)
    rate(haina, address, 5)

    edited = rate(haina, address, 2, "升级后变慢")
    again = haina.call("PUT", address, {"stars": 4}, headers=FIRST)

    assert (edited.status_code, again.status_code) == (200, 412)
    assert distribution(haina) == [0, 1, 0, 0, 0]
    assert haina.call("PUT", address, {"stars": 4}).status_code == 428


def test_a_rating_is_taken_back(registry: Registry):
    haina, address = begin(registry)
    etag = rate(haina, address, 5).headers["ETag"]

    assert haina.delete(address).status_code == 428
    assert haina.delete(address, etag=etag).status_code == 204
    assert haina.get(address).status_code == 404
    assert (haina.get(RATINGS).json["count"], distribution(haina)) == (0, [0, 0, 0, 0, 0])


@pytest.mark.parametrize("stages", [("approved",), ("approved", "pilot"), ("approved", "live", "suspended")])
def test_only_a_live_adoption_is_rated(registry: Registry, stages: tuple):
    haina, address = begin(registry, "haina", *stages)

    answer = rate(haina, address, 5)

    assert (answer.status_code, answer.json["code"]) == (409, "not_live")


def test_a_rating_counts_while_the_adoption_is_live(registry: Registry):
    haina, address = begin(registry)
    rate(haina, address, 4)
    moves = address.replace("rating", "transitions")

    haina.post(moves, {"to": "suspended"})
    suspended = haina.get(address).json["counts"], distribution(haina)
    haina.post(moves, {"to": "live"})

    assert suspended == (False, [0, 0, 0, 0, 0])
    assert (haina.get(address).json["counts"], distribution(haina)) == (True, [0, 0, 0, 1, 0])


def test_the_publishers_own_city_does_not_count(registry: Registry):
    yunling, address = begin(registry, "yunling")

    assert rate(yunling, address, 5).json["counts"] is False
    assert distribution(yunling) == [0, 0, 0, 0, 0]


def test_a_transfer_counts_anew_who_is_another_city(registry: Registry):
    haina, address = begin(registry)
    rate(haina, address, 5)
    yunling, place = registry.city("yunling"), "/api/v1/components/yunling/parking/transfer"
    yunling.post(place, {"to": "haina"})

    confirmed = haina.post(place, {"accept": True})

    assert confirmed.status_code in {200, 201}, confirmed.get_data(as_text=True)
    assert haina.get(address).json["counts"] is False
    assert haina.get("/api/v1/components/haina/parking/ratings").json["count"] == 0


def test_a_merge_carries_ratings_along(registry: Registry):
    haina, address = begin(registry)
    rate(haina, address, 5)
    yunling = registry.city("yunling")
    registry.component(yunling, "garages", "1.0")

    merged = registry.administrator().post("/api/v1/components/yunling/parking/merge", {"into": "yunling/garages"})

    assert merged.status_code in {200, 201}, merged.get_data(as_text=True)
    assert haina.get("/api/v1/components/yunling/garages/ratings").json["distribution"]["5"] == 1
    with registry.database.reading() as session:
        kept = [(row.stars_5,) for row in session.query(ComponentRating).order_by(ComponentRating.component_id)]
    assert sorted(kept) == [(0,), (1,)]


def test_who_sees_no_landscapes_is_told_no_city_and_no_small_count(registry: Registry):
    cities = [begin(registry, slug) for slug in ("one", "two", "three", "four")]
    for client, address in cities:
        rate(client, address, 5, "好用")
    few = registry.anyone.get(RATINGS).json
    rate(*begin(registry, "five"), 1, "一般")

    enough = registry.anyone.get(RATINGS).json
    insider = registry.city("one").get(RATINGS).json

    assert (few["count"], few["mean"], few["distribution"], few["fewer_than"], few["items"]) == (
        None,
        None,
        None,
        5,
        [],
    )
    assert (enough["count"], enough["distribution"]["5"]) == (5, 4)
    assert [sorted(item) for item in enough["items"]] == [["comment", "stars", "updated_at"]] * 5
    assert [item["adopter"] for item in insider["items"]] == ["five", "four", "three", "two", "one"]


def test_what_was_said_is_paged(registry: Registry):
    for slug in ("one", "two", "three"):
        rate(*begin(registry, slug), 4, slug)
    client = registry.city("one")

    first = client.get(f"{RATINGS}?limit=2").json
    second = client.get(f"{RATINGS}?limit=2&cursor={first['next']}").json

    assert [item["comment"] for item in (*first["items"], *second["items"])] == ["three", "two", "one"]
    assert second["next"] is None


def test_only_its_holder_rates(registry: Registry):
    haina, address = begin(registry)

    for stranger, status in ((registry.anyone, 401), (registry.entity(), 403), (registry.city("other"), 403)):
        assert stranger.call("PUT", address, {"stars": 1}, headers=FIRST).status_code == status
    for stars in (0, 6, 4.5, "5", True, None):
        assert haina.call("PUT", address, {"stars": stars}, headers=FIRST).status_code == 422


def test_which_city_rated_is_hidden_as_landscapes_are(registry: Registry):
    haina, address = begin(registry)
    rate(haina, address, 5)

    for outsider in (registry.anyone, registry.entity(), registry.assessor()):
        assert outsider.get(address).status_code == 404
