"""Changes to webhooks, and the records of what was sent to them."""

from registry.webhooks.actions.claiming import claim_event, claim_replay, claim_trial, end_with_organisation
from registry.webhooks.actions.entering import add_webhook, change_webhook, present, remove_webhook
from registry.webhooks.actions.recording import finish_replay, record_attempt, set_position
from registry.webhooks.actions.steering import enable_webhook, request_replay, request_trial, rotate_secret
from registry.webhooks.actions.sweeping import sweep

__all__ = [
    "add_webhook",
    "change_webhook",
    "claim_event",
    "claim_replay",
    "claim_trial",
    "enable_webhook",
    "end_with_organisation",
    "finish_replay",
    "present",
    "record_attempt",
    "remove_webhook",
    "request_replay",
    "request_trial",
    "rotate_secret",
    "set_position",
    "sweep",
]
