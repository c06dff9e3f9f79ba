"""Who is told: each line of the table, and exactly whom, over all organisations of the scene."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from registry.accounts.queries import get_actor
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import CONSOLE, Actor
from registry.notifications.models import Notice
from registry.notifications.rules import RULES
from registry.organisations.models import Organisation
from tests.build import ALL_WRITES, Client, Registry
from tests.contract.permissions import REPORT_ABOUT

COMPONENT = "yunling/parking"
PLACE = f"/api/v1/components/{COMPONENT}"
Told = dict[str, set[str]]


class Scene:
    """A publishing city, a publishing entity, and those that run their components at several versions.

    yunling publishes parking, builder (an operating entity) lights. elder runs parking 1.0, newer 2.0, unsure a version
    nobody knows, planner means to run 1.0, gone ran 1.0 until it retired it, province adopted 1.0 on behalf of ward,
    yunling runs its own. bystander runs nothing.
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.yunling = registry.city("yunling")
        self.builder = registry.entity("builder")
        self.cities = {
            name: registry.city(name) for name in ("elder", "newer", "unsure", "planner", "gone", "ward", "bystander")
        }
        self.province = registry.client("province", *ALL_WRITES, kind="authority")
        self.guard = registry.client("watch", "security:admin", kind="authority")
        self.administrator = registry.administrator()
        registry.component(self.yunling, "parking", "1.0", "2.0")
        registry.component(self.builder, "lights", "1.0", ip_owner="builder")
        self.adoptions = {
            "elder": registry.adoption(self.cities["elder"], COMPONENT, "approved", "pilot", version="1.0"),
            "newer": registry.adoption(self.cities["newer"], COMPONENT, "approved", "pilot", "live", version="2.0"),
            "unsure": registry.adoption(self.cities["unsure"], COMPONENT, "approved"),
            "planner": registry.adoption(self.cities["planner"], COMPONENT, version="1.0"),
            "gone": registry.adoption(self.cities["gone"], COMPONENT, version="1.0"),
            "ward": registry.adoption(self.province, COMPONENT, version="1.0", on_behalf_of="ward"),
            "own": registry.adoption(self.yunling, COMPONENT, version="2.0"),
        }
        self.move(self.cities["gone"], "gone", "retired")
        self.told()

    def move(self, client: Client, name: str, to: str) -> None:
        answer = client.post(f"/api/v1/adoptions/{self.adoptions[name]}/transitions", {"to": to})
        assert answer.status_code == 201, answer.get_data(as_text=True)

    def told(self) -> Told:
        """Who was told since the last look, by kind; nobody twice of one thing."""
        self.registry.app.extensions["registry.notifications"].current()
        with self.registry.database.writing() as session:
            rows = session.execute(
                select(Notice.kind, Organisation.slug, Notice.position, Notice.about).join(
                    Organisation, Organisation.id == Notice.organisation_id
                )
            ).all()
            assert len(set(rows)) == len(rows)
            session.query(Notice).delete()
        found: Told = {}
        for kind, slug, _, _ in rows:
            found.setdefault(kind, set()).add(slug)
        return found

    def texts(self, client: Client, slug: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = client.get(f"/api/v1/organisations/{slug}/notices").json["items"]
        return items

    def happens(self, type: str, *, by: str | None = None, name: str = "ward", **data: Any) -> Told:
        """An event as the slice that it belongs to records it, of an adoption unless `data` says of what else."""
        facts = {"adoption": self.adoptions[name], "component": COMPONENT, **data}
        with self.registry.database.writing() as session:
            actor = CONSOLE
            if by is not None:
                actor = self.actor_of(by)
            record(session, actor, type=type, subject="thing", organisation_id=None, audience=PARTIES, data=facts)
        return self.told()

    def actor_of(self, slug: str) -> Actor:
        """Somebody of an organisation, by the token with which it acts."""
        clients = {**self.cities, "province": self.province, "yunling": self.yunling, "builder": self.builder}
        with self.registry.database.reading() as session:
            return get_actor(session, clients[slug].token or "")


@pytest.fixture
def scene(registry: Registry) -> Scene:
    return Scene(registry)


def done(answer: Any) -> Any:
    assert answer.status_code < 300, answer.get_data(as_text=True)
    return answer.json


RUNNING = {"elder", "newer", "unsure", "planner", "ward", "province"}
"""Bodies of adoptions of parking that have not ended, without its publisher, who does what is done here."""


def test_of_a_version_those_are_told_who_adopt_the_component(scene: Scene):
    scene.registry.version(scene.yunling, COMPONENT, "2.1")

    assert scene.told() == {"version_published": RUNNING}


def test_of_a_yanked_version_those_at_that_very_version(scene: Scene):
    done(scene.yunling.post(f"{PLACE}/versions/1.0/yank", {"reason": "security"}))

    assert scene.told() == {"version_yanked": {"elder", "planner", "ward", "province"}}


def test_of_the_end_of_a_component_those_who_have_not_retired_it(scene: Scene):
    with scene.registry.database.writing() as session:
        record(
            session,
            scene.actor_of("yunling"),
            type="component.retired",
            subject=COMPONENT,
            organisation_id=None,
            data={"component": COMPONENT, "status": "retired"},
        )
    assert scene.told() == {"component_retired": RUNNING}

    said = {"reason": "superseded", "message": "Use another", "sunset_on": "2028-03-02"}
    done(scene.yunling.post(f"{PLACE}/deprecation", said))
    assert scene.told() == {"component_deprecated": RUNNING}


def test_of_a_quarantine_and_its_end_everybody_who_runs_it_its_publisher_too(scene: Scene):
    done(scene.guard.post(f"{PLACE}/quarantine", {"reason": "a back door"}))
    assert scene.told() == {"component_quarantined": RUNNING | {"yunling"}}

    done(scene.guard.delete(f"{PLACE}/quarantine"))
    assert scene.told() == {"component_quarantine_lifted": RUNNING | {"yunling"}}


def test_of_an_advisory_those_at_an_affected_version_and_apart_those_whose_version_is_unknown(scene: Scene):
    affected = [{"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}]}]
    said = {"summary": {"en": "Leak"}, "affected": affected}
    hit = {"elder", "planner", "ward", "province"}
    number = done(scene.yunling.post(f"{PLACE}/advisories", said))["identifier"]
    assert scene.told() == {"advisory_published": hit, "advisory_unknown_version": {"unsure"}}

    place = f"/api/v1/advisories/{number}"
    tag = scene.yunling.get(place).headers["ETag"]
    wider = [{"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0"}]}]}]
    done(scene.yunling.patch(place, {"affected": wider}, etag=tag))
    assert scene.told() == {"advisory_updated": hit | {"newer"}, "advisory_unknown_version": {"unsure"}}

    done(scene.yunling.post(f"{place}/withdrawal", {"reason": "a mistake"}))
    assert scene.told() == {"advisory_withdrawn": hit | {"newer"}, "advisory_unknown_version": {"unsure"}}


