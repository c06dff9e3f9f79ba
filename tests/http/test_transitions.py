"""POST /adoptions/{id}/transitions."""

from datetime import timedelta

import pytest

from tests.build import START, Client, Registry


def begin(registry: Registry, *stages: str, **more: str) -> tuple[Client, str]:
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    identifier = registry.adoption(haina, "yunling/parking", *stages, **more)
    return haina, f"/api/v1/adoptions/{identifier}/transitions"


def test_each_step_is_kept_with_its_day_note_and_evidence(registry: Registry):
    haina, transitions = begin(registry)
    evidence = [{"kind": "acceptance", "title": "验收单", "url": "https://example.org/1", "sha256": "0" * 64}]

    answer = haina.post(
        transitions, {"to": "approved", "on": "2026-03-02", "note": "会议纪要", "evidence": evidence, "version": "1.0"}
    )

    assert answer.status_code == 201
    step = answer.json["history"][-1]
    assert step == {
        "stage": "approved",
        "version": "1.0",
        "on": "2026-03-02",
        "note": "会议纪要",
        "evidence": evidence,
        "recorded_at": "2026-03-02T04:00:00.000Z",
    }


def test_the_present_stage_with_another_version_is_an_upgrade(registry: Registry):
    haina, transitions = begin(registry, "approved", "live", version="1.0")

    answer = haina.post(transitions, {"to": "live", "version": "1.1"})

    assert (answer.status_code, answer.json["stage"], answer.json["version"]) == (201, "live", "1.1")
    assert [step["version"] for step in answer.json["history"]] == ["1.0", "1.0", "1.0", "1.1"]


@pytest.mark.parametrize("body", [{"to": "live"}, {"to": "live", "version": "1.0"}])
def test_the_present_stage_at_the_same_version_changes_nothing(registry: Registry, body: dict):
    haina, transitions = begin(registry, "approved", "live", version="1.0")

    answer = haina.post(transitions, body)

    assert (answer.status_code, answer.json["code"]) == (409, "nothing_changes")


@pytest.mark.parametrize(
    ("stages", "to", "legal"),
    [
        ((), "live", ("approved", "retired")),
        ((), "suspended", ("approved", "retired")),
        (("approved",), "planned", ("pilot", "live", "retired")),
        (("approved", "live"), "pilot", ("suspended", "retired")),
        (("retired",), "planned", ()),
        (("retired",), "retired", ()),
    ],
)
def test_an_illegal_move_is_answered_with_the_legal_ones(registry: Registry, stages: tuple, to: str, legal: tuple):
    haina, transitions = begin(registry, *stages)

    answer = haina.post(transitions, {"to": to})

    assert (answer.status_code, answer.json["code"]) == (409, "transition_not_allowed")
    assert all(word in answer.json["detail"] for word in legal)


def test_a_day_may_lie_in_the_past_but_not_before_the_last_step_nor_in_the_future(registry: Registry):
    haina, transitions = begin(registry, on="2026-02-10")

    early = haina.post(transitions, {"to": "approved", "on": "2026-02-09"})
    late = haina.post(transitions, {"to": "approved", "on": "2026-03-03"})
    past = haina.post(transitions, {"to": "approved", "on": "2026-02-20"})
    back = haina.post(transitions, {"to": "live", "on": "2026-02-19"})

    assert [answer.status_code for answer in (early, late, past, back)] == [422, 422, 201, 422]
    assert early.json["code"] == late.json["code"] == "day_out_of_order"


def test_the_day_is_the_day_in_shanghai(registry: Registry):
    haina, transitions = begin(registry)
    registry.clock.set(START + timedelta(hours=13))  # 17:00 UTC: one o'clock of the next day

    answer = haina.post(transitions, {"to": "approved"})

    assert answer.json["stage_since"] == "2026-03-03"


def test_nobody_else_moves_a_citys_adoption(registry: Registry):
    _, transitions = begin(registry)

    other = registry.city("other").post(transitions, {"to": "approved"})
    publisher = registry.client("yunling", "adoption:write").post(transitions, {"to": "approved"})
    entity = registry.entity().post(transitions, {"to": "approved"})

    assert (other.status_code, other.json["code"]) == (403, "not_your_organisation")
    assert (publisher.status_code, entity.status_code) == (403, 403)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"to": "gone"}, "/to"),
        ({}, "/to"),
        ({"to": "approved", "version": "9.9"}, "/version"),
        ({"to": "approved", "evidence": [{"title": "缺类型"}]}, "/evidence/0/kind"),
        ({"to": "approved", "evidence": [{"kind": "link", "url": "file:///etc/passwd"}]}, "/evidence/0/url"),
        ({"to": "approved", "evidence": [{"kind": "file", "sha256": "abc"}]}, "/evidence/0/sha256"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_moves(registry: Registry, body: dict, pointer: str):
    haina, transitions = begin(registry)

    answer = haina.post(transitions, body)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert haina.get(transitions.removesuffix("/transitions")).json["stage"] == "planned"
