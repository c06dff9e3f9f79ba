"""Changes to what a city runs, and to what stands behind it."""

from registry.adoption.actions.adopting import adopt_component
from registry.adoption.actions.attesting import (
    attest_by_signature,
    attest_by_statement,
    give_nonce,
    purge_nonces,
    remind,
    renew_key,
)
from registry.adoption.actions.claiming import (
    claim_adoption,
    confirm_claim,
    expire_claims,
    reject_claim,
    withdraw_adoption_claim,
)
from registry.adoption.actions.confirming import confirm_adoption, require_confirmer, withdraw_confirmation
from registry.adoption.actions.contracting import state_contract
from registry.adoption.actions.costing import decide_cost, state_cost
from registry.adoption.actions.counting_ratings import recount_ratings
from registry.adoption.actions.crediting import (
    credit_anew,
    credit_many_anew,
    credit_next_anew,
    credit_pair_anew,
    credited_at_the_end,
)
from registry.adoption.actions.describing import describe_adoption
from registry.adoption.actions.judging import judge_independence
from registry.adoption.actions.moving import move_adoption
from registry.adoption.actions.operating import submit_report
from registry.adoption.actions.policing import require_policy, state_policy
from registry.adoption.actions.proving import add_evidence, decide_evidence, file_limit, put_evidence_file
from registry.adoption.actions.rating import rate_adoption, withdraw_rating
from registry.adoption.actions.reporting_usage import report_usage
from registry.adoption.actions.responding import respond_to_advice
from registry.adoption.actions.stepping import changed, require_holder

__all__ = [
    "add_evidence",
    "adopt_component",
    "attest_by_signature",
    "attest_by_statement",
    "changed",
    "claim_adoption",
    "confirm_adoption",
    "confirm_claim",
    "credit_anew",
    "credit_many_anew",
    "credit_next_anew",
    "credit_pair_anew",
    "credited_at_the_end",
    "decide_cost",
    "decide_evidence",
    "describe_adoption",
    "expire_claims",
    "file_limit",
    "give_nonce",
    "judge_independence",
    "move_adoption",
    "purge_nonces",
    "put_evidence_file",
    "rate_adoption",
    "recount_ratings",
    "reject_claim",
    "remind",
    "renew_key",
    "report_usage",
    "require_confirmer",
    "require_holder",
    "require_policy",
    "respond_to_advice",
    "state_contract",
    "state_cost",
    "state_policy",
    "submit_report",
    "withdraw_adoption_claim",
    "withdraw_confirmation",
    "withdraw_rating",
]
