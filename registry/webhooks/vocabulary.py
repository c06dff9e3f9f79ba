"""The words of webhooks."""

from typing import Final

WEBHOOK_STATUSES: Final = ("active", "disabled")
DISABLED_REASONS: Final = ("failing", "gone", "merged")
"""`failing`: three days of failures; `gone`: it answered 410; `merged`: its organisation is no more in force."""

DELIVERY_KINDS: Final = ("event", "replay", "trial")
OUTCOMES: Final = ("delivered", "failed", "refused")
"""`refused`: the address must not be called, so that nothing was sent."""

FAILURES: Final = (
    "status",
    "not_resolved",
    "not_allowed",
    "not_reached",
    "not_trusted",
    "too_slow",
    "no_http",
)
"""Why an attempt failed: by what was answered, or because nothing was (registry.kit.calling_out says why)."""

REPLAY_STATUSES: Final = ("running", "done", "given_up")
