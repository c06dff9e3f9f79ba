"""GET | POST /adoptions/{id}/evidence, PUT …/evidence/{filename}, GET …/{evidence_id}[/file], POST …/decisions."""

import base64
import hashlib
import socket
import sys

import pytest

from registry.adoption.queries.evidence import list_evidence
from registry.artifacts.actions import collect
from registry.kit.policy import Policy
from tests.build import Client, Registry
from tests.http.proof_scene import ProofScene, proof_scene

REPORT = "验收合格".encode()
DIGEST = hashlib.sha256(REPORT).hexdigest()
LINK = {"kind": "link", "title": "公告", "url": "https://city.example/notice"}


@pytest.fixture
def scene(registry: Registry) -> ProofScene:
    return proof_scene(registry)


def put(client: Client, scene: ProofScene, name: str = "acceptance.pdf", data: bytes = REPORT, **options):
    headers = {"Content-Type": "application/pdf", **options.pop("headers", {})}
    address = options.pop("address", scene.address)
    return client.call("PUT", f"{address}/evidence/{name}", data=data, headers=headers, **options)


def second_adoption(scene: ProofScene) -> str:
    """Bizhou runs the same component."""
    return f"/api/v1/adoptions/{scene.registry.adoption(scene.bizhou, 'yunling/parking', 'approved', 'live')}"


def test_a_link_and_a_statement_stand_as_evidence_in_the_order_of_addition(scene: ProofScene):
    first = scene.haina.post(f"{scene.address}/evidence", LINK)
    second = scene.haina.post(f"{scene.address}/evidence", {"kind": "statement", "title": "已上线三个月"})

    assert (first.status_code, second.status_code) == (201, 201)
    assert scene.haina.get(first.headers["Location"]).json == first.json
    assert (first.json["status"], first.json["submitted_by"], first.json["file"]) == ("submitted", "haina", None)
    listed = scene.haina.get(f"{scene.address}/evidence").json["items"]
    assert [row["kind"] for row in listed] == ["link", "statement"]


def test_a_file_is_kept_as_it_is_and_sending_it_again_changes_nothing(scene: ProofScene):
    sent = put(scene.haina, scene, query_string={"kind": "acceptance", "title": "验收报告"})
    again = put(scene.haina, scene, query_string={"kind": "acceptance"})
    other = put(scene.haina, scene, data=b"other")

    assert (sent.status_code, again.status_code) == (201, 200)
    assert (other.status_code, other.json["code"]) == (409, "evidence_exists")
    assert (sent.json["sha256"], sent.json["size"], sent.json["kind"]) == (DIGEST, len(REPORT), "acceptance")
    file = scene.haina.get(sent.json["file"])
    assert (file.data, file.headers["Content-Type"]) == (REPORT, "application/pdf")
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert scene.told("adoption.evidence_added") == ["adoption.evidence_added"]


def test_a_file_is_only_kept_when_its_digest_is_the_one_declared(scene: ProofScene):
    wrong = base64.b64encode(hashlib.sha256(b"else").digest()).decode()

    answer = put(scene.haina, scene, headers={"Repr-Digest": f"sha-256=:{wrong}:"})

    assert (answer.status_code, answer.json["code"]) == (422, "digest_mismatch")
    assert scene.haina.get(f"{scene.address}/evidence").json["items"] == []


def test_a_file_that_is_too_large_is_refused_before_its_bytes_are_taken(database_url, tmp_path, clock):
    with Registry.open(database_url, tmp_path / "data", clock, policy=Policy(evidence_bytes_max=10)) as registry:
        scene = proof_scene(registry)

        answer = put(scene.haina, scene, data=b"12345678901")

        assert (answer.status_code, answer.json["code"]) == (413, "artifact_too_large")


def test_evidence_counts_towards_what_its_body_may_keep_here(database_url, tmp_path, clock):
    with Registry.open(database_url, tmp_path / "data", clock, policy=Policy(organisation_bytes_max=20)) as registry:
        scene = proof_scene(registry)

        first, second = put(scene.haina, scene, data=b"x" * 15), put(scene.haina, scene, "b.pdf", data=b"y" * 6)

        assert first.status_code == 201
        assert (second.status_code, second.json["code"]) == (413, "storage_quota_exceeded")


@pytest.mark.skipif(sys.platform == "win32", reason="the scanner is a shell")
def test_a_scanner_looks_at_evidence_too(database_url, tmp_path, clock):
    scanner = tmp_path / "scan.sh"
    scanner.write_text("#!/bin/sh\ngrep -q EVIL && { echo found; exit 1; }\nexit 0\n")
    scanner.chmod(0o755)
    with Registry.open(database_url, tmp_path / "data", clock, scanner=str(scanner)) as registry:
        scene = proof_scene(registry)

        bad, good = put(scene.haina, scene, data=b"EVIL"), put(scene.haina, scene, data=b"good")

        assert (bad.status_code, bad.json["code"]) == (422, "artifact_infected")
        assert good.status_code == 201


