"""Tables: what cities need and nobody offers yet: the demand board."""

from registry.demands.models.answers import DemandOffer, DemandSecond
from registry.demands.models.demands import Demand, DemandDomain, DemandStep

__all__ = ["Demand", "DemandDomain", "DemandOffer", "DemandSecond", "DemandStep"]
