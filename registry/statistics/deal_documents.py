"""How deals read on the wire."""

from typing import Any

from registry.kit.money import from_fen
from registry.statistics.dealing import PriceRange
from registry.statistics.queries.deals import Deal

NOTE = {
    "zh": "价格为合同登记价，供城市和管理员参考；不用于任何排序、评级或推荐。同类指首要领域和类型相同。",
    "en": "Prices are those recorded with contracts, for cities and administrators to know; nothing is ranked, graded "
    "or recommended by them. Alike is what has the same primary domain and kind.",
}


def deal_document(deal: Deal) -> dict[str, Any]:
    return {
        "adoption": str(deal.adoption),
        "on": deal.on.isoformat(),
        "component": deal.component,
        "is_same_component": deal.is_same_component,
        "city": {"slug": deal.city, "name": deal.city_name},
        "city_class": deal.city_class,
        "price": from_fen(deal.price),
        "currency": deal.currency,
        "procurement": deal.procurement,
        "starts_on": deal.starts_on.isoformat() if deal.starts_on else None,
        "ends_on": deal.ends_on.isoformat() if deal.ends_on else None,
        "supplier": {"slug": deal.supplier, "name": deal.supplier_name} if deal.supplier else None,
    }


def range_document(found: PriceRange) -> dict[str, Any]:
    amounts = {name: from_fen(getattr(found, name)) for name in ("low", "median", "high")}
    return {"currency": found.currency, "deals": found.deals, **amounts}
