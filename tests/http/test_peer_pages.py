"""The pages on which cities ask one another and read reports."""

import pytest

from tests.build import Client, Registry
from tests.http.test_security_reports import ABOUT, FILE, REPORTS

PAGE = "/components/yunling/parking/peers"


@pytest.fixture
def asked(registry: Registry) -> Client:
    """A city that runs a component of another."""
    registry.component(registry.city("yunling"), "parking", "1.0")
    haina = registry.city("haina")
    registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")
    return haina


def test_a_city_is_asked_on_the_page_and_answers_on_its_own(registry: Registry, asked: Client):
    asking, answering = registry.visitor(registry.city("jiangyu")), registry.visitor(asked)

    sent = asking.submit(PAGE, act="ask", to="haina", question="How long did it take?")
    page = answering.get("/peer-questions").get_data(as_text=True)
    identifier = asked.get("/api/v1/peer-questions").json["items"][0]["id"]
    answered = answering.submit("/peer-questions", act="answer", question=identifier, answer="Six weeks.")

    assert (sent.status_code, sent.headers["Location"]) == (303, "/peer-questions")
    assert "How long did it take?" in page
    assert answered.status_code == 303
    assert "Six weeks." in asking.get("/peer-questions").get_data(as_text=True)


def test_an_empty_answer_says_so_and_keeps_the_question_open(registry: Registry, asked: Client):
    registry.visitor(registry.city("jiangyu")).submit(PAGE, act="ask", to="haina", question="Why?")
    identifier = asked.get("/api/v1/peer-questions").json["items"][0]["id"]

    answer = registry.visitor(asked).submit("/peer-questions", act="answer", question=identifier, answer=" ")

    assert answer.status_code == 422
    assert "Must not be blank" in answer.get_data(as_text=True)


def test_a_report_is_asked_for_on_the_page(registry: Registry, asked: Client):
    registry.city("yunling").call("PUT", f"{REPORTS}/report.pdf?{ABOUT}", data=FILE)
    identifier = asked.get(REPORTS).json["items"][0]["id"]

    sent = registry.visitor(asked).submit(PAGE, act="request", report=identifier, reason="To adopt it")

    assert sent.status_code == 303
    assert asked.get(REPORTS).json["items"][0]["request"] == "open"
    assert "has not decided" in registry.visitor(asked).get(PAGE).get_data(as_text=True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_strangers_see_neither_the_page_nor_the_way_to_it(registry: Registry, asked: Client, language: str):
    entity = registry.visitor(registry.entity(), language=language)

    assert entity.get(PAGE).status_code == 403
    assert registry.visitor(language=language).get(PAGE).status_code == 401
    assert PAGE not in entity.get("/components/yunling/parking").get_data(as_text=True)
    assert PAGE in registry.visitor(asked, language=language).get("/components/yunling/parking").get_data(as_text=True)
