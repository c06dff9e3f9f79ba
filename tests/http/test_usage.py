"""GET | POST /adoptions/{id}/usage: by a token, as CSV, signed by the deployment."""

import hashlib
import hmac
import json
from datetime import timedelta
from uuid import uuid4

import pytest

from registry.adoption.attestation_keys import key_of
from registry.adoption.models import AttestationKey
from tests.build import START, Answer, Client, Registry

NOON = "2026-03-02T04:00:00Z"


def begin(registry: Registry) -> tuple[Client, str]:
    haina = registry.city("haina")
    registry.component(registry.city("yunling"), "parking", "1.0")
    begun = registry.adoption(haina, "yunling/parking", on="2025-12-01")
    return haina, f"/api/v1/adoptions/{begun}/usage"


def calls(*days: tuple[str, int]) -> dict:
    return {"days": [{"day": day, "calls": count} for day, count in days]}


def give_key(registry: Registry, address: str, number: int = 1) -> bytes:
    """A key in force, as the one who deploys it would have been given it."""
    from uuid import UUID

    from sqlalchemy import select, update

    from registry.adoption.models import Adoption

    adoption = UUID(address.split("/")[4])
    with registry.database.writing() as session:
        identifier = session.scalar(select(Adoption.id).where(Adoption.public_id == adoption))
        session.execute(update(AttestationKey).where(AttestationKey.adoption_id == identifier).values(revoked_at=START))
        session.add(AttestationKey(adoption_id=identifier, number=number, created_at=START, created_by="haina"))
    return key_of("only for tests", adoption, number)


def send_signed(registry: Registry, address: str, key: bytes, body: dict, client: Client | None = None) -> Answer:
    raw = json.dumps(body).encode()
    signature = "sha256=" + hmac.new(key, raw, hashlib.sha256).hexdigest()
    headers = {"Signature-256": signature, "Content-Type": "application/json"}
    return (client or registry.anyone).call("POST", address, data=raw, headers=headers)


def test_calls_are_reported_by_day_and_summed_by_month(registry: Registry):
    haina, address = begin(registry)

    answer = haina.post(address, calls(("2026-01-31", 10), ("2026-02-01", 20), ("2026-02-02", 5)))

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert (answer.json["source"], answer.json["calls"], answer.json["changed_days"]) == ("file", 35, 3)
    read = haina.get(address).json
    assert (read["calls"], read["from"], read["to"]) == (35, "2025-03-03", "2026-03-02")
    assert read["months"] == [
        {"month": "2026-01", "calls": 10, "days": 1},
        {"month": "2026-02", "calls": 25, "days": 2},
    ]
    narrow = haina.get(f"{address}?from=2026-02-02&to=2026-02-28").json
    assert narrow["days"] == [{"day": "2026-02-02", "calls": 5, "source": "file"}]


def test_a_later_report_corrects_and_credit_counts_it_from_the_next_month(registry: Registry):
    haina, address = begin(registry)
    haina.post(address, calls(("2026-01-31", 10), ("2026-02-01", 20)))
    now = haina.get(address).json["counted"]
    registry.clock.set(START + timedelta(days=31))
    before = haina.get(address).json["counted"]

    corrected = haina.post(address, calls(("2026-02-01", 2)))

    assert (corrected.json["changed_days"], haina.get(address).json["calls"]) == (1, 12)
    assert (now, before, haina.get(address).json["counted"]) == (0, 30, 30)
    registry.clock.set(START + timedelta(days=62))
    assert haina.get(address).json["counted"] == 12


def test_a_csv_is_taken_as_well(registry: Registry):
    haina, address = begin(registry)

    for content in (b"day,calls\n2026-02-01,3\n2026-02-02,4\n", "日期,调用量\r\n2026-02-03,5\r\n".encode("gb18030")):
        answer = haina.call("POST", address, data=content, headers={"Content-Type": "text/csv"})
        assert answer.status_code == 201, answer.get_data(as_text=True)
        assert answer.json["sha256"] == hashlib.sha256(content).hexdigest()

    assert [day["calls"] for day in haina.get(address).json["days"]] == [3, 4, 5]


