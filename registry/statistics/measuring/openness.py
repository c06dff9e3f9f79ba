"""D6 经验与公开: what a city tells others and how it answers (L6P1). Pure."""

from typing import Final

from registry.statistics.measuring.facts import CityFacts
from registry.statistics.measuring.measured import Excluded, Measured, not_yet, percent


def case_points(facts: CityFacts) -> Measured:
    """L6P1-A1: level points of selected cases that are linked to a live adoption."""
    found = facts.cases
    left_out = [Excluded("case", each, why) for each, why in sorted(found.excluded.items())]
    inputs = {"cases_selected": len(found.whole), "cases_counted": len(found.part)}
    return Measured(found.value or 0, None, inputs, others=[("case", each) for each in found.part], excluded=left_out)


def feedback_in_time(facts: CityFacts) -> Measured:
    """L6P1-A2: of what adopters reported and was to be answered in the period, the share answered in time."""
    due = [each for each in facts.asked if each.due_on is not None and facts.first <= each.due_on <= facts.day]
    done = [each for each in due if each.answered_on and each.due_on and each.answered_on <= each.due_on]
    inputs = {"reports_due": len(due), "reports_in_time": len(done)}
    if not due:
        return Measured(None, "no_report_due", inputs)
    late = [Excluded("feedback", each.id, "answered_late") for each in due if each not in done]
    records = [("feedback", each.id) for each in done]
    return Measured(percent(len(done), len(due)), None, inputs, others=records, excluded=late)


def self_assessment(facts: CityFacts) -> Measured:
    """L6P1-A3: how near self-assessments come to what was found."""
    return not_yet("assessment_not_yet")


def on_schedule(facts: CityFacts) -> Measured:
    """L6P1-A4: assessments published on schedule."""
    return not_yet("assessment_not_yet")


MEASURES: Final = {
    "L6P1-A1": case_points,
    "L6P1-A2": feedback_in_time,
    "L6P1-A3": self_assessment,
    "L6P1-A4": on_schedule,
}
