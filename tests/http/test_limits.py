"""RateLimit headers, 429 and Retry-After."""

from pathlib import Path

import pytest

from registry.kit.clock import SimulatedClock
from tests.build import Client, Registry


@pytest.fixture
def narrow(database_url: str, tmp_path: Path, clock: SimulatedClock):
    """A registry that answers three reads and three writes a minute."""
    with Registry.open(database_url, tmp_path / "data", clock, reads_per_minute=3, writes_per_minute=3) as opened:
        yield opened


def test_every_answer_tells_the_quota_and_what_is_left(narrow: Registry):
    read = narrow.anyone.get("/api/v1/taxonomies").headers
    write = narrow.city("yunling").post("/api/v1/components", {}).headers

    assert (read["RateLimit-Policy"], read["RateLimit"]) == ('"reads";q=3;w=60', '"reads";r=2;t=60')
    assert (write["RateLimit-Policy"], write["RateLimit"]) == ('"writes";q=3;w=60', '"writes";r=2;t=60')


def test_reads_beyond_the_quota_are_a_429_that_says_when(narrow: Registry):
    answers = [narrow.anyone.get("/api/v1/taxonomies") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 60
    assert answers[3].headers["RateLimit"].startswith('"reads";r=0;t=')
    assert (answers[3].mimetype, answers[3].json["code"]) == ("application/problem+json", "too_many_requests")


def test_writes_count_for_their_token_also_when_they_are_refused(narrow: Registry):
    yunling, haina = narrow.city("yunling"), narrow.city("haina")

    statuses = [yunling.post("/api/v1/components", {}).status_code for _ in range(4)]

    assert statuses == [422, 422, 422, 429]
    assert haina.post("/api/v1/components", {}).status_code == 422


def test_inventing_tokens_opens_no_further_budget(narrow: Registry):
    """A header that names nobody must count for the address it came from."""
    statuses = [Client(narrow.app, f"invented-{number}").get("/api/v1/components").status_code for number in range(5)]

    assert statuses == [401, 401, 401, 429, 429]


def test_behind_a_trusted_proxy_each_caller_has_a_budget(database_url: str, tmp_path: Path, clock: SimulatedClock):
    with Registry.open(
        database_url, tmp_path / "data", clock, reads_per_minute=1, trusted_proxies=1
    ) as behind:  # fmt: skip
        statuses = [
            behind.anyone.get("/api/v1/taxonomies", headers={"X-Forwarded-For": address}).status_code
            for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2")
        ]

    assert statuses == [200, 429, 200]


def test_without_one_a_forwarded_address_is_only_a_claim(narrow: Registry):
    statuses = [
        narrow.anyone.get("/api/v1/taxonomies", headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number in range(4)
    ]

    assert statuses == [200, 200, 200, 429]
