"""GET | POST /adoptions/{id}/confirmations, POST …/{confirmation_id}/withdrawal."""

import pytest

from registry.accounts.actions import add_member
from registry.kit.actor import CONSOLE
from registry.organisations.actions import register_organisation
from tests.build import Client, Registry
from tests.http.proof_scene import ProofScene, proof_scene


@pytest.fixture
def scene(registry: Registry) -> ProofScene:
    return proof_scene(registry)


def below(registry: Registry, slug: str, kind: str, parent: str, *scopes: str) -> Client:
    """Somebody of an organisation that another one owns."""
    with registry.database.writing() as session:
        register_organisation(session, CONSOLE, slug=slug, kind=kind, name={"zh": f"示例·{slug}"}, parent=parent)
    return registry.client(slug, *scopes)


@pytest.mark.parametrize(
    ("who", "role"), [("yunling", "publisher"), ("assessor", "assessor"), ("national", "administrator")]
)
def test_another_side_confirms_an_adoption(scene: ProofScene, who: str, role: str):
    confirmer = getattr(scene, who)

    answer = confirmer.post(f"{scene.address}/confirmations", {"version": "1.0", "note": "现场查看"})

    assert answer.status_code == 201
    expected = {"confirmer": role, "verdict": "confirmed", "version": "1.0", "note": "现场查看", "withdrawn_at": None}
    assert expected.items() <= answer.json.items()
    assert answer.json["organisation"] == scene.registry.slug_of(confirmer)
    listed = scene.haina.get(f"{scene.address}/confirmations").json["items"]
    assert listed == [answer.json]
    assert scene.told("adoption.confirmed") == ["adoption.confirmed"]


def test_an_adoption_may_be_disputed(scene: ProofScene):
    answer = scene.yunling.post(f"{scene.address}/confirmations", {"verdict": "disputed", "note": "未见部署"})

    assert (answer.status_code, answer.json["verdict"]) == (201, "disputed")
    (event,) = scene.envelopes(scene.haina, "adoption.disputed")
    assert (event["data"]["adopter"], event["data"]["organisation"]) == ("haina", "yunling")
    assert "未见部署" not in str(event)


def test_one_word_of_an_organisation_is_in_force_until_it_is_withdrawn(scene: ProofScene):
    first = scene.yunling.post(f"{scene.address}/confirmations", {}).json
    second = scene.yunling.post(f"{scene.address}/confirmations", {"verdict": "disputed"})
    withdrawn = scene.yunling.post(f"{scene.address}/confirmations/{first['id']}/withdrawal", {"reason": "看错了版本"})
    third = scene.yunling.post(f"{scene.address}/confirmations", {"verdict": "disputed"})

    assert (second.status_code, second.json["code"]) == (409, "confirmation_in_force")
    assert (withdrawn.status_code, withdrawn.json["withdrawal_reason"]) == (201, "看错了版本")
    assert third.status_code == 201
    listed = scene.haina.get(f"{scene.address}/confirmations").json["items"]
    assert [(row["verdict"], row["withdrawn_at"] is None) for row in listed] == [
        ("confirmed", False),
        ("disputed", True),
    ]
    kinds = ("adoption.confirmed", "adoption.confirmation_withdrawn", "adoption.disputed")
    assert scene.told(*kinds) == list(kinds)


def test_a_word_is_withdrawn_once_with_a_reason_and_by_nobody_else(scene: ProofScene):
    made = scene.yunling.post(f"{scene.address}/confirmations", {}).json
    place = f"{scene.address}/confirmations/{made['id']}/withdrawal"

    assert scene.yunling.post(place, {}).status_code == 422
    for caller in (scene.haina, scene.bizhou, scene.assessor):
        assert caller.post(place, {"reason": "x"}).status_code == 403
    assert scene.national.post(place, {"reason": "核查"}).status_code == 201
    again = scene.yunling.post(place, {"reason": "x"})
    assert (again.status_code, again.json["code"]) == (409, "confirmation_withdrawn")


def test_the_adopter_its_units_and_its_owners_cannot_confirm(scene: ProofScene):
    registry = scene.registry
    office = registry.client("haina-office", "catalogue:write", unit="department", parent="haina")
    firm = below(registry, "haina-firm", "assessor", "haina", "assessment:write")

    for caller in (scene.haina, office, firm):
        answer = caller.post(f"{scene.address}/confirmations", {})
        assert (answer.status_code, answer.json["code"]) == (403, "own_side")


def test_a_publisher_of_the_adopters_own_city_cannot_confirm(registry: Registry):
    yunling = registry.city("yunling")
    office = registry.city("yunling-office", unit="department", parent="yunling")
    registry.component(office, "parking", "1.0")
    adoption = registry.adoption(yunling, "yunling-office/parking", "approved", "live")

    answer = office.post(f"/api/v1/adoptions/{adoption}/confirmations", {})

    assert (answer.status_code, answer.json["code"]) == (403, "own_side")


def test_who_adopts_on_behalf_of_a_city_stands_on_its_side(registry: Registry):
    authority = registry.client("ministry", "adoption:write", "catalogue:write", kind="authority")
    haina, yunling = registry.city("haina"), registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    adoption = registry.adoption(authority, "yunling/parking", "approved", "live", on_behalf_of="haina")

    for caller in (authority, haina):
        answer = caller.post(f"/api/v1/adoptions/{adoption}/confirmations", {})
        assert (answer.status_code, answer.json["code"]) == (403, "own_side")
    assert yunling.post(f"/api/v1/adoptions/{adoption}/confirmations", {}).status_code == 201


