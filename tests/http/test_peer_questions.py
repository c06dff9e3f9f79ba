"""GET | POST /peer-questions: what a city asks another that runs a component."""

import pytest

from tests.build import Client, Registry

API = "/api/v1"


@pytest.fixture
def asked(registry: Registry) -> Client:
    """A city that runs a component of another."""
    registry.component(registry.city("yunling"), "parking", "1.0")
    haina = registry.city("haina")
    registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")
    return haina


def ask(client: Client, **changes):
    return client.post(
        f"{API}/peer-questions",
        {"component": "yunling/parking", "to": "haina", "question": "How long did it take?", **changes},
    )


def test_a_city_asks_one_that_runs_a_component_and_is_answered(registry: Registry, asked: Client):
    jiangyu = registry.city("jiangyu")

    question = ask(jiangyu)
    answered = asked.post(f"{API}/peer-questions/{question.json['id']}/answer", {"answer": "Six weeks."})

    assert (question.status_code, question.json["status"], answered.status_code) == (201, "open", 200)
    seen = jiangyu.get(f"{API}/peer-questions?side=asking").json["items"]
    assert [(row["to"]["slug"], row["answer"], row["status"]) for row in seen] == [("haina", "Six weeks.", "answered")]


def test_nothing_but_the_names_of_the_cities_is_told(registry: Registry, asked: Client):
    question = ask(registry.city("jiangyu")).json

    assert set(question["asked_by"]) == set(question["to"]) == {"slug", "name"}


def test_others_do_not_know_of_it(registry: Registry, asked: Client):
    identifier = ask(registry.city("jiangyu")).json["id"]
    shawan = registry.city("shawan")

    assert shawan.get(f"{API}/peer-questions/{identifier}").status_code == 404
    assert shawan.get(f"{API}/peer-questions").json["items"] == []
    assert registry.administrator().get(f"{API}/peer-questions/{identifier}").status_code == 200


def test_the_log_holds_neither_question_nor_answer_and_only_both_read_it(registry: Registry, asked: Client):
    jiangyu = registry.city("jiangyu")
    identifier = ask(jiangyu).json["id"]
    asked.post(f"{API}/peer-questions/{identifier}/answer", {"answer": "Six weeks."})

    def told(client: Client) -> list[str]:
        events = client.get(f"{API}/events?after=0&limit=1000").json["items"]
        assert not any("weeks" in str(event) or "long" in str(event) for event in events)
        return [event["type"] for event in events if event["type"].startswith("peer_question")]

    assert told(asked) == told(jiangyu) == ["peer_question.asked", "peer_question.answered"]
    assert told(registry.city("shawan")) == told(registry.entity()) == told(registry.anyone) == []


def test_a_city_that_does_not_run_it_cannot_be_asked(registry: Registry, asked: Client):
    registry.city("shawan")

    answer = ask(registry.city("jiangyu"), to="shawan")

    assert (answer.status_code, answer.json["code"]) == (409, "runs_it_not")


@pytest.mark.parametrize(("change", "pointer"), [({"to": "jiangyu"}, "/to"), ({"component": "a/b"}, "/component")])
def test_what_cannot_be_asked_is_refused_at_its_field(
    registry: Registry, asked: Client, change: dict[str, str], pointer: str
):
    answer = ask(registry.city("jiangyu"), **change)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)


def test_entities_ask_nobody_what_runs_where(registry: Registry, asked: Client):
    entity = registry.client("builder", "collaboration:write", kind="operating_entity")

    assert ask(entity).json["code"] == "landscape_hidden"


def test_only_who_was_asked_answers_and_once(registry: Registry, asked: Client):
    jiangyu = registry.city("jiangyu")
    place = f"{API}/peer-questions/{ask(jiangyu).json['id']}"

    own = jiangyu.post(f"{place}/answer", {"answer": "Myself."})
    declined, again = asked.post(f"{place}/refusal"), asked.post(f"{place}/answer", {"answer": "After all."})

    assert (own.status_code, own.json["code"]) == (403, "not_your_organisation")
    assert (declined.json["status"], again.json["code"]) == ("declined", "question_closed")


def test_a_city_that_asks_too_much_waits_for_answers(registry: Registry, asked: Client):
    jiangyu = registry.city("jiangyu")
    for _ in range(20):
        assert ask(jiangyu).status_code == 201

    assert (ask(jiangyu).status_code, ask(jiangyu).json["code"]) == (429, "too_many_questions")
