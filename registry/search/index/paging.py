"""One page of a result, and the place after it.

What is guaranteed, page after page:
* ``recent``, ``adopters``, ``name``: each component has a unique key; a page holds what stands
  after the last key, whatever was written in between. A component is skipped or repeated only if
  its own key changed.
* ``relevance``: while the index does not change, pages part the result exactly. When it changes,
  scores move with it; the next page goes on after the last component shown, or after its score if
  it is gone. It ends at 10,000 hits.
"""

from tantivy import DocAddress, FieldType, Occur, Order, Query

from registry.search.index.matching import everything
from registry.search.index.ordering import NAME_KEYS, name_keys
from registry.search.index.query import DEEPEST_BY_RELEVANCE, LARGEST_PAGE, BadPlace, Hit, Matching, Place, Sort
from registry.search.index.schema import schema
from registry.search.index.state import State

# How much further to look for the last component shown when the index has changed since.
_SLACK = 200

Page = tuple[list[Hit], Place | None]


def page_by_relevance(state: State, ranking: Query, limit: int, after: Place | None, matching: Matching) -> Page:
    """The next best hits; equal scores in the order in which the index holds them."""
    seen, found = 0, []
    if after is None:
        found = state.best(ranking, limit + 1)
    else:
        score, identity, seen, fingerprint = _relevance_place(after)
        if fingerprint == state.fingerprint:
            found = state.best(ranking, limit + 1, offset=seen)
        else:
            further = state.best(ranking, seen + limit + 1 + _SLACK)
            seen = _continue_at(state, further, score, identity)
            found = further[seen : seen + limit + 1]
    shown = found[:limit]
    ids = state.ids([address for _, address in shown])
    hits = [Hit(identity, (score,)) for identity, (score, _) in zip(ids, shown, strict=True)]
    seen += len(shown)
    if len(found) <= limit or seen >= DEEPEST_BY_RELEVANCE:
        return hits, None
    return hits, (matching, "relevance", shown[-1][0], ids[-1], seen, state.fingerprint)


def _relevance_place(after: Place) -> tuple[float, int, int, int]:
    match after:
        case (_, "relevance", float(score), int(identity), int(seen), int(fingerprint)):
            if 0 <= seen < DEEPEST_BY_RELEVANCE:
                return score, identity, seen, fingerprint
    raise BadPlace("This is no place in a result sorted by relevance.")


def _continue_at(state: State, further: list[tuple[float, DocAddress]], score: float, identity: int) -> int:
    """Where to go on in a changed order: behind the last component shown, or behind its score."""
    ids = state.ids([address for _, address in further])
    if identity in ids:
        return ids.index(identity) + 1
    return next((place for place, (each, _) in enumerate(further) if each < score), len(further))


def page_by_number(
    state: State, selecting: Query, limit: int, after: Place | None, matching: Matching, sort: Sort
) -> Page:
    """The next hits by a unique number, greatest first."""
    if after is not None:
        selecting = _narrowed(selecting, _range(sort, upper=_number_place(after, sort)))
    return _numbered(state, state.ordered(selecting, limit + 1, sort, Order.Desc), limit, matching, sort)


def first_of_everything(state: State, limit: int, matching: Matching, sort: Sort) -> Page:
    """The first page of all components by a number: put in order once in a state."""
    name = f"first by {sort}"
    if name not in state.kept:
        state.kept[name] = state.ordered(everything(), LARGEST_PAGE + 1, sort, Order.Desc)
    return _numbered(state, state.kept[name][: limit + 1], limit, matching, sort)


def _numbered(
    state: State, found: list[tuple[int | str, DocAddress]], limit: int, matching: Matching, sort: Sort
) -> Page:
    shown = found[:limit]
    ids = state.ids([address for _, address in shown])
    hits = [Hit(identity, (key,)) for identity, (key, _) in zip(ids, shown, strict=True)]
    return hits, (matching, sort, shown[-1][0]) if len(found) > limit else None


def _number_place(after: Place, sort: Sort) -> int:
    match after:
        case (_, str(named), int(key)) if named == sort and 0 <= key < 1 << 64:
            return key
    raise BadPlace(f"This is no place in a result sorted by {sort}.")


def page_by_name(state: State, selecting: Query, limit: int, after: Place | None, matching: Matching) -> Page:
    """The next hits by full name, byte by byte."""
    last = "" if after is None else _name_place(after)
    if last:
        selecting = _narrowed(selecting, _names_from(name_keys(last)))
    # The numbers tell names apart up to their 24th byte; of those that share it, some may be
    # behind us.
    size = limit + 1
    while True:
        found = state.ordered(selecting, size, "full_name", Order.Asc)
        further = [(name, address) for name, address in found if str(name) > last]
        if len(further) > limit or len(found) < size:
            break
        size *= 4
    shown = further[:limit]
    ids = state.ids([address for _, address in shown])
    hits = [Hit(identity, (name,)) for identity, (name, _) in zip(ids, shown, strict=True)]
    return hits, (matching, "name", shown[-1][0]) if len(further) > limit else None


def _name_place(after: Place) -> str:
    match after:
        case (_, "name", str(name)) if name:
            try:
                name.encode()
            except UnicodeEncodeError:
                pass
            else:
                return name
    raise BadPlace("This is no place in a result sorted by name.")


def _names_from(keys: tuple[int, ...]) -> Query:
    """Names whose first 24 bytes are not before these: the first number is greater, or equal and
    the next …
    """
    alternatives: list[Query] = []
    for place in range(NAME_KEYS):
        last = place == NAME_KEYS - 1
        clauses = [_range(f"name_{before}", keys[before], keys[before], inclusive=True) for before in range(place)]
        clauses.append(_range(f"name_{place}", lower=keys[place], inclusive=last))
        alternatives.append(Query.boolean_query([(Occur.Must, clause) for clause in clauses]))
    return Query.boolean_query([(Occur.Should, alternative) for alternative in alternatives])


def _range(field: str, lower: int | None = None, upper: int | None = None, inclusive: bool = False) -> Query:
    return Query.range_query(
        schema(),
        field,
        FieldType.Unsigned,
        lower_bound=lower,
        upper_bound=upper,
        include_lower=inclusive or lower is None,
        include_upper=inclusive or upper is None,
    )


def _narrowed(selecting: Query, further: Query) -> Query:
    return Query.boolean_query([(Occur.Must, selecting), (Occur.Must, further)])
