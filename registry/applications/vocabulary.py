"""The words applications are described with."""

from typing import Final

APPLICATION_STATUSES: Final = ("open", "closed", "withdrawn")
ITEM_STATUSES: Final = ("in_review", "returned", "approved", "rejected", "withdrawn")
STEP_KINDS: Final = ("city", "publisher", "province")
"""Who decides, in this order: the applicant's own approver, the publisher, the province where the route asks for it."""

STEP_STATUSES: Final = ("waiting", "open", "approved", "returned", "rejected", "skipped")
TRIAL_RESULTS: Final = ("passed", "failed", "extended")
TRIAL_ENDED: Final = ("passed", "failed")
SKIPPED_FOR: Final = ("own_component", "no_province", "no_authority", "same_body", "not_reached", "withdrawn")
"""Why nobody decides a step: see `routing`; or the item was decided or withdrawn before it came to that."""

DECISIONS: Final = ("approve", "return", "reject")
ITEM_CLOSED: Final = ("approved", "rejected", "withdrawn")