@pytest.mark.parametrize("content", [b"day,calls\n2026-02-01\n", b"2026-02-01,3\n2026-02-02,many\n", b"", b"\xff\xfe,"])
def test_a_csv_that_is_none_is_refused(registry: Registry, content: bytes):
    haina, address = begin(registry)

    answer = haina.call("POST", address, data=content, headers={"Content-Type": "text/csv"})

    assert (answer.status_code, answer.json["code"]) == (422, "payload_invalid")
    assert haina.get(address).json["days"] == []


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        (calls(("2026-03-03", 1)), ["/days/0/day"]),
        (calls(("2025-11-30", 1)), ["/days/0/day"]),
        (calls(("2026-02-01", 1), ("2026-02-01", 2)), ["/days/1/day"]),
        (calls(("2026-02-01", -1)), ["/days/0/calls"]),
        (calls(("2026-02-30", 1)), ["/days/0/day"]),
        ({"days": []}, ["/days"]),
        (calls(*[("2026-02-01", 1)] * 401), ["/days"]),
        ({"days": [{"day": "2026-02-01"}]}, ["/days/0/calls"]),
        ({}, ["/days"]),
    ],
)
def test_wrong_days_are_named(registry: Registry, body: dict, pointers: list):
    haina, address = begin(registry)

    answer = haina.post(address, body)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == pointers


def test_a_deployment_reports_signed_without_a_token(registry: Registry):
    haina, address = begin(registry)
    key = give_key(registry, address)

    answer = send_signed(registry, address, key, {**calls(("2026-02-01", 7)), "issued_at": NOON})

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert (answer.json["source"], answer.json["issued_at"]) == ("signed", "2026-03-02T04:00:00.000Z")
    assert haina.get(address).json["days"] == [{"day": "2026-02-01", "calls": 7, "source": "signed"}]


def test_a_signed_report_is_taken_once(registry: Registry):
    _, address = begin(registry)
    key = give_key(registry, address)
    report = {**calls(("2026-02-01", 7)), "issued_at": NOON}
    send_signed(registry, address, key, report)

    again = send_signed(registry, address, key, report)
    earlier = send_signed(registry, address, key, {**report, "issued_at": "2026-03-02T03:59:59Z"})
    later = send_signed(registry, address, key, {**report, "issued_at": "2026-03-02T04:00:01Z"})

    assert [(answer.status_code, answer.json["code"]) for answer in (again, earlier)] == [(409, "report_replayed")] * 2
    assert later.status_code == 201


def test_a_signed_report_says_when_it_was_made_and_not_in_the_future(registry: Registry):
    _, address = begin(registry)
    key = give_key(registry, address)

    for moment in ({}, {"issued_at": "2026-03-02T04:06:00Z"}, {"issued_at": "2026-03-02"}):
        answer = send_signed(registry, address, key, {**calls(("2026-02-01", 7)), **moment})
        assert [error["pointer"] for error in answer.json["errors"]] == ["/issued_at"]


def test_a_wrong_signature_learns_nothing(registry: Registry):
    haina, address = begin(registry)
    report = {**calls(("2026-02-01", 7)), "issued_at": NOON}
    without_key = send_signed(registry, address, b"x" * 32, report)
    old = give_key(registry, address)
    give_key(registry, address, 2)

    tried = [
        without_key,
        send_signed(registry, address, old, report),
        send_signed(registry, f"/api/v1/adoptions/{uuid4()}/usage", old, report),
        send_signed(registry, address, b"x" * 32, report, haina),
        haina.call("POST", address, report, headers={"Signature-256": "md5=aa"}),
    ]

    assert {(answer.status_code, answer.json["code"], answer.json["detail"]) for answer in tried} == {
        (403, "usage_signature_refused", tried[0].json["detail"])
    }
    assert haina.get(address).json["days"] == []


def test_only_its_holder_reports_by_token_and_landscapes_are_hidden(registry: Registry):
    haina, address = begin(registry)
    haina.post(address, calls(("2026-02-01", 7)))

    assert registry.anyone.post(address, calls(("2026-02-01", 1))).status_code == 401
    assert registry.city("other").post(address, calls(("2026-02-01", 1))).json["code"] == "not_your_organisation"
    for outsider in (registry.anyone, registry.entity(), registry.assessor()):
        assert outsider.get(address).status_code == 404
    assert registry.city("other").get(address).json["calls"] == 7


def test_the_stretch_asked_for_is_sane(registry: Registry):
    haina, address = begin(registry)

    for query in ("from=2026-02-02&to=2026-02-01", "from=2020-01-01", "from=soon"):
        answer = haina.get(f"{address}?{query}")
        assert [error["pointer"] for error in answer.json["errors"]] == ["/from"]


def test_the_event_tells_the_stretch_and_no_number_of_calls(registry: Registry):
    haina, address = begin(registry)
    haina.post(address, calls(("2026-02-01", 7654321)))

    feed = haina.get("/api/v1/events?types=adoption.used")

    assert feed.json["items"][0]["data"]["from"] == "2026-02-01"
    assert "7654321" not in feed.get_data(as_text=True)