def test_what_began_later_is_not_told_of_what_was_before(scene: Scene):
    scene.registry.version(scene.yunling, COMPONENT, "2.1")
    scene.registry.adoption(scene.cities["bystander"], COMPONENT, version="1.0")

    assert scene.told() == {"version_published": RUNNING, "adoption_begun": {"yunling"}}


def test_a_publishing_city_is_told_by_name_who_adopts(scene: Scene):
    scene.registry.adoption(scene.cities["bystander"], COMPONENT, "approved", "pilot", "live")

    [live, begun] = scene.texts(scene.yunling, "yunling")

    assert begun["text"]["en"] == "Demo bystander began to adopt Smart parking (yunling/parking)."
    assert begun["address"].startswith("/adoptions/")
    assert live["text"]["en"] == "Smart parking (yunling/parking) went live at Demo bystander."
    assert scene.told() == {"adoption_begun": {"yunling"}, "adoption_moved": {"yunling"}}


def test_a_publishing_entity_is_told_of_an_adoption_and_never_whose(scene: Scene):
    adoption = scene.registry.adoption(scene.cities["bystander"], "builder/lights", "approved", "pilot", "live")
    scene.adoptions["lights"] = adoption
    scene.move(scene.cities["bystander"], "lights", "retired")

    told = scene.texts(scene.builder, "builder")

    assert [row["text"]["en"] for row in told] == [
        "An adoption of Smart parking (builder/lights) ended.",
        "An adoption of Smart parking (builder/lights) went live.",
        "An adoption of Smart parking (builder/lights) began.",
    ]
    for row in told:
        assert (row["about"], row["address"]) == ("builder/lights", "/components/builder/lights")
        assert "bystander" not in str(row)
        assert adoption not in str(row)


