"""Publishing agreements; applying, deciding, trying."""

from registry.applications.actions.agreements import load_agreement, publish_agreement
from registry.applications.actions.deciding import decide_item
from registry.applications.actions.delegating import delegate_step
from registry.applications.actions.returning import resubmit_item, withdraw_item
from registry.applications.actions.submitting import submit_application
from registry.applications.actions.sweeping import sweep_steps, sweep_trials
from registry.applications.actions.trying import end_trial

__all__ = [
    "decide_item",
    "delegate_step",
    "end_trial",
    "load_agreement",
    "publish_agreement",
    "resubmit_item",
    "submit_application",
    "sweep_steps",
    "sweep_trials",
    "withdraw_item",
]
