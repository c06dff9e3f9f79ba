"""The words scenario lists are described with."""

from typing import Final

PRIORITIES: Final = ("high", "medium", "low")
LIST_STATUSES: Final = ("planned", "under_way", "in_use", "paused")
"""How far a city says it is with a scenario; whether it is covered is computed, never said."""

PART_STATES: Final = ("live", "pilot", "other_version", "missing")
"""Of one part of a solution: in use, tried, run at a version that does not fit, not run."""

COVERAGE_STATES: Final = ("full", "partial", "pilot", "none")
RESPONSE_STATUSES: Final = ("submitted", "shortlisted", "declined")
RESPONSE_DECISIONS: Final = ("shortlist", "decline")
ROADMAP_STATUSES: Final = ("planned", "late", "begun", "live")
COUNTED_FOR: Final = ("held_at_start", "added")
"""Why a scenario is in the denominator of a period: listed as it began, or added since."""
