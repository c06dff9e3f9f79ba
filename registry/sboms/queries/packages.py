"""Who ships a package: over all bills of materials of components that the caller may see."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from packageurl import PackageURL
from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from registry.artifacts.models import Artifact
from registry.catalogue.models import Component, ComponentCount, ComponentVersion
from registry.catalogue.visibility import visible_to
from registry.kit.actor import Actor
from registry.kit.errors import PayloadInvalid
from registry.kit.paging import Page, page_of
from registry.sboms.errors import PackageQueryInvalid
from registry.sboms.keys import after_prefix, key_of, read_words, wish_for
from registry.sboms.models import Sbom, SbomLicense, SbomPackage

MAX_NUMBERS: Final = 5000
"""So many different versions of what a name finds are compared with a specifier."""

MAX_TOLD: Final = 20


class Shipped(NamedTuple):
    """A package that a version of a component ships."""

    package: SbomPackage
    sbom: UUID
    component: str
    version: str
    is_latest: bool
    is_yanked: bool
    adopters: int


class Found(NamedTuple):
    """A page of answers, and numbers that could not be compared with the version asked for."""

    page: Page[Shipped]
    not_compared: list[str]


class _Asked(NamedTuple):
    """The conditions of a question, and by which columns its answers are ordered: those of an index."""

    conditions: list[ColumnElement[bool]]
    order: Sequence[InstrumentedAttribute[Any]]


def find_packages(
    session: Session,
    actor: Actor,
    *,
    name: str | None = None,
    version: str | None = None,
    purl: str | None = None,
    group: str | None = None,
    license: str | None = None,
    q: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Found:
    """Which versions of which components ship a package.

    `name` is exact but for capitals, `log4j*` what begins so; `version` as in `keys.wish_for`; `purl` with or without a
    version; `q` what people type, as in `keys.read_words`: a beginning of the name, and of the version. Raises
    PackageQueryInvalid where nothing narrows the question, PayloadInvalid for a specifier that is none.
    """
    is_loose = q is not None
    if q is not None:
        words = read_words(q)
        purl, group, version = words.purl or purl, words.group or group, words.version or version
        name = name if words.name is None else f"{words.name.rstrip('*')}*"
    asked = _asked(name=name, purl=purl, group=group, license=license)
    not_compared: list[str] = []
    if version:
        numbers, not_compared = _wanted_numbers(session, actor, asked, version, loosely=is_loose)
        asked.conditions.append(SbomPackage.number_key.in_(numbers))
    return Found(_page(session, actor, asked, after, limit), not_compared)


def _asked(*, name: str | None, purl: str | None, group: str | None, license: str | None) -> _Asked:
    conditions: list[ColumnElement[bool]] = []
    order: list[InstrumentedAttribute[Any]] = []
    if license:
        key = key_of(license)
        named = select(SbomLicense.sbom_id).where(SbomLicense.license_key == key)
        conditions += [SbomPackage.sbom_id.in_(named), SbomPackage.license_keys.contains(f"|{key}|", autoescape=True)]
        order = [SbomPackage.sbom_id, SbomPackage.id]
    if group:
        conditions.append(SbomPackage.group_key == key_of(group))
        order = [SbomPackage.group_key, SbomPackage.id]
    if purl:
        conditions.append(_is_purl(purl))
        order = [SbomPackage.purl, SbomPackage.id]
    if name:
        conditions.append(_is_named(name))
        order = [SbomPackage.name_key, SbomPackage.number_key, SbomPackage.id]
    if not order:
        raise PackageQueryInvalid(
            reason_zh="请给出 name、purl、group、license 或 q 中的至少一项。",
            reason_en="Give at least one of name, purl, group, license and q.",
        )
    return _Asked(conditions, order)


def _is_named(name: str) -> ColumnElement[bool]:
    if not name.endswith("*"):
        return SbomPackage.name_key == key_of(name)
    prefix = key_of(name.rstrip("*"))
    if not prefix:
        raise PackageQueryInvalid(
            reason_zh="* 之前至少需要一个字符。", reason_en="At least one character is needed before the *."
        )
    return and_(SbomPackage.name_key >= prefix, SbomPackage.name_key < after_prefix(prefix))


def _is_purl(purl: str) -> ColumnElement[bool]:
    """The package URL itself, and what it leaves open: its version, its qualifiers and its subpath."""
    try:
        written = PackageURL.from_string(purl).to_string()
    except ValueError as error:
        raise PayloadInvalid.of(
            "/purl",
            "须为软件包地址，例如 pkg:maven/org.apache.logging.log4j/log4j-core。",
            "Must be a package URL, such as pkg:maven/org.apache.logging.log4j/log4j-core.",
        ) from error
    begins = (f"{written}{sign}" for sign in "@?#")
    ranges = (and_(SbomPackage.purl >= begin, SbomPackage.purl < after_prefix(begin)) for begin in begins)
    # The one range around them all is walked along the index, in its order and no further than the page.
    around = and_(SbomPackage.purl >= written, SbomPackage.purl < after_prefix(written))
    return and_(around, or_(SbomPackage.purl == written, *ranges))


def _wanted_numbers(
    session: Session, actor: Actor, asked: _Asked, version: str, *, loosely: bool
) -> tuple[list[str], list[str]]:
    """The numbers that are wanted of those there are, and some of those that cannot be compared."""
    try:
        is_wanted: Callable[[str], bool | None] = wish_for(version, loosely=loosely)
    except ValueError as error:
        raise PayloadInvalid.of(
            "/version",
            "须为版本号、前缀（2.14.*）或版本约束（>=2.0,<2.15）。",
            "Must be a number, a beginning of one (2.14.*), or a specifier (>=2.0,<2.15).",
        ) from error
    numbers = session.scalars(
        select(SbomPackage.number_key)
        .where(*asked.conditions, SbomPackage.number_key != "")
        .distinct()
        .limit(MAX_NUMBERS + 1)
    ).all()
    if len(numbers) > MAX_NUMBERS:
        raise PackageQueryInvalid(
            reason_zh=f"符合的软件包有 {MAX_NUMBERS} 个以上不同版本，请给出更确切的名称。",
            reason_en=f"What this names has more than {MAX_NUMBERS} different versions: give the name more exactly.",
        )
    judged = {number: is_wanted(number) for number in numbers}
    unlike = sorted(number for number, wanted in judged.items() if wanted is None)
    return [number for number, wanted in judged.items() if wanted], _seen(session, actor, asked, unlike)


def _seen(session: Session, actor: Actor, asked: _Asked, numbers: list[str]) -> list[str]:
    """Those of some numbers that the caller may know of."""
    if not numbers:
        return []
    query = _over_components(select(SbomPackage.number_key), actor).where(
        *asked.conditions, SbomPackage.number_key.in_(numbers)
    )
    return list(session.scalars(query.distinct().order_by(SbomPackage.number_key).limit(MAX_TOLD)))


def _page(session: Session, actor: Actor, asked: _Asked, after: tuple[Any, ...] | None, limit: int) -> Page[Shipped]:
    chosen = select(
        SbomPackage,
        Sbom.public_id,
        Component.full_name,
        ComponentVersion.number,
        ComponentVersion.id == Component.latest_version_id,
        ComponentVersion.yanked_at.is_not(None),
        ComponentCount.adopters,
    )
    query = _over_components(chosen, actor).outerjoin(ComponentCount, ComponentCount.component_id == Component.id)
    query = query.where(*asked.conditions).order_by(*asked.order).limit(limit + 1)
    if after:
        query = query.where(tuple_(*asked.order) > tuple_(*after))
    rows = [
        Shipped(package, sbom, full_name, number, bool(is_latest), is_yanked, adopters or 0)
        for package, sbom, full_name, number, is_latest, is_yanked, adopters in session.execute(query)
    ]
    return page_of(rows, limit, key=lambda row: tuple(getattr(row.package, column.key) for column in asked.order))


def _over_components(query: Select[*tuple[Any, ...]], actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        query.join(Sbom, Sbom.id == SbomPackage.sbom_id)
        .join(Artifact, Artifact.id == Sbom.artifact_id)
        .join(ComponentVersion, ComponentVersion.id == Sbom.version_id)
        .join(Component, Component.id == ComponentVersion.component_id)
        .where(visible_to(actor), Artifact.removed_at.is_(None))
    )
