"""Tables: cases worth telling, and how they are judged and spread; benchmark badges."""

from registry.cases.models.benchmarks import Benchmark
from registry.cases.models.campaigns import Campaign
from registry.cases.models.cases import Case, CaseAdoption, CaseComponent, CaseStep
from registry.cases.models.reviews import CasePromotion, CaseReview

__all__ = [
    "Benchmark",
    "Campaign",
    "Case",
    "CaseAdoption",
    "CaseComponent",
    "CasePromotion",
    "CaseReview",
    "CaseStep",
]
