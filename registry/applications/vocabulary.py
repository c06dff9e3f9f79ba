"""The words applications are described with."""

from typing import Final

APPLICATION_STATUSES: Final = ("open", "closed", "withdrawn")
ITEM_STATUSES: Final = ("in_review", "returned", "approved", "rejected", "withdrawn")
STEP_KINDS: Final = ("city", "publisher", "province")
"""Who decides, in this order: the applicant's own approver, the publisher, the province where the route asks for it."""

STEP_STATUSES: Final = ("waiting", "open", "approved", "returned", "rejected", "skipped")
TRIAL_RESULTS: Final = ("passed", "failed", "extended")
