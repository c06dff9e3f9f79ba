"""GET | POST /campaigns, /cases and what is done with a case: /submission, /reviews, /selection, /promotions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from registry.cases.queries import case_points
from registry.organisations.queries import get_organisation
from tests.build import START, Answer, Client, Registry

CASES, CAMPAIGNS = "/api/v1/cases", "/api/v1/campaigns"
TITLE = {"zh": "示例案例", "en": "Demo case"}
BODY = {"zh": "示例：停车一张网的做法与体会。"}
CALL = {"title": TITLE, "call": BODY, "level": "national", "opens_on": "2026-03-02", "closes_on": "2026-03-31"}
SCORES = {"innovation": 80, "effect": 90, "reuse": 70, "sustainability": 100}


@dataclass
class Office:
    """A city that runs something worth telling, and an administrator that calls for cases."""

    registry: Registry
    city: Client
    national: Client
    component: str
    adoption: str
    campaign: str

    @classmethod
    def open(cls, registry: Registry, **call: Any) -> "Office":
        city, national = registry.city("haina"), registry.administrator()
        component = registry.component(registry.city("yunling"), "parking", "1.0")
        adoption = registry.adoption(city, component, "approved", "live")
        answer = national.post(CAMPAIGNS, {**CALL, **call})
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return cls(registry, city, national, component, adoption, answer.json["id"])

    def draft(self, client: Client | None = None, **facts: Any) -> Answer:
        body = {"organisation": "haina", "title": TITLE, "body": BODY, "campaign": self.campaign, **facts}
        return (client or self.city).post(CASES, body)

    def drafted(self, **facts: Any) -> str:
        answer = self.draft(**{"adoptions": [self.adoption], "components": [self.component], **facts})
        assert answer.status_code == 201, answer.get_data(as_text=True)
        location: str = answer.headers["Location"]
        return location

    def submitted(self, **facts: Any) -> str:
        place = self.drafted(**facts)
        answer = self.city.post(f"{place}/submission")
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return place

    def select(self, place: str, decision: str = "select", client: Client | None = None) -> Answer:
        return (client or self.national).post(f"{place}/selection", {"decision": decision, "reasons": "示例理由"})

    def after_closing(self) -> None:
        self.registry.clock.set(START + timedelta(days=30))

    def selected(self, **facts: Any) -> str:
        place = self.submitted(**facts)
        assert self.registry.assessor().post(f"{place}/reviews", {"scores": SCORES}).status_code == 201
        self.after_closing()
        assert self.select(place).status_code == 200
        return place


def test_a_case_goes_from_draft_to_selection_and_is_then_everybodys(registry: Registry):
    registry.organisation("haina", city_class="progressing")
    office, assessor = Office.open(registry), registry.assessor()
    place = office.drafted(results={"zh": "示例：找位时长缩短一半。"})

    unseen = [client.get(place).status_code for client in (registry.anyone, assessor, registry.city("other"))]
    submitted = office.city.post(f"{place}/submission").json
    reviewed = assessor.post(f"{place}/reviews", {"scores": SCORES, "comment": "示例意见"})
    waiting = office.city.get(place).json
    office.after_closing()
    selected = office.select(place)
    public = registry.anyone.get(place).json

    assert unseen == [404, 404, 404]
    assert (submitted["status"], submitted["city_class"], submitted["level"]) == (
        "submitted",
        "progressing",
        "national",
    )
    assert (reviewed.status_code, reviewed.json["score"]) == (201, 85.0)
    assert (waiting["status"], waiting["score"], waiting["reviews"]) == ("in_review", None, [])
    assert (selected.json["status"], selected.json["score"], selected.json["points"]) == ("selected", 85.0, 6)
    assert (public["reasons"], public["components"]) == ("示例理由", [office.component])
    assert (public["adoptions"], public["score"], public["points"], public["history"]) == (None, None, None, [])
    assert [step["status"] for step in selected.json["history"]] == ["draft", "submitted", "in_review", "selected"]
    assert registry.city("other").get(place).json["adoptions"] == [office.adoption]
    for query in ("", "?city_class=progressing", "?level=national", f"?component={office.component}"):
        assert [case["id"] for case in registry.anyone.get(f"{CASES}{query}").json["items"]] == [public["id"]]


def test_a_draft_is_its_own_citys_alone(registry: Registry):
    office = Office.open(registry)
    place = office.drafted()
    other, weak = registry.city("other"), registry.client("haina", "catalogue:write")
    body = {"organisation": "haina", "title": TITLE, "body": BODY}

    assert [client.post(CASES, body).status_code for client in (other, weak, registry.anyone)] == [403, 403, 401]
    assert other.patch(place, {"body": BODY}, etag='"x"').status_code == 404
    for act in ("submission", "withdrawal"):
        assert [client.post(f"{place}/{act}", {}).status_code for client in (other, registry.anyone)] == [404, 401]
    builder = registry.client("builder", "collaboration:write", kind="operating_entity")
    assert builder.post(CASES, {**body, "organisation": "builder"}).status_code == 422


def test_a_draft_is_rewritten_from_what_was_read_and_not_after_it_was_sent_in(registry: Registry):
    office = Office.open(registry)
    place = office.drafted()
    stale = office.city.get(place).headers["ETag"]

    changed = office.city.patch(place, {"title": {"en": "Changed"}, "components": []}, etag=stale)
    again = office.city.patch(place, {"title": TITLE}, etag=stale)
    bare = office.city.patch(place, {"title": TITLE})
    office.city.post(f"{place}/submission")
    after = office.city.patch(place, {"title": TITLE}, etag=office.city.get(place).headers["ETag"])

    assert (changed.json["title"], changed.json["components"]) == ({"zh": "示例案例", "en": "Changed"}, [])
    assert changed.json["adoptions"] == [office.adoption]
    assert [answer.status_code for answer in (again, bare, after)] == [412, 428, 409]
    assert after.json["code"] == "case_not_open"


def test_what_cannot_be_told_of_is_said_at_its_place(registry: Registry):
    office = Office.open(registry)
    foreign = registry.adoption(registry.city("other"), office.component)
    project = registry.city("other").post(
        "/api/v1/projects", {"organisation": "other", "name": TITLE, "kind": "upgrade"}
    )  # fmt: skip
    wrong = {
        "/adoptions/1": {"adoptions": [office.adoption, foreign]},
        "/adoptions/0": {"adoptions": [str(uuid4())]},
        "/components/0": {"components": ["nobody/nothing"]},
        "/project": {"project": project.json["id"]},
        "/campaign": {"campaign": str(uuid4())},
        "/level": {"level": "city"},
    }

    for pointer, facts in wrong.items():
        answer = office.draft(**facts)
        assert answer.status_code == 422, pointer
        assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    publisher = registry.city("yunling")
    told = {"organisation": "yunling", "adoptions": [foreign], "campaign": None}
    body = {key: value for key, value in {"title": TITLE, "body": BODY, **told}.items() if value is not None}
    assert publisher.post(CASES, body).status_code == 201, "what a city publishes, others adopted"


def test_a_case_is_sent_in_while_its_call_is_open_and_when_it_is_about_something(registry: Registry):
    office = Office.open(registry, opens_on="2026-03-03")
    place, bare = office.drafted(), office.draft().headers["Location"]

    early = office.city.post(f"{place}/submission")
    registry.clock.set(START + timedelta(days=1))
    empty = office.city.post(f"{bare}/submission")
    office.after_closing()
    late = office.city.post(f"{place}/submission")

    assert [answer.json["code"] for answer in (early, empty, late)] == [
        "campaign_closed", "case_about_nothing", "campaign_closed",
    ]  # fmt: skip
    assert office.city.post(f"{place}/withdrawal", {}).json["status"] == "withdrawn"
    assert office.city.post(f"{place}/withdrawal", {}).json["code"] == "case_not_open"


def test_nobody_judges_a_case_of_their_own_side_and_each_reviews_once(registry: Registry):
    office, assessor = Office.open(registry), registry.assessor()
    registry.organisation("owned", "assessor", parent="haina")
    own = registry.client("owned", "assessment:write")
    place = office.submitted()
    reviews = f"{place}/reviews"

    assert own.post(reviews, {"scores": SCORES}).json["code"] == "own_case"
    assert registry.client("haina", "assessment:write").post(reviews, {"scores": SCORES}).json["code"] == "own_case"
    assert registry.entity().post(reviews, {"scores": SCORES}).status_code == 403
    assert registry.anyone.post(reviews, {"scores": SCORES}).status_code == 401
    assert assessor.post(reviews, {"scores": {**SCORES, "effect": 101}}).status_code == 422
    assert assessor.post(reviews, {"scores": SCORES}).status_code == 201
    assert assessor.post(reviews, {"scores": SCORES}).json["code"] == "case_reviewed"
    assert [row["reviewer"] for row in assessor.get(place).json["reviews"]] == ["assessor"]
    assert len(office.national.get(place).json["reviews"]) == 1


def test_who_stands_back_gives_no_score_and_without_a_score_nothing_is_decided(registry: Registry):
    office, assessor = Office.open(registry), registry.assessor()
    place = office.submitted()

    recused = assessor.post(f"{place}/reviews", {"comment": "曾为该市提供咨询"})
    early = office.select(place)
    office.after_closing()
    unread = office.select(place)
    second = registry.assessor("second").post(f"{place}/reviews", {"scores": SCORES})

    assert (recused.json["is_recused"], recused.json["score"]) == (True, None)
    assert (early.json["code"], unread.json["code"]) == ("campaign_still_open", "case_not_reviewed")
    assert second.status_code == 201
    declined = office.select(place, "decline")
    assert (declined.json["status"], declined.json["reasons"]) == ("not_selected", "示例理由")
    assert office.select(place).json["code"] == "case_not_open"
    assert registry.anyone.get(place).status_code == 404
    assert office.city.get(place).json["score"] == 85.0


def test_only_administrators_and_who_called_select(registry: Registry):
    office = Office.open(registry)
    place = office.submitted()
    other = registry.city("other")

    assert other.post(f"{place}/selection", {"decision": "select", "reasons": "x"}).status_code == 404
    assert office.select(place, client=office.city).json["code"] == "not_a_judge"
    assert office.select(place, client=registry.anyone).status_code == 401
    assert office.national.post(f"{place}/selection", {"decision": "select"}).status_code == 422


def test_an_authority_calls_its_own_cities_and_selects_among_them(registry: Registry):
    national = registry.administrator()
    for code, kind, parent in (("990000", "province", None), ("990100", "prefecture_city", "990000")):
        division = {"code": code, "name": "示例", "kind": kind, **({"parent_code": parent} if parent else {})}
        assert national.post("/api/v1/divisions", division).status_code == 201
    registry.organisation("haina", division_code="990100")
    province = registry.client("zhejiang", "collaboration:write", kind="authority", division_code="990000")
    office = Office.open(registry)
    call = {**CALL, "level": "province"}

    made = province.post(CAMPAIGNS, call)
    nation = province.post(CAMPAIGNS, CALL)
    office.campaign = made.json["id"]
    place = office.submitted()
    elsewhere = office.draft(registry.city("other"), organisation="other")
    assert registry.assessor().post(f"{place}/reviews", {"scores": SCORES}).status_code == 201
    office.after_closing()
    selected = office.select(place, client=province)

    assert (made.json["organiser"], made.json["status"], nation.status_code) == ("zhejiang", "open", 403)
    assert [error["pointer"] for error in elsewhere.json["errors"]] == ["/campaign"]
    assert (selected.json["status"], selected.json["decided_by"], selected.json["level"]) == (
        "selected", "zhejiang", "province",
    )  # fmt: skip


def test_calls_are_public_and_only_administrators_and_authorities_make_them(registry: Registry):
    national, city = registry.administrator(), registry.city("haina")

    backwards = national.post(CAMPAIGNS, {**CALL, "closes_on": "2026-03-01"})
    made = national.post(CAMPAIGNS, {**CALL, "opens_on": "2026-04-01", "closes_on": "2026-04-30"})

    assert [error["pointer"] for error in backwards.json["errors"]] == ["/closes_on"]
    assert [client.post(CAMPAIGNS, CALL).status_code for client in (city, registry.anyone)] == [403, 401]
    assert registry.anyone.get(made.headers["Location"]).json == made.json
    assert registry.anyone.get(f"{CAMPAIGNS}?status=upcoming").json["items"] == [made.json]
    assert registry.anyone.get(f"{CAMPAIGNS}?status=open").json["items"] == []
    assert registry.anyone.get(f"{CAMPAIGNS}/{uuid4()}").status_code == 404


def test_cases_stand_among_those_of_their_class(registry: Registry):
    for city, word in (("haina", "progressing"), ("yunling", "leading")):
        registry.organisation(city, city_class=word)
    office, assessor = Office.open(registry), registry.assessor()
    first, second = office.submitted(), office.submitted()
    leading = office.draft(registry.city("yunling"), organisation="yunling", components=[office.component])
    registry.city("yunling").post(f"{leading.headers['Location']}/submission")
    for place, effect in ((first, 10), (second, 90)):
        assert assessor.post(f"{place}/reviews", {"scores": {**SCORES, "effect": effect}}).status_code == 201

    found = office.national.get(f"{CAMPAIGNS}/{office.campaign}/standings").json["items"]

    assert [row["city_class"] for row in found] == ["leading", "progressing"]
    assert [case["score"] for case in found[1]["cases"]] == [85.0, 65.0]
    assert (found[0]["cases"][0]["score"], found[0]["cases"][0]["reviews"]) == (None, 0)
    assert office.city.get(f"{CAMPAIGNS}/{office.campaign}/standings").status_code == 404


def test_how_a_selected_case_was_spread_is_recorded(registry: Registry):
    office = Office.open(registry)
    place = office.selected()
    told = {"kind": "lecture", "on": "2026-04-01", "note": "示例宣讲会"}

    lecture = office.national.post(f"{place}/promotions", told)
    award = office.national.post(f"{place}/promotions", {**told, "kind": "award", "award": "奖补 20 万元"})
    paid = office.national.post(f"{place}/promotions", {**told, "award": "奖补"})
    tomorrow = office.national.post(f"{place}/promotions", {**told, "on": "2026-04-02"})
    own = office.city.post(f"{place}/promotions", told)

    assert [answer.status_code for answer in (lecture, award, paid, tomorrow, own)] == [201, 201, 422, 422, 403]
    assert [row["kind"] for row in registry.anyone.get(place).json["promotions"]] == ["lecture", "award"]
    told_of = {"organisation": "haina", "title": TITLE, "body": BODY, "components": [office.component]}
    other = office.city.post(CASES, told_of)
    assert office.national.post(f"{other.headers['Location']}/promotions", told).json["code"] == "case_not_open"


def test_a_case_is_worth_its_points_on_the_days_when_an_adoption_it_tells_of_was_live(registry: Registry):
    office = Office.open(registry, level="province")
    place = office.selected()
    registry.clock.set(START + timedelta(days=40))
    office.city.post(f"/api/v1/adoptions/{office.adoption}/transitions", {"to": "suspended"})

    with registry.database.reading() as session:
        haina = get_organisation(session, "haina").id
        points = [case_points(session, haina, day).points for day in (date(2026, 3, 31), date(2026, 4, 1))]
        now = case_points(session, haina, date(2026, 4, 11))

    assert points == [0, 3]
    assert (now.points, list(now.excluded)) == (0, [place.rsplit("/", 1)[1]])
    assert office.city.get(place).json["points"] == 0


def test_what_waits_for_a_decision_stands_among_the_tasks_of_administrators(registry: Registry):
    office = Office.open(registry)
    tasks = "/api/v1/organisations/national/tasks?kind=judge_case"
    before = office.national.get(tasks).json["items"]

    place = office.submitted()

    assert before == []
    assert [task["address"] for task in office.national.get(tasks).json["items"]] == [place.removeprefix("/api/v1")]
