"""Questions about services for components, their ratings, and buying together."""

from registry.services.queries.purchases import (
    get_agreement,
    get_member,
    get_purchase,
    list_purchases,
    present_members,
    purchases_due,
)
from registry.services.queries.ratings import (
    ServiceRatings,
    bought_by,
    bought_with,
    find_own_rating,
    get_own_rating,
    is_at_arms_length,
    list_service_ratings,
    ratings_of_service,
)
from registry.services.queries.services import find_service, get_service, list_services

__all__ = [
    "ServiceRatings",
    "bought_by",
    "bought_with",
    "find_own_rating",
    "find_service",
    "get_agreement",
    "get_member",
    "get_own_rating",
    "get_purchase",
    "get_service",
    "is_at_arms_length",
    "list_purchases",
    "list_service_ratings",
    "list_services",
    "present_members",
    "purchases_due",
    "ratings_of_service",
]
