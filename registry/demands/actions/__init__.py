"""What happens on the demand board."""

from registry.demands.actions.closing import close_demand, reopen_demand
from registry.demands.actions.offering import answer_offer, offer_component, withdraw_offer
from registry.demands.actions.posting import describe_demand, post_demand
from registry.demands.actions.seconding import second_demand, withdraw_second

__all__ = [
    "answer_offer",
    "close_demand",
    "describe_demand",
    "offer_component",
    "post_demand",
    "reopen_demand",
    "second_demand",
    "withdraw_offer",
    "withdraw_second",
]
