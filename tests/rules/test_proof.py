"""Who decides on which evidence, and how long a claim waits."""

from datetime import date

import pytest

from registry.adoption.claims import expiry_of, stages_to
from registry.adoption.lifecycle import check_transition
from registry.adoption.proof import EvidenceDecided, EvidenceHeld, check_decision, kind_of


@pytest.mark.parametrize("confirmer", ["publisher", "assessor", "administrator"])
def test_whoever_vouches_decides_on_what_was_submitted_and_nobody_twice(confirmer: str):
    check_decision("submitted", confirmer)
    for status in ("accepted", "rejected"):
        with pytest.raises(EvidenceDecided):
            check_decision(status, confirmer)


def test_what_is_held_is_not_the_publishers_to_decide():
    with pytest.raises(EvidenceHeld):
        check_decision("held", "publisher")

    check_decision("held", "assessor")
    check_decision("held", "administrator")


def test_a_word_that_is_no_kind_of_evidence_is_another_kind():
    assert (kind_of("acceptance"), kind_of("验收单")) == ("acceptance", "other")


def test_a_claim_waits_60_days():
    assert expiry_of(date(2026, 3, 2)) == date(2026, 5, 1)


@pytest.mark.parametrize("stage", ["pilot", "live"])
def test_a_confirmed_claim_goes_through_legal_stages(stage: str):
    day, before = date(2026, 3, 2), "planned"

    for step in stages_to(stage):
        check_transition(stage=before, to=step, version_changes=False, on=day, since=day, today=day)
        before = step

    assert before == stage