def test_who_is_adopted_for_is_told_and_so_is_the_publisher(scene: Scene):
    scene.registry.adoption(scene.province, "builder/lights", on_behalf_of="ward")

    assert scene.told() == {"adoption_begun": {"builder", "ward"}}


def test_steps_between_are_told_nobody(scene: Scene):
    scene.move(scene.cities["planner"], "planner", "approved")
    scene.move(scene.cities["planner"], "planner", "pilot")
    done(
        scene.cities["planner"].post(
            f"/api/v1/adoptions/{scene.adoptions['planner']}/transitions", {"to": "pilot", "version": "2.0"}
        )
    )

    assert scene.told() == {}


BODIES = (
    "adoption.confirmed",
    "adoption.disputed",
    "adoption.confirmation_withdrawn",
    "adoption.evidence_decided",
    "adoption.evidence_held",
    "adoption.cost_decided",
    "adoption.attestation_due",
    "adoption.lapsed",
    "adoption.trial_due",
)


def test_of_what_others_say_of_an_adoption_its_bodies_are_told_each_once(scene: Scene):
    for type in BODIES:
        kind = type.replace(".", "_")

        assert scene.happens(type) == {kind: {"ward", "province"}}
        assert scene.happens(type, name="elder") == {kind: {"elder"}}
        assert scene.happens(type, by="yunling") == {kind: {"ward", "province"}}
        assert scene.happens(type, by="province") == {kind: {"ward"}}, "never the one who did it"
        assert scene.happens(type, name="elder", by="elder") == {kind: {"elder"}}, "except where only it is concerned"


NAMED: list[tuple[str, dict[str, Any], set[str]]] = [
    ("adoption_claim.made", {"adopter": "elder", "claimant": "builder"}, {"elder"}),
    ("adoption_claim.confirmed", {"adopter": "elder", "claimant": "builder"}, {"builder"}),
    ("adoption_claim.rejected", {"adopter": "elder", "claimant": "builder"}, {"builder"}),
    ("adoption_claim.expired", {"adopter": "elder", "claimant": "builder"}, {"builder"}),
    ("application.submitted", {"application": "1", "applicant": "elder", "decides": "elder"}, {"elder"}),
    ("application.step_opened", {"application": "1", "applicant": "elder", "decides": "yunling"}, {"yunling"}),
    ("application.step_due", {"application": "1", "applicant": "elder", "decides": "yunling"}, {"yunling"}),
    *(
        (
            "application.item_decided",
            {"application": "1", "applicant": "elder", "beneficiary": "ward", "decides": None, "status": status},
            {"elder", "ward"},
        )
        for status in ("approved", "returned", "rejected", "in_review")
    ),
    ("flag.raised", {"flag": "1", "parties": ["elder", "yunling"]}, {"elder", "yunling"}),
    ("flag.decided", {"flag": "1", "parties": ["elder", "yunling"]}, {"elder", "yunling"}),
    ("appeal.decided", {"flag": "1", "parties": ["elder"]}, {"elder"}),
    ("landscape.certification_due", {"organisation": "elder"}, {"elder"}),
    ("webhook.disabled", {"organisation": "elder"}, {"elder"}),
    ("subscription.paused", {"organisation": "elder", "channel": "email"}, {"elder"}),
]


def test_those_are_told_whom_an_event_names(scene: Scene):
    for type, data, expected in NAMED:
        assert scene.happens(type, **data) == {type.replace(".", "_"): expected}, data


def test_of_these_nobody_is_told(scene: Scene):
    for type in ("appeal.made", "adoption.upgraded", "adoption.contracted", "policy.stated"):
        assert scene.happens(type, adopter="elder", organisation="elder", parties=["elder"]) == {}


