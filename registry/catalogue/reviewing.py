"""Who decides on a listing: routed by how far a component is to be shared. Pure."""

from collections.abc import Sequence
from typing import Final

from registry.kit.errors import Bilingual

NATIONAL: Final = "national"
PROVINCE: Final = "province"
OWNER: Final = "owner"

_ROUTES: Final = {"national": NATIONAL, "province": PROVINCE, "cluster": OWNER}

SCOPE_WORDS: Final = {
    NATIONAL: Bilingual("全国", "nationwide"),
    PROVINCE: Bilingual("省内", "within its province"),
    OWNER: Bilingual("城市群内", "within its cluster"),
}
REVIEWER_WORDS: Final = {
    NATIONAL: Bilingual("国家级主管部门", "a national authority"),
    PROVINCE: Bilingual("本省或国家级主管部门", "the authority of its province, or a national one"),
    OWNER: Bilingual("发布方", "its owner"),
}


def route_of(sharing_scope: str | None) -> str:
    """Who reviews what is shared so far: `national`, `province`, or `owner`, whose own signature suffices.

    What says nothing of its scope is shared nationwide.
    """
    return _ROUTES[sharing_scope or "national"]


def may_list(route: str, *, reviewer_division: str | None, publisher_lineage: Sequence[str]) -> bool:
    """Whether an authority of this division decides on what takes this route.

    An authority without a division is national and decides on everything. That of a province decides on what is shared
    within it: `publisher_lineage` is the publisher's division and those above it, the nearest first, by parents and not
    by the code's prefix.
    """
    if reviewer_division is None:
        return True
    return route == PROVINCE and publisher_lineage[-1:] == [reviewer_division]