def test_the_collector_leaves_the_bytes_of_evidence_alone(scene: ProofScene, clock):
    sent = put(scene.haina, scene)
    clock.set(clock.now().replace(month=5))

    collect(scene.registry.database, scene.registry.app.extensions["registry.artifacts"])

    assert scene.haina.get(sent.json["file"]).data == REPORT


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"kind": "hearsay", "title": "x"}, "/kind"),
        ({"title": "x"}, "/kind"),
        ({"kind": "link", "title": "x"}, "/url"),
        ({"kind": "link", "url": "ftp://city.example/x"}, "/url"),
        ({"kind": "link", "url": "javascript:alert(1)"}, "/url"),
        ({"kind": "statement"}, "/title"),
        ({"kind": "other", "sha256": "AB" * 32}, "/sha256"),
        ({"kind": "other", "title": "x" * 201}, "/title"),
        ({"kind": "other", "title": "x", "status": "accepted"}, "/status"),
    ],
)
def test_a_wrong_field_is_named(scene: ProofScene, body: dict, pointer: str):
    answer = scene.haina.post(f"{scene.address}/evidence", body)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_an_address_is_never_fetched(scene: ProofScene, monkeypatch: pytest.MonkeyPatch):
    """A server of ours listens where the evidence points: nobody calls."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.5)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/proof"

        answer = scene.haina.post(f"{scene.address}/evidence", {**LINK, "url": url})
        scene.haina.post(f"{scene.address}/transitions", {"to": "suspended", "evidence": [url]})
        scene.yunling.post(f"{answer.headers['Location']}/decisions", {"decision": "accept"})
        scene.registry.app.extensions["registry.sweeper"].sweep()

        assert answer.status_code == 201
        with pytest.raises(TimeoutError):
            listening.accept()


def test_evidence_of_a_step_becomes_evidence_of_the_adoption_each_piece_once(scene: ProofScene):
    pieces = ["https://city.example/a", "口头说明", {"kind": "验收单", "sha256": DIGEST}]

    for to in ("suspended", "live"):
        answer = scene.haina.post(f"{scene.address}/transitions", {"to": to, "evidence": pieces})
        assert answer.status_code == 201

    listed = scene.haina.get(f"{scene.address}/evidence").json["items"]
    assert [(row["kind"], row["status"]) for row in listed] == [
        ("link", "submitted"),
        ("statement", "submitted"),
        ("other", "submitted"),
    ]
    assert len(scene.haina.get(scene.address).json["history"][-1]["evidence"]) == 3


def test_the_same_content_on_two_adoptions_holds_the_later_one(scene: ProofScene):
    other = second_adoption(scene)
    first = put(scene.haina, scene)

    later = put(scene.bizhou, scene, "other-name.pdf", address=other)
    named = scene.bizhou.post(f"{other}/evidence", {"kind": "other", "sha256": DIGEST})

    assert (later.status_code, later.json["status"]) == (201, "held")
    assert set(later.json["reason"]) == {"zh", "en"}
    assert named.json["status"] == "held"
    assert scene.haina.get(first.headers["Location"]).json["status"] == "submitted"
    assert scene.told("adoption.evidence_held") == ["adoption.evidence_held"] * 2


def test_of_which_adoption_recycled_evidence_is_only_administrators_learn(scene: ProofScene):
    other = second_adoption(scene)
    put(scene.haina, scene)
    held = put(scene.bizhou, scene, address=other).headers["Location"]

    assert scene.national.get(held).json["same_as"] == [scene.adoption]
    for reader in (scene.bizhou, scene.yunling, scene.assessor):
        answer = reader.get(held)
        assert (answer.status_code, answer.json["same_as"]) == (200, None)
        assert scene.adoption not in answer.get_data(as_text=True)
    told = scene.envelopes(scene.bizhou, "adoption.evidence_held")
    assert [event["data"]["adopter"] for event in told] == ["bizhou"]
    assert DIGEST not in str(told)


def test_evidence_of_a_step_is_held_as_well(scene: ProofScene):
    other = second_adoption(scene)
    put(scene.haina, scene)

    scene.bizhou.post(f"{other}/transitions", {"to": "suspended", "evidence": [{"kind": "other", "sha256": DIGEST}]})

    listed = scene.bizhou.get(f"{other}/evidence").json["items"]
    assert [row["status"] for row in listed] == ["held"]
    assert scene.told("adoption.evidence_held") == ["adoption.evidence_held"]


@pytest.mark.parametrize("judge", ["yunling", "assessor", "national"])
def test_another_side_accepts_or_rejects(scene: ProofScene, judge: str):
    place = scene.haina.post(f"{scene.address}/evidence", LINK).headers["Location"]

    answer = getattr(scene, judge).post(f"{place}/decisions", {"decision": "accept", "note": "核对无误"})
    again = getattr(scene, judge).post(f"{place}/decisions", {"decision": "reject"})

    assert (answer.status_code, answer.json["status"]) == (201, "accepted")
    assert (answer.json["decided_by"], answer.json["note"]) == (
        scene.registry.slug_of(getattr(scene, judge)),
        "核对无误",
    )
    assert (again.status_code, again.json["code"]) == (409, "evidence_decided")
    assert scene.told("adoption.evidence_decided") == ["adoption.evidence_decided"]


def test_what_is_held_is_decided_by_an_assessor_or_an_administrator_only(scene: ProofScene):
    other = second_adoption(scene)
    put(scene.haina, scene)
    held = put(scene.bizhou, scene, address=other).headers["Location"]

    publisher = scene.yunling.post(f"{held}/decisions", {"decision": "accept"})
    assessor = scene.assessor.post(f"{held}/decisions", {"decision": "reject", "note": "与他市相同"})

    assert (publisher.status_code, publisher.json["code"]) == (403, "evidence_held")
    assert (assessor.status_code, assessor.json["status"]) == (201, "rejected")


def test_the_adopters_own_side_decides_nothing(scene: ProofScene):
    place = scene.haina.post(f"{scene.address}/evidence", LINK).headers["Location"]
    office = scene.registry.client(
        "haina-office", "catalogue:write", "assessment:write", unit="department", parent="haina"
    )

    for caller in (scene.haina, office):
        answer = caller.post(f"{place}/decisions", {"decision": "accept"})
        assert (answer.status_code, answer.json["code"]) == (403, "own_side")


def test_a_third_city_neither_sees_evidence_nor_decides_on_it(scene: ProofScene):
    place = put(scene.haina, scene).headers["Location"]

    for address in (f"{scene.address}/evidence", place, f"{place}/file"):
        answer = scene.bizhou.get(address)
        assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation"), address
    assert scene.bizhou.post(f"{place}/decisions", {"decision": "accept"}).status_code == 403
    assert scene.bizhou.post(f"{scene.address}/evidence", LINK).status_code == 403


def test_an_operating_entity_sees_no_evidence_not_even_of_what_it_publishes(registry: Registry):
    builder, haina = registry.entity("builder"), registry.city("haina")
    registry.component(builder, "maps", "1.0")
    adoption = registry.adoption(haina, "builder/maps", "approved", "live")
    place = haina.post(f"/api/v1/adoptions/{adoption}/evidence", LINK).headers["Location"]

    for address in (f"/api/v1/adoptions/{adoption}/evidence", place):
        assert builder.get(address).status_code == 404
        assert registry.anyone.get(address).status_code == 401
    assert builder.post(f"{place}/decisions", {"decision": "accept"}).status_code == 404
    events = builder.get("/api/v1/events?after=0&limit=1000").get_data(as_text=True)
    assert adoption not in events
    assert "evidence" not in events


def test_events_about_evidence_are_the_parties_own(scene: ProofScene):
    put(scene.haina, scene)

    assert len(scene.envelopes(scene.haina, "adoption.evidence")) == 1
    assert len(scene.envelopes(scene.yunling, "adoption.evidence")) == 1
    assert scene.envelopes(scene.bizhou, "adoption.evidence") == []
    assert scene.envelopes(scene.registry.anyone, "adoption.") == []


def test_an_assessor_reads_one_adoption_by_its_id_and_never_a_list(scene: ProofScene):
    assert scene.assessor.get(scene.address).status_code == 200
    assert scene.assessor.get(f"{scene.address}/evidence").status_code == 200
    assert scene.assessor.get("/api/v1/adoptions").status_code == 403
    assert scene.envelopes(scene.assessor, "adoption.") == []


def test_an_adoption_has_at_most_so_many_pieces(scene: ProofScene, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("registry.adoption.actions.proving.MOST_PIECES", 2)
    for _ in range(2):
        assert scene.haina.post(f"{scene.address}/evidence", LINK).status_code == 201

    answer = scene.haina.post(f"{scene.address}/evidence", LINK)

    assert (answer.status_code, answer.json["code"]) == (409, "too_much_evidence")


def test_a_page_of_evidence_leads_to_the_next(scene: ProofScene):
    for nth in range(3):
        scene.haina.post(f"{scene.address}/evidence", {"kind": "statement", "title": f"第{nth}项"})

    first = scene.haina.get(f"{scene.address}/evidence?limit=2").json
    rest = scene.haina.get(f"{scene.address}/evidence?limit=2&cursor={first['next']}").json

    assert [row["title"] for row in first["items"] + rest["items"]] == ["第0项", "第1项", "第2项"]
    assert rest["next"] is None


def test_rows_of_evidence_stand_in_the_database_as_credit_reads_them(scene: ProofScene):
    place = scene.haina.post(f"{scene.address}/evidence", LINK).headers["Location"]
    scene.assessor.post(f"{place}/decisions", {"decision": "accept"})

    with scene.registry.database.reading() as session:
        (row,) = list_evidence(session, 1, limit=10).items

    assert row.decided_by is not None
    assert (row.status, row.decided_by.slug, row.decided_at) == ("accepted", "assessor", scene.registry.clock.now())
