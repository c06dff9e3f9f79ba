"""Answering what differs between two versions, with the interface documents of the storage."""

from sqlalchemy.orm import Session

from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import get_component, get_version
from registry.comparison import queries
from registry.comparison.interfaces import InterfaceComparer
from registry.comparison.reasons import InterfaceVerdict
from registry.comparison.versions import VersionComparison, compare_versions
from registry.kit.actor import Actor
from registry.kit.errors import Bilingual


def compare_numbers(
    session: Session, actor: Actor, comparer: InterfaceComparer, *, component: str, number: str, other: str
) -> VersionComparison:
    """What going from one version of a component to another means. Raises NotFound, Moved and ComponentRemoved."""
    row = get_component(session, actor, component)
    return compare_rows(session, comparer, get_version(session, row, number), get_version(session, row, other))


def compare_rows(
    session: Session, comparer: InterfaceComparer, old: ComponentVersion, new: ComponentVersion
) -> VersionComparison:
    """The same for versions at hand."""
    documents = queries.interfaces_of(session, (old.id, new.id))
    interface = _interface(comparer, old, new, documents)
    return compare_versions(queries.released(session, old), queries.released(session, new), interface)


def _interface(
    comparer: InterfaceComparer, old: ComponentVersion, new: ComponentVersion, documents: dict[int, str]
) -> InterfaceVerdict:
    if old.id in documents and new.id in documents:
        found = comparer.compare((documents[old.id], documents[new.id]))
        return InterfaceVerdict(found.verdict, found.changes, found.total)
    lacking = [version.number for version in (old, new) if version.id not in documents]
    names = "、".join(lacking), " and ".join(lacking)
    why = Bilingual(
        f"没有接口文档（OpenAPI）的版本：{names[0]}", f"there is no interface document (OpenAPI) of {names[1]}"
    )
    return InterfaceVerdict("unknown", [], 0, why)


def find_compatible_upgrade(session: Session, component: Component, installed: str) -> str | None:
    """The newest version that is shown to be compatible with the one that is run; None where there is none.

    It is stable and not yanked. Documents speak where both versions have one that was compared, else the numbers do.
    """
    found = queries.upgrades_of(session, [(component.id, installed)])[component.id, installed]
    return found.compatible.version if found.compatible else None
