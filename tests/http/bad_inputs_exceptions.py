"""Where our answer is another than was expected of registries in general; what is driven elsewhere; what comes later.

Every row says why. A test holds the three tables to the cases: nothing is left out in silence.
"""

from typing import Final, NamedTuple


class Otherwise(NamedTuple):
    """What we answer to a case instead, and why."""

    statuses: tuple[int, ...]
    why: str


NEVER_OPENED: Final = "archives are never opened here: they pass as the bytes they are, as attachments"
_ARCHIVES: Final = tuple(
    f"archive-{number:03}"
    for number in (1, 2, 5, 6, 7, 8, 11, 12, 14, 15, 16, 18, 19, 20, 21, 24, 27, 30, 31, 32, 33, 36, 37, 38, 39, 40, 42)
)

ANSWERED_OTHERWISE: Final = {
    "json-015": Otherwise((400,), "an integer beyond 64 bits is refused by the reader, before any field is looked at"),
    "json-028": Otherwise((400,), "as expected; the expectation only words it differently"),
    "path-015": Otherwise((308,), "leads to the address with single slashes, and keeps the method"),
    "path-021": Otherwise((404, 422), "nothing stands at the one address, and the other takes no argument x"),
    "date-010": Otherwise((201,), "our dates of this kind are days, so a day is just right"),
    "semantics-009": Otherwise((200,), "Allow is sent and no origin is granted anything: asserted beside"),
    "semantics-016": Otherwise((412,), "a change names the one tag it builds on; of a list it could have read any"),
    "semantics-020": Otherwise((405,), "versions are created by POST; there is nothing to PUT"),
    "semantics-021": Otherwise((200,), "as expected: Vary: Authorization is asserted beside"),
    "semantics-028": Otherwise((200,), "as expected: the default language is asserted beside"),
    "auth-007": Otherwise((200,), "the blank is trimmed, which the expectation allows"),
    "tenant-025": Otherwise((404,), "there is no such address: people have no document of their own to patch"),
    "tenant-027": Otherwise((404,), "there is no such address for any method; the table's own trigger refuses as well"),
    "idempotency-010": Otherwise((201,), "a refused request keeps no answer: the corrected one may go by the same key"),
    **{identifier: Otherwise((201,), NEVER_OPENED) for identifier in _ARCHIVES},
    "archive-044": Otherwise((411,), "nobody said that it is empty; with Content-Length: 0 it is a 422"),
    "archive-051": Otherwise((400,), "a digest that is not checked here is refused and not passed over"),
    "archive-056": Otherwise((413,), "as expected; the expectation only words it differently"),
    "semantics-025": Otherwise((200, 416), "as expected; answered together with semantics-026"),
    "semantics-031": Otherwise((409,), "a second yank may give another reason, so it says that there was a first"),
}

_WEBHOOKS: Final = tuple(
    f"webhook-{number:03}"
    for number in (
        1,
        2,
        3,
        4,
        5,
        7,
        10,
        11,
        12,
        13,
        15,
        16,
        18,
        20,
        21,
        22,
        24,
        25,
        26,
        28,
        30,
        32,
        33,
        34,
        35,
        36,
        37,
        40,
        43,
        44,
        45,
        46,
        47,
        48,
        49,
        50,
        51,
        53,
        54,
        59,
        60,
        61,
    )
)

DRIVEN_ELSEWHERE: Final = {
    "tests/faults/test_races.py": ("idempotency-003", "idempotency-013", "idempotency-014"),
    "tests/faults/test_artifact_transfers.py": ("archive-053", "archive-054", "idempotency-020"),
    "tests/faults/test_crash.py": ("idempotency-008",),
    "tests/faults/test_full_disk.py": ("idempotency-009", "idempotency-018"),
    "tests/http/test_webhook_addresses.py": _WEBHOOKS,
    "tests/http/test_webhook_delivery.py": ("webhook-057",),
    "tests/faults/test_raw_http.py": ("auth-011", "auth-047", "audit-010", "limits-009", "limits-011"),
}
"""Cases that need a real server, real concurrency or a resolver of their own; test_raw_http.py drives all of `http`."""

LATER: Final = {
    "statistics over a stretch of time come with reuse statistics (issue 6)": ("tenant-010", "limits-008", "date-025"),
    "assessments come with the transformation of cities, after issue 6": ("tenant-014", "tenant-015", "tenant-016"),
    "people who sign in themselves, and refusals kept in a table, come after issue 6": (
        "auth-016",
        "auth-043",
        "audit-012",
    ),
    "the proof of the log comes with its own checkpoint, after issue 6": (
        "audit-003",
        "audit-007",
        "audit-008",
        "audit-009",
        "audit-014",
    ),
    "a standby is for the operators' own database: tried by hand when high availability is built, after issue 6": (
        "idempotency-016",
        "idempotency-017",
    ),
    "nothing to drive: the log is written in the transaction of the change, so no writer of it can be stopped": (
        "tenant-030",
    ),
}
"""What has no door yet, by reason."""