def test_an_administrator_who_adopted_cannot_confirm(registry: Registry):
    national = registry.client("national", "platform:admin", "adoption:write", kind="authority")
    registry.city("haina")
    registry.component(registry.city("yunling"), "parking", "1.0")
    adoption = registry.adoption(national, "yunling/parking", "approved", "live", on_behalf_of="haina")

    answer = national.post(f"/api/v1/adoptions/{adoption}/confirmations", {})

    assert (answer.status_code, answer.json["code"]) == (403, "own_side")


def test_somebody_who_also_works_for_the_adopter_cannot_confirm_for_the_publisher(scene: ProofScene):
    wang = scene.registry.member("yunling", "wang", "publisher")
    with scene.registry.database.writing() as session:
        add_member(session, CONSOLE, organisation="haina", login="wang", display_name="某人", role="adopter")
    li = scene.registry.member("yunling", "li", "publisher")

    answer = wang.post(f"{scene.address}/confirmations", {})

    assert (answer.status_code, answer.json["code"]) == (403, "own_side")
    assert li.post(f"{scene.address}/confirmations", {}).status_code == 201


def test_an_assessor_that_the_publisher_owns_stands_back(scene: ProofScene):
    firm = below(scene.registry, "yunling-firm", "assessor", "yunling", "assessment:write")

    answer = firm.post(f"{scene.address}/confirmations", {})

    assert (answer.status_code, answer.json["code"]) == (403, "assessor_recused")


def test_another_city_may_read_who_confirmed_but_not_confirm(scene: ProofScene):
    scene.yunling.post(f"{scene.address}/confirmations", {})
    helper = scene.registry.client("bizhou", "assessment:write", "catalogue:write")

    answer = helper.post(f"{scene.address}/confirmations", {})

    assert (answer.status_code, answer.json["code"]) == (403, "not_a_confirmer")
    assert len(scene.bizhou.get(f"{scene.address}/confirmations").json["items"]) == 1


def test_a_publishers_token_needs_the_right_to_publish_that_component(scene: ProofScene):
    reader = scene.registry.client("yunling", "catalogue:write:lights")

    answer = reader.post(f"{scene.address}/confirmations", {})

    assert (answer.status_code, answer.json["code"]) == (403, "scope_missing")


@pytest.mark.parametrize("stages", [("approved",), ("retired",)])
def test_what_does_not_run_cannot_be_confirmed(registry: Registry, stages: tuple[str, ...]):
    scene = proof_scene(registry, *stages)

    answer = scene.yunling.post(f"{scene.address}/confirmations", {})

    assert (answer.status_code, answer.json["code"]) == (409, "nothing_runs")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({"version": "9.9"}, "/version"), ({"verdict": "perhaps"}, "/verdict"), ({"note": "x" * 2001}, "/note")],
)
def test_a_wrong_field_is_named(scene: ProofScene, body: dict, pointer: str):
    answer = scene.yunling.post(f"{scene.address}/confirmations", body)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_an_entity_that_publishes_confirms_by_what_it_knows_and_learns_nothing(registry: Registry):
    builder, haina = registry.entity("builder"), registry.city("haina")
    registry.component(builder, "maps", "1.0")
    adoption = registry.adoption(haina, "builder/maps", "approved", "live")
    registry.assessor().post(f"/api/v1/adoptions/{adoption}/confirmations", {})

    answer = builder.post(f"/api/v1/adoptions/{adoption}/confirmations", {})
    listed = builder.get(f"/api/v1/adoptions/{adoption}/confirmations")

    assert (answer.status_code, answer.json["confirmer"]) == (201, "publisher")
    assert listed.json["items"] == [answer.json]
    for told in (answer, listed):
        assert "haina" not in told.get_data(as_text=True)
        assert "1.0" not in told.get_data(as_text=True)
    assert builder.get(f"/api/v1/adoptions/{adoption}").status_code == 404
    assert builder.get("/api/v1/adoptions").status_code == 403


def test_to_another_entity_an_adoption_is_not_there(scene: ProofScene):
    other = scene.registry.entity("other-firm")

    assert other.get(f"{scene.address}/confirmations").status_code == 404
    assert other.post(f"{scene.address}/confirmations", {}).status_code == 404
    assert scene.registry.anyone.post(f"{scene.address}/confirmations", {}).status_code == 401


def test_an_entity_that_owns_a_restricted_component_too_hears_nothing_of_its_adoptions(registry: Registry):
    """What happens to such a component is told to parties, and its co-owners are among them."""
    builder, yunling, haina = registry.entity("builder"), registry.city("yunling"), registry.city("haina")
    national = registry.administrator()
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例"}})
    for member in ("yunling", "haina"):
        national.post("/api/v1/clusters/river/members", {"member": member})
    registry.component(yunling, "maps", "1.0", visible_to_clusters=["river"], co_owners=["builder"])
    adoption = registry.adoption(haina, "yunling/maps", "approved", "live")

    heard = [adoption in reader.get("/api/v1/events?limit=1000").text for reader in (haina, yunling, builder)]

    assert heard == [True, True, False]
