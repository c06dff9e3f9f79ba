"""The pages of feedback, release notes, bills of materials and packages, with a browser without scripts."""

import json
import re

from tests.build import Client, Registry
from tests.http.test_feedback import publish, say
from tests.http.test_sboms import bill, package, put

PLACE = "/components/yunling/parking/feedback"


def text(registry: Registry, address: str, client: Client | None = None, language: str = "en") -> str:
    answer = registry.visitor(client, language=language).get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_somebody_signed_in_says_something_and_the_publisher_answers(registry: Registry):
    yunling, haina = publish(registry)
    reporter, publisher = registry.visitor(haina), registry.visitor(yunling)
    typed = {
        "act": "say",
        "kind": "defect",
        "title": "Barrier stuck",
        "body": "In rain.\r\n\r\nAlways.",
        "version": "1.0",
    }

    sent = reporter.submit(PLACE, **typed, credit="Night shift")
    said = haina.get("/api/v1/feedback").json["items"][0]
    answered = publisher.submit(PLACE, act="resolve", feedback=said["id"], version="1.1", answer="Fixed.")

    assert (sent.status_code, answered.status_code) == (303, 303)
    assert sent.headers["Location"].endswith(f"#feedback-{said['id']}")
    assert (said["body"], said["credit"], said["version"]) == ("In rain.\n\nAlways.", "Night shift", "1.0")
    page = text(registry, PLACE)
    assert "Barrier stuck" in page and "Resolved in version" in page and "Fixed." in page
    version = text(registry, "/components/yunling/parking/versions/1.1")
    assert "What it resolves" in version and "Barrier stuck" in version and "Night shift" in version
    assert "Demo haina" in version
    assert "What it resolves" not in text(registry, "/components/yunling/parking/versions/1.0")
    reopened = publisher.submit(PLACE, act="reopen", feedback=said["id"], closed_as="resolved")
    assert (reopened.status_code, haina.get("/api/v1/feedback").json["items"][0]["status"]) == (303, "open")
    publisher.submit(PLACE, act="decline", feedback=said["id"], version="1.1", answer="Not ours.")
    assert "Declined by its publisher" in text(registry, PLACE)


def test_what_needs_correction_is_told_beside_what_was_typed(registry: Registry):
    _, haina = publish(registry)
    reporter = registry.visitor(haina)

    blank = reporter.submit(PLACE, act="say", kind="wish", title=" ", body="kept text")
    strange = reporter.submit(PLACE, act="dance")
    long = reporter.submit(PLACE, act="say", kind="wish", title="x" * 201, body="kept text")

    assert (blank.status_code, strange.status_code, long.status_code) == (422, 404, 422)
    assert "kept text" in blank.get_data(as_text=True)
    assert 'aria-invalid="true"' in long.get_data(as_text=True)
    assert haina.get("/api/v1/feedback").json["items"] == []


def test_who_may_not_is_not_offered_the_forms(registry: Registry):
    yunling, haina = publish(registry)
    say(haina)
    answering = 'value="resolve"'

    assert "Sign in" in text(registry, PLACE) and answering not in text(registry, PLACE)
    assert answering in text(registry, PLACE, yunling)
    assert answering not in text(registry, PLACE, haina)
    refused = registry.visitor(haina).submit(
        PLACE, act="decline", feedback=haina.get("/api/v1/feedback").json["items"][0]["id"], answer="x"
    )
    assert refused.status_code == 403


def test_a_form_from_elsewhere_says_nothing(registry: Registry):
    _, haina = publish(registry)
    visitor = registry.visitor(haina)
    visitor.headers["Origin"] = "https://elsewhere.example"

    assert visitor.submit(PLACE, act="say", kind="wish", title="x").status_code == 403


def test_the_component_tells_how_much_was_said_and_the_list_narrows(registry: Registry):
    yunling, haina = publish(registry)
    first = say(haina, title="first one")
    say(haina, title="second one")
    yunling.post(f"/api/v1/feedback/{first}/refusal", {"answer": "no"})

    assert "2 defects, wishes and questions were reported, 1 of them open." in re.sub(
        r"\s+", " ", text(registry, "/components/yunling/parking")
    )
    assert "second one" not in text(registry, f"{PLACE}?status=declined")
    assert "first one" in text(registry, f"{PLACE}?status=declined")
    assert "second one" in text(registry, f"{PLACE}?status=nonsense")


def test_what_is_said_is_shown_as_text(registry: Registry):
    _, haina = publish(registry)
    say(haina, title="<script>alert(1)</script>", body="<b>bold</b>", credit="<i>me</i>")

    page = text(registry, PLACE)

    assert "<script>alert" not in page and "<b>bold" not in page and "<i>me" not in page


def test_a_version_shows_what_it_is_made_of_and_which_licences_do_not_fit(registry: Registry):
    yunling, _ = publish(registry)
    assert put(yunling, bill(package("gnu", "1", "GPL-3.0-only"), package("plain"))).status_code == 201

    page = text(registry, "/components/yunling/parking/versions/1.0")

    assert "What it is made of" in page and "CycloneDX 1.6" in page and "2 packages" in page
    assert "Conflict" in page and "GPL-3.0-only" in page and "not legal counsel" in page
    assert "构成" in text(registry, "/components/yunling/parking/versions/1.0", language="zh")
    assert "What it is made of" not in text(registry, "/components/yunling/parking/versions/1.1")


def test_the_page_of_packages_answers_who_ships_one(registry: Registry):
    yunling, _ = publish(registry)
    put(yunling, bill(*(package("log4j-core", f"2.14.{number}", "Apache-2.0") for number in range(60))))

    page = text(registry, "/packages?q=log4j+2.14")
    address = re.search(r'rel="next" href="([^"]*)"', page)

    assert page.count('href="/components/yunling/parking/versions/1.0"') == 50
    assert address is not None
    assert text(registry, address[1].replace("&amp;", "&")).count("<code>log4j-core</code>") == 10
    assert "No version is known to ship it." in text(registry, "/packages?q=nothing")
    assert "Must be a number" in text(registry, "/packages?q=log4j+%3Cx")
    assert "<table" not in text(registry, "/packages")
    assert json.dumps("Apache-2.0") not in page
