"""How the index of organisations is fed: what it is told of each, and which changes concern it."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from registry.events.queries import Change
from registry.organisations.genes import fold, in_language
from registry.organisations.models import Organisation
from registry.organisations.queries import class_on, find_division, lineage_of, list_for_directory, slugs_after
from registry.search.index.documents import SearchDocument


class OrganisationFeed:
    """Every organisation is in the index, drafts and merged ones too: who searches says which it wants."""

    def names_after(self, session: Session, after: str, limit: int) -> list[str]:
        return slugs_after(session, after, limit)

    def touched(self, session: Session, changes: Iterable[Change]) -> set[str]:
        """The organisations that the changes are about; the subject of both kinds of event is a slug."""
        return {change.subject for change in changes if change.type.split(".", 1)[0] in {"organisation", "city"}}

    def documents(self, session: Session, names: Collection[str]) -> Iterator[tuple[int, SearchDocument | None]]:
        divisions: dict[str | None, list[str]] = {}
        for organisation in list_for_directory(session, names):
            code = organisation.division_code
            if code not in divisions:
                divisions[code] = lineage_of(session, code)
            yield organisation.id, _document(session, organisation, divisions[code])


def _document(session: Session, organisation: Organisation, lineage: list[str]) -> SearchDocument:
    places = [division.name for code in lineage if (division := find_division(session, code))]
    held = class_on(session, organisation.id) if organisation.unit == "city" else None
    facets: dict[str, Any] = {
        "kind": organisation.kind,
        "province": lineage[-1] if lineage else None,
        "city_class": held,
        "size_band": organisation.size_band,
        "status": organisation.status,
    }
    return SearchDocument(
        id=organisation.id,
        full_name=organisation.slug,
        titles=organisation.name,
        summaries=organisation.profile.get("about", {}),
        descriptions={},
        features=[*places, *filter(None, [organisation.uscc])],
        tags=_gene_words(organisation),
        facets={name: [value] for name, value in facets.items() if value},
        listed_at=organisation.created_at,
    )


def _gene_words(organisation: Organisation) -> list[str]:
    """The words of the 基因 as they were written, and in both languages where they are suggested ones."""
    written = [word for words in organisation.profile.get("genes", {}).values() for word in words]
    told = [in_language(word, language) for word in fold(written) for language in ("zh", "en")]
    return list(dict.fromkeys([*written, *sorted(told)]))
