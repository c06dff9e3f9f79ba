"""What a description says of others: the clusters, organisations and components it names must be there."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component
from registry.catalogue.visibility import visible_to
from registry.kit.actor import Actor
from registry.kit.errors import Bilingual, FieldError
from registry.organisations.models import Organisation
from registry.organisations.naming import is_valid_name
from registry.organisations.queries import cluster_ids, clusters_of_city, names_of

Details = Mapping[str, Any]


def mistaken_references(
    session: Session, actor: Actor, owner: Organisation, name: str, details: Details, before: Details
) -> Iterator[FieldError]:
    """What `details` names that is not there, beyond what stood there `before`: who corrects one field should not be
    stopped by another that time has made wrong.
    """
    yield from _clusters(session, actor, owner, details, before)
    yield from _organisations(session, details, before)
    yield from _components(session, actor, f"{owner.slug}/{name}", details, before)


def _clusters(
    session: Session, actor: Actor, owner: Organisation, details: Details, before: Details
) -> Iterator[FieldError]:
    wanted = _new(details, before, "visible_to_clusters")
    known = cluster_ids(session, [slug for _, slug in wanted])
    joined = clusters_of_city(session, owner.city_id) if wanted else frozenset()
    for pointer, slug in wanted:
        if slug not in known:
            yield _unknown(pointer, slug, "没有登记过城市群“{}”。", "There is no cluster '{}'.")
        elif known[slug] not in joined and not actor.is_administrator:
            yield _unknown(
                pointer,
                slug,
                "发布方不是城市群“{}”的成员，不能限定给它。",
                "The publisher is no member of the cluster '{}', so it cannot share with it alone.",
            )


def _organisations(session: Session, details: Details, before: Details) -> Iterator[FieldError]:
    wanted = _new(details, before, "co_owners")
    maintainer = (details.get("maintenance") or {}).get("maintainer", "")
    if is_valid_name(maintainer) and maintainer != (before.get("maintenance") or {}).get("maintainer"):
        wanted.append(("/maintenance/maintainer", maintainer))
    zh = "没有登记过单位“{}”；若是未登记的单位，请写全称。"
    en = "No organisation '{}' is registered; one that is not is named in full."
    yield from _missing(wanted, lambda slugs: names_of(session, slugs), zh, en)


def _components(session: Session, actor: Actor, own: str, details: Details, before: Details) -> Iterator[FieldError]:
    wanted = _new(details, before, "compatible_with")
    based_on = details.get("based_on") or ""
    if based_on != before.get("based_on") and _is_full_name(based_on):
        wanted.append(("/based_on", based_on))

    def seen(names: Collection[str]) -> Collection[str]:
        known = session.scalars(select(Component.full_name).where(Component.full_name.in_(names), visible_to(actor)))
        return {*known} - {own}

    yield from _missing(wanted, seen, "没有其他组件“{}”。", "There is no other component '{}'.")


def _missing(
    wanted: Iterable[tuple[str, str]], known: Callable[[Collection[str]], Collection[str]], zh: str, en: str
) -> Iterator[FieldError]:
    named = list(wanted)
    if named:
        there = known({text for _, text in named})
        yield from (_unknown(pointer, text, zh, en) for pointer, text in named if text not in there)


def _new(details: Details, before: Details, field: str) -> list[tuple[str, str]]:
    """The entries of a list that were not in it before, each with the pointer to it."""
    known = set(before.get(field, ()))
    entries = enumerate(details.get(field, ()))
    return [(f"/{field}/{place}", text) for place, text in entries if text not in known]


def _is_full_name(text: str) -> bool:
    publisher, slash, name = text.partition("/")
    return bool(slash) and is_valid_name(publisher) and is_valid_name(name)


def _unknown(pointer: str, named: str, zh: str, en: str) -> FieldError:
    return FieldError(pointer, Bilingual(zh.format(named), en.format(named)))
