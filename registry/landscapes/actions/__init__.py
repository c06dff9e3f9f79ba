"""Changes to landscapes as a whole."""

from registry.landscapes.actions.certifying import certify_landscape, remind_of_certifications
from registry.landscapes.actions.importing import accept_import, begin_import, fail_import, finish_import
from registry.landscapes.actions.mending import drop_row, mend_row
from registry.landscapes.actions.merging import merge_bodies
from registry.landscapes.actions.taking import Taken, keep_portion, take_lines

__all__ = [
    "Taken",
    "accept_import",
    "begin_import",
    "certify_landscape",
    "drop_row",
    "fail_import",
    "finish_import",
    "keep_portion",
    "mend_row",
    "merge_bodies",
    "remind_of_certifications",
    "take_lines",
]
