"""Who published a capability first, and how often it was taken up (the lead goose, S19)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component
from registry.catalogue.visibility import hidden_ids
from registry.kit.actor import Actor
from registry.organisations.models import Organisation
from registry.statistics.answering import Row, Value, answer, labels, tell_one, told_columns
from registry.statistics.asking import Question
from registry.statistics.figures.spread import percent
from registry.statistics.naming import UNSPECIFIED_DOMAIN
from registry.statistics.queries.capabilities import First, fields_of_components, first_by_field
from registry.statistics.queries.running import running_by
from registry.statistics.wording import Texts, wording
from registry.taxonomies.queries import current_taxonomies


def read_first_publishers(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """Per domain and kind the component that was listed first, how much of it runs elsewhere, and how much of what
    came after; and per publisher how often it was first and how much of that runs."""
    exactly = actor.sees_landscapes
    hidden = set(session.scalars(hidden_ids(actor)))
    firsts = [first for first in first_by_field(session, question) if first.component not in hidden]
    everywhere = running_by(session, replace(question, domain=None, province=None, city_class=None), "component")
    running = Counter({first.component: everywhere.get(str(first.component), 0) for first in firsts})
    fields = _running_by_field(session, question, everywhere)
    named = _named(session, firsts)
    rows = [_row(session, first, running, fields, named, exactly) for first in firsts]
    of_first, of_all = (
        sum(running.values()),
        sum(fields.get((each.domain or UNSPECIFIED_DOMAIN, each.kind), 0) for each in firsts),
    )
    values = {
        "capabilities": Value(len(firsts), {"publishers": len({named[each.component][1] for each in firsts})}),
        "first_share": Value(percent(of_first, of_all), {"first": of_first, "running": of_all}),
    }
    leaders = _leaders(firsts, running, named, exactly=exactly)
    return answer("first-publishers", question, rows, values, exactly=exactly, leaders=leaders)


def _row(
    session: Session,
    first: First,
    running: Counter[int],
    fields: Mapping[tuple[str, str], int],
    named: Mapping[int, tuple[str, str, Texts]],
    exactly: bool,
) -> Row:
    domain = first.domain or UNSPECIFIED_DOMAIN
    own, all_of_it = running[first.component], fields.get((domain, first.kind), 0)
    known = labels(
        "domain", {code: each.name for code, each in current_taxonomies(session)["domains"].concepts.items()}
    )
    return {
        "domain": domain,
        "domain_label": known.get(domain, {"zh": domain}),
        "kind": first.kind,
        "kind_label": wording().labels["kind"].get(first.kind, {"zh": first.kind}),
        "component": named[first.component][0],
        "publisher": named[first.component][1],
        "publisher_label": named[first.component][2],
        "listed_on": first.listed_on.isoformat(),
        "components": first.components,
        **told_columns("running_first", tell_one(own, exactly=exactly)),
        **told_columns("running_later", tell_one(all_of_it - own, exactly=exactly)),
    }


def _running_by_field(session: Session, question: Question, running: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """The running reuse of all components of each domain and kind, in whatever city."""
    found: Counter[tuple[str, str]] = Counter()
    for component, domain, kind in fields_of_components(session, question):
        found[domain or UNSPECIFIED_DOMAIN, kind] += running.get(str(component), 0)
    return dict(found)


def _named(session: Session, firsts: Sequence[First]) -> dict[int, tuple[str, str, Texts]]:
    rows = session.execute(
        select(Component.id, Component.full_name, Organisation.slug, Organisation.name)
        .join(Organisation, Organisation.id == Component.publisher_id)
        .where(Component.id.in_([first.component for first in firsts]))
    )
    return {row.id: (row.full_name, row.slug, row.name) for row in rows}


def _leaders(
    firsts: Sequence[First],
    running: Counter[int],
    named: Mapping[int, tuple[str, str, Texts]],
    *,
    exactly: bool,
) -> list[Row]:
    """Publishers by how many capabilities they were first with, and how much of those runs in other cities."""
    held: dict[str, list[First]] = defaultdict(list)
    for first in firsts:
        held[named[first.component][1]].append(first)
    rows = [
        {
            "publisher": slug,
            "publisher_label": named[own[0].component][2],
            "capabilities": len(own),
            **told_columns("running", tell_one(sum(running[each.component] for each in own), exactly=exactly)),
        }
        for slug, own in held.items()
    ]
    return sorted(rows, key=lambda row: (-row["capabilities"], -(row["running"] or 0), row["publisher"]))
