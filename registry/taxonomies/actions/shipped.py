"""The taxonomies that come with the service."""

from importlib.resources import files
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.clock import now_of
from registry.taxonomies.models import Concept, Taxonomy, TaxonomyRelease


def load_taxonomies(session: Session) -> int:
    """Enter the shipped taxonomies that are not there yet; how many. What stands already stays as it is."""
    shipped: dict[str, Any] = orjson.loads(files("registry").joinpath("data/taxonomies.json").read_bytes())
    known = set(session.scalars(select(Taxonomy.code)))
    missing = [entry for entry in shipped["schemes"] if entry["code"] not in known]
    for entry in missing:
        _enter(session, entry)
    session.flush()
    session.info.pop("taxonomies", None)
    return len(missing)


def _enter(session: Session, entry: dict[str, Any]) -> None:
    now = now_of(session)
    taxonomy = Taxonomy(
        code=entry["code"], field=entry["field"], name=entry["name"], source=entry["source"], created_at=now
    )
    session.add(taxonomy)
    session.flush()
    release = TaxonomyRelease(
        taxonomy_id=taxonomy.id,
        edition=entry["edition"],
        status="current",
        sequence=1,
        created_at=now,
        released_at=now,
    )
    session.add(release)
    session.flush()
    session.add_all(
        Concept(
            release_id=release.id,
            code=concept["code"],
            group=concept["group"],
            name=concept["name"],
            definition=concept["definition"],
            examples=concept["examples"],
            place=place,
        )
        for place, concept in enumerate(entry["concepts"])
    )
