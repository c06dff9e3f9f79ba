"""Changes to who keeps a component, one decision per function."""

from registry.stewardship.actions.confirming import confirm_component, sweep
from registry.stewardship.actions.entering import propose_component, take_over_component
from registry.stewardship.actions.merging import merge_component
from registry.stewardship.actions.preparing import admit_preparer, dismiss_preparer
from registry.stewardship.actions.supplying import claim_supply, decide_claim, renew_claim, withdraw_claim
from registry.stewardship.actions.transferring import answer_transfer, offer_transfer, withdraw_transfer

__all__ = [
    "admit_preparer",
    "answer_transfer",
    "claim_supply",
    "confirm_component",
    "decide_claim",
    "dismiss_preparer",
    "merge_component",
    "offer_transfer",
    "propose_component",
    "renew_claim",
    "sweep",
    "take_over_component",
    "withdraw_claim",
    "withdraw_transfer",
]
