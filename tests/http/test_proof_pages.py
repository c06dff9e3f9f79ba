"""The parts of an adoption's page that prove it and keep it alive, with a browser without scripts."""

import base64
import hashlib
import hmac
import io
import json
import re

import pytest

from tests.build import Registry
from tests.http.proof_scene import ProofScene, proof_scene


@pytest.fixture
def scene(registry: Registry) -> ProofScene:
    return proof_scene(registry)


def page(scene: ProofScene) -> str:
    return f"/adoptions/{scene.adoption}"


def test_a_city_adds_a_statement_and_a_file_and_reads_them_again(scene: ProofScene):
    visitor, address = scene.registry.visitor(scene.haina), page(scene)

    stated = visitor.submit(f"{address}/evidence", on=address, act="prove", kind="statement", title="已上线")
    file = (io.BytesIO(b"proof"), "验收.pdf", "application/pdf")
    sent = visitor.submit(f"{address}/evidence", on=address, act="prove", kind="acceptance", file=file)

    assert (stated.status_code, sent.status_code) == (303, 303)
    shown = visitor.get(address).get_data(as_text=True)
    assert "已上线" in shown
    (link,) = re.findall(r'href="(/adoptions/[^"]+/file)"', shown)
    assert visitor.get(link).data == b"proof"
    assert scene.registry.visitor(scene.bizhou).get(link).status_code == 403
    assert scene.registry.visitor().get(link).status_code == 404


def test_what_is_wrong_is_said_on_the_page_with_what_was_typed(scene: ProofScene):
    visitor, address = scene.registry.visitor(scene.haina), page(scene)

    answer = visitor.submit(f"{address}/evidence", on=address, act="prove", kind="link", title="公告甲")

    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert 'id="wrong-url"' in text
    assert 'value="公告甲"' in text


def test_the_publisher_confirms_decides_and_withdraws_on_the_page(scene: ProofScene):
    piece = scene.haina.post(f"{scene.address}/evidence", {"kind": "statement", "title": "在用"}).json["id"]
    visitor, address = scene.registry.visitor(scene.yunling), page(scene)

    decided = visitor.submit(
        f"{address}/evidence", on=address, act="decide_evidence", evidence=piece, decision="accept"
    )
    confirmed = visitor.submit(f"{address}/evidence", on=address, act="confirm", verdict="confirmed", note="现场查看")
    word = scene.haina.get(f"{scene.address}/confirmations").json["items"][0]
    shown = visitor.get(address).get_data(as_text=True)
    withdrawn = visitor.submit(
        f"{address}/evidence", on=address, act="withdraw", confirmation=word["id"], reason="看错"
    )

    assert [answer.status_code for answer in (decided, confirmed, withdrawn)] == [303, 303, 303]
    assert "现场查看" in shown
    assert "Accepted" in shown
    assert scene.haina.get(f"{scene.address}/evidence").json["items"][0]["status"] == "accepted"


def test_who_may_not_vouch_is_shown_no_form_for_it(scene: ProofScene):
    scene.haina.post(f"{scene.address}/evidence", {"kind": "statement", "title": "内部说明"})

    own = scene.registry.visitor(scene.haina).get(page(scene)).get_data(as_text=True)
    third = scene.registry.visitor(scene.bizhou).get(page(scene)).get_data(as_text=True)
    publisher = scene.registry.visitor(scene.yunling).get(page(scene)).get_data(as_text=True)

    assert ("Confirm or dispute it" in own, "Add evidence" in own) == (False, True)
    assert ("Confirm or dispute it" in third, "内部说明" in third) == (False, False)
    assert ("Confirm or dispute it" in publisher, "Accept or reject it" in publisher) == (True, True)


def test_a_person_states_that_it_is_in_use(scene: ProofScene):
    visitor, address = scene.registry.visitor(scene.haina), page(scene)

    silent = visitor.submit(f"{address}/liveness", on=address, act="state", stated_by="王工")
    stated = visitor.submit(f"{address}/liveness", on=address, act="state", stated_by="王工", statement="每日在用")

    assert (silent.status_code, stated.status_code) == (422, 303)
    assert "每日在用" in visitor.get(address).get_data(as_text=True)


def test_a_key_and_a_nonce_are_shown_once_and_a_signed_file_is_uploaded(scene: ProofScene):
    visitor, address = scene.registry.visitor(scene.haina), page(scene)
    keyed = visitor.submit(f"{address}/liveness", on=address, act="key")
    given = visitor.submit(f"{address}/liveness", on=address, act="nonce")
    key = re.findall(r'<code id="key">([^<]+)</code>', keyed.get_data(as_text=True))[0]
    nonce = re.findall(r'<code id="nonce">([^<]+)</code>', given.get_data(as_text=True))[0]
    signature = hmac.new(base64.b64decode(key), f"{nonce}\n1.0\n".encode(), hashlib.sha256).hexdigest()
    said = {"nonce": nonce, "version": "1.0", "usage": "", "signed_at": "2026-03-02T04:00:00Z", "signature": signature}

    sent = (io.BytesIO(json.dumps(said).encode()), "signed.json", "application/json")
    uploaded = visitor.submit(f"{address}/liveness", on=address, act="upload", file=sent)

    assert keyed.headers["Cache-Control"] == "no-store"
    assert uploaded.status_code == 303
    (attestation,) = scene.haina.get(f"{scene.address}/attestations").json["items"]
    assert (attestation["method"], attestation["version"]) == ("signed_file", "1.0")


@pytest.mark.parametrize("content", [b"no json", b"[]", b'{"statement": "x", "stated_by": "y"}', b"\xff"])
def test_a_file_that_is_no_signed_one_is_refused_by_name(scene: ProofScene, content: bytes):
    visitor, address = scene.registry.visitor(scene.haina), page(scene)

    sent = (io.BytesIO(content), "signed.json", "application/json")
    answer = visitor.submit(f"{address}/liveness", on=address, act="upload", file=sent)

    assert answer.status_code == 422
    assert "/file" in answer.get_data(as_text=True)


def test_a_form_that_is_none_of_the_parts_changes_nothing(scene: ProofScene):
    visitor, address = scene.registry.visitor(scene.haina), page(scene)

    for part in ("evidence", "liveness"):
        assert visitor.submit(f"{address}/{part}", on=address, act="burn").status_code == 404
