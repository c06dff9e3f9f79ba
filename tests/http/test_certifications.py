"""GET | POST /organisations/{slug}/certifications: once a year somebody vouches that a landscape is complete."""

from datetime import timedelta

from tests.build import START, Client, Registry
from tests.http.landscape_scene import API, publish

ADDRESS = f"{API}/organisations/haina/certifications"
BY = {"certified_by": "王局长", "note": "已核对全部系统"}


def due(client: Client) -> list[dict]:
    events = client.get(f"{API}/events?limit=1000&types=landscape.certification_due").json["items"]
    return [event["data"] for event in events]


def test_a_certification_holds_for_a_year_and_says_how_much_was_recorded(registry: Registry):
    _, haina = publish(registry)
    registry.adoption(haina, "yunling/parking", "approved", "live")
    registry.adoption(haina, "yunling/lights", "retired")

    answer = haina.post(ADDRESS, BY)

    assert answer.status_code == 201
    told = answer.json
    assert (told["certified_on"], told["valid_until"], told["adoptions"]) == ("2026-03-02", "2027-03-02", 1)
    assert (told["certified_by"], told["note"]) == ("王局长", "已核对全部系统")
    assert haina.get(ADDRESS).json["items"] == [told]
    assert haina.get(f"{API}/organisations/haina/landscape").json["certification"] == told


def test_a_landscape_is_certified_until_its_year_ends(registry: Registry):
    _, haina = publish(registry)
    landscape = f"{API}/organisations/haina/landscape"
    assert haina.get(landscape).json["certification"] is None
    haina.post(ADDRESS, BY)

    registry.clock.set(START + timedelta(days=365))
    haina = registry.client("haina", "adoption:write")
    assert haina.get(landscape).json["certification"] is not None
    registry.clock.set(START + timedelta(days=366))
    assert haina.get(landscape).json["certification"] is None


def test_it_is_certified_once_a_day_by_those_who_adopt_for_it(registry: Registry):
    yunling, haina = publish(registry)
    haina.post(ADDRESS, BY)

    assert haina.post(ADDRESS, BY).json["code"] == "certified_today"
    assert yunling.post(ADDRESS, BY).json["code"] == "not_your_organisation"
    assert registry.entity("firm").post(f"{API}/organisations/firm/certifications", BY).status_code == 403
    assert haina.post(ADDRESS, {"certified_by": " "}).status_code == 422
    assert registry.entity("firm").get(ADDRESS).status_code == 403


def test_everybody_in_government_learns_of_it_without_the_name_of_the_person(registry: Registry):
    yunling, haina = publish(registry)
    haina.post(ADDRESS, BY)

    [event] = yunling.get(f"{API}/events?limit=1000&types=landscape.certified").json["items"]

    assert event["data"]["organisation"] == "haina"
    assert "王局长" not in str(event)
    assert registry.entity("firm").get(f"{API}/events?limit=1000&types=landscape.certified").json["items"] == []


def test_thirty_days_before_the_year_ends_the_body_is_told_once(registry: Registry):
    _, haina = publish(registry)
    haina.post(ADDRESS, BY)
    sweeper = registry.app.extensions["registry.sweeper"]

    registry.clock.set(START + timedelta(days=334))
    sweeper.sweep()
    haina = registry.client("haina", "adoption:write")
    assert due(haina) == []
    registry.clock.set(START + timedelta(days=335))
    sweeper.sweep()
    sweeper.sweep()

    assert [told["valid_until"] for told in due(haina)] == ["2027-03-02"]
    assert due(registry.city("other")) == []


def test_who_has_certified_anew_is_not_reminded_of_the_year_before(registry: Registry):
    _, haina = publish(registry)
    haina.post(ADDRESS, BY)
    registry.clock.set(START + timedelta(days=300))
    haina = registry.client("haina", "adoption:write")
    haina.post(ADDRESS, BY)

    registry.clock.set(START + timedelta(days=340))
    registry.app.extensions["registry.sweeper"].sweep()

    assert due(haina) == []