def test_of_feedback_the_publisher_is_told_and_of_its_answer_who_said_it(scene: Scene):
    said = {"component": COMPONENT, "kind": "defect", "title": "The gate stays shut"}
    first = done(scene.cities["elder"].post("/api/v1/feedback", said))["id"]
    second = done(scene.cities["newer"].post("/api/v1/feedback", said))["id"]
    assert scene.told() == {"feedback_opened": {"yunling"}}

    done(scene.yunling.post(f"/api/v1/feedback/{first}/resolution", {"version": "2.0"}))
    done(scene.yunling.post(f"/api/v1/feedback/{second}/refusal", {"answer": "It does not"}))
    assert scene.told() == {"feedback_resolved": {"elder"}, "feedback_declined": {"newer"}}


def test_of_a_question_the_city_asked_is_told_and_of_the_answer_who_asked(scene: Scene):
    asked = {"component": COMPONENT, "to": "newer", "question": "How does it go?"}
    question = done(scene.cities["elder"].post("/api/v1/peer-questions", asked))["id"]
    assert scene.told() == {"peer_question_asked": {"newer"}}

    done(scene.cities["newer"].post(f"/api/v1/peer-questions/{question}/answer", {"answer": "Well"}))
    assert scene.told() == {"peer_question_answered": {"elder"}}


def test_of_a_report_that_is_asked_for_its_owner_is_told_and_of_the_decision_who_asked(scene: Scene):
    place = f"{PLACE}/security-reports/level3.pdf"
    sent = scene.yunling.call("PUT", place, data=b"bytes", query_string=dict(REPORT_ABOUT))
    report = done(sent)["id"]
    scene.told()
    asked = done(scene.cities["elder"].post(f"/api/v1/security-reports/{report}/requests", {"reason": "示例"}))["id"]
    assert scene.told() == {"report_requested": {"yunling"}}

    done(scene.yunling.post(f"/api/v1/report-requests/{asked}/decisions", {"decision": "approve"}))
    assert scene.told() == {"report_decided": {"elder"}}


def test_what_concerns_one_that_was_merged_is_told_its_successor(scene: Scene):
    done(scene.administrator.post("/api/v1/organisations/elder/merge", {"into": "bystander"}))
    scene.told()

    done(scene.yunling.post(f"{PLACE}/versions/1.0/yank", {"reason": "security"}))

    assert scene.told() == {"version_yanked": {"bystander", "planner", "ward", "province"}}
    assert scene.happens("flag.raised", flag="1", parties=["elder", "bystander"]) == {"flag_raised": {"bystander"}}


def test_news_of_what_is_restricted_is_told_those_who_see_it_and_danger_whoever_runs_it(scene: Scene):
    registry = scene.registry
    done(scene.administrator.post("/api/v1/clusters", {"slug": "delta", "name": {"en": "Delta"}}))
    for city in ("yunling", "elder", "newer"):
        done(scene.administrator.post("/api/v1/clusters/delta/members", {"member": city}))
    tag = scene.yunling.get(PLACE).headers["ETag"]
    done(scene.yunling.patch(PLACE, {"visible_to_clusters": ["delta"]}, etag=tag))
    scene.told()

    registry.version(scene.yunling, COMPONENT, "2.1")
    assert scene.told() == {"version_published": {"elder", "newer"}}

    done(scene.yunling.post(f"{PLACE}/versions/1.0/yank", {"reason": "security"}))
    assert scene.told() == {"version_yanked": {"elder", "planner", "ward", "province"}}


def test_whoever_does_it_is_told_only_where_it_alone_is_concerned(scene: Scene):
    own = scene.registry.component(scene.yunling, "meters", "1.0")
    scene.registry.adoption(scene.yunling, own, version="1.0")
    scene.told()

    done(scene.yunling.post(f"/api/v1/components/{own}/versions/1.0/yank", {"reason": "other"}))

    assert scene.told() == {"version_yanked": {"yunling"}}


def test_every_line_of_the_table_is_looked_at_here():
    beside = Path(__file__).with_name("test_who_is_told_of_working_together.py")
    text = Path(__file__).read_text(encoding="utf-8") + beside.read_text(encoding="utf-8")

    def seen(words: Collection[str]) -> bool:
        return any(word in text for word in words)

    missing = {rule.type for rule in RULES if not seen({rule.type, rule.kind})}
    assert missing == set()
