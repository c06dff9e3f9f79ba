"""Schemas of two documents held against each other, with all that is within them.

A pair is compared once for each side: a schema that many operations share is told of where it is met first.
"""

from collections.abc import Iterator
from typing import Any, Final

from registry.comparison.openapi.changes import Change, Place, difference, judged
from registry.comparison.openapi.documents import Interface, mapping
from registry.comparison.openapi.sameness import Sameness
from registry.comparison.openapi.schema_rules import differences
from registry.comparison.openapi.shapes import Schema, Shape, Union
from registry.comparison.openapi.shaping import Shaper, TooMuch

MAX_PAIRS: Final = 50_000
MAX_DEPTH: Final = 60
_HIDDEN: Final = {"request": "readOnly", "response": "writeOnly"}


class SchemaComparer:
    """Compares schemas of an older document with those of a newer one."""

    def __init__(self, old: Interface, new: Interface) -> None:
        self.old, self.new = Shaper(old), Shaper(new)
        self.sameness = Sameness(old, new)
        self._seen: set[tuple[Any, ...]] = set()

    def compare(self, old: Schema, new: Schema, place: Place) -> Iterator[Change]:
        """What changed from one schema to another, on the side that `place` names."""
        key = (place.side, *sorted({id(node) for node in old}), None, *sorted({id(node) for node in new}))
        if key in self._seen:
            return
        self._seen.add(key)
        if len(self._seen) > MAX_PAIRS or len(place.path) > MAX_DEPTH:
            raise TooMuch
        before, after = self.old.shape(old), self.new.shape(new)
        for kind, relation, facts in differences(before, after):
            yield difference(kind, relation, place, facts)
        if not (before.never or after.never):
            yield from self._within(before, after, place)

    def _within(self, old: Shape, new: Shape, place: Place) -> Iterator[Change]:
        yield from self._properties(old, new, place)
        yield from self._required(old, new, place)
        yield from self._others(old, new, place)
        if old.items or new.items:
            yield from self.compare(old.items, new.items, place.below("items"))
        yield from self._unions(old.unions, new.unions, place)
        yield from self._opaque(old, new, place)

    def _shown(self, shape: Shape, shaper: Shaper, side: str) -> dict[str, Schema]:
        """The properties that stand on this side: what is only read is not sent, what is only written not answered."""
        hidden = _HIDDEN[side]
        return {name: below for name, below in shape.properties.items() if hidden not in shaper.shape(below).marks}

    def _properties(self, old: Shape, new: Shape, place: Place) -> Iterator[Change]:
        before = self._shown(old, self.old, place.side)
        after = self._shown(new, self.new, place.side)
        for name in {**before, **after}:
            here = place.below("properties", name)
            if name in before and name in after:
                yield from self.compare(before[name], after[name], here)
            elif name in after:
                yield from self._added(name, old, new, after[name], here)
            else:
                yield from self._removed(name, new, before[name], here)

    def _added(self, name: str, old: Shape, new: Shape, schema: Schema, here: Place) -> Iterator[Change]:
        """Callers send and expect what the document names: what it does not name they do not send, and pass over.

        Only where the older document allowed nothing further does an answer with more break its word.
        """
        facts = {"name": name}
        if here.side == "request" and name in new.required and name not in old.required:
            yield judged("required_property_added", "breaking", here, facts)
        elif here.side == "response" and old.is_closed:
            yield difference("property_added", "wider", here, facts)
        else:
            yield judged("property_added", "compatible", here, facts)
        if old.others and not old.is_closed:
            yield from self.compare(old.others, schema, here)

    def _removed(self, name: str, new: Shape, schema: Schema, here: Place) -> Iterator[Change]:
        """A request's property that is no longer named may be passed over: what the caller meant is lost."""
        verdict = "breaking" if here.side == "response" or new.is_closed else "unknown"
        yield judged("property_removed", verdict, here, {"name": name})
        if new.others and not new.is_closed:
            yield from self.compare(schema, new.others, here)

    def _required(self, old: Shape, new: Shape, place: Place) -> Iterator[Change]:
        before = set(self._shown(old, self.old, place.side)) | (old.required - old.properties.keys())
        after = set(self._shown(new, self.new, place.side)) | (new.required - new.properties.keys())
        for name in sorted((new.required - old.required) & after):
            # A property that came with the requirement is told as one change.
            if place.side == "response" or name in before or name not in new.properties:
                yield difference("property_newly_required", "narrower", place.below("required"), {"name": name})
        for name in sorted((old.required - new.required) & before):
            if place.side == "request" or name in after or name not in old.properties:
                yield difference("property_no_longer_required", "wider", place.below("required"), {"name": name})

    def _others(self, old: Shape, new: Shape, place: Place) -> Iterator[Change]:
        here = place.below("additionalProperties")
        was_closed, is_closed = False in old.others, False in new.others
        if was_closed and is_closed:
            return
        if is_closed or was_closed:
            kind = "properties_closed" if is_closed else "properties_opened"
            yield difference(kind, "narrower" if is_closed else "wider", here, {})
        elif old.others or new.others:
            yield from self.compare(old.others, new.others, here)

    def _unions(self, old: tuple[Union, ...], new: tuple[Union, ...], place: Place) -> Iterator[Change]:
        if not old and not new:
            return
        if len(old) == len(new) == 1 and old[0].keyword == new[0].keyword:
            yield from self._forms(old[0], new[0], place.below(old[0].keyword))
        elif len(old) != len(new) or not all(self._same_union(*pair) for pair in zip(old, new, strict=True)):
            keyword = (new or old)[0].keyword
            yield difference("variants_changed", "unknown", place.below(keyword), {"name": keyword})

    def _same_union(self, old: Union, new: Union) -> bool:
        return (
            old.keyword == new.keyword
            and len(old.forms) == len(new.forms)
            and all(self.sameness.same(a[0], b[0]) for a, b in zip(old.forms, new.forms, strict=True))
        )

    def _forms(self, old: Union, new: Union, place: Place) -> Iterator[Change]:
        """Forms that say the same are set aside, those of the same name compared; what is left came or went."""
        gone, come = list(old.forms), list(new.forms)
        for form in old.forms:
            match = next((other for other in come if self.sameness.same(form[0], other[0])), None)
            if match is not None:
                gone.remove(form)
                come.remove(match)
        changes: list[Change] = []
        alike = self._named_alike(gone, come)
        for form, match in alike:
            gone.remove(form)
            come.remove(match)
            changes += self.compare(form, match, place.below(new.forms.index(match)))
        facts = {"name": old.keyword}
        if gone and come:
            changes.append(difference("variants_changed", "unknown", place, facts))
        elif gone or come:
            kind, relation = ("variant_removed", "narrower") if gone else ("variant_added", "wider")
            changes.append(difference(kind, relation, place, facts))
        yield from changes
        if (
            (alike or changes)
            and old.keyword == "oneOf"
            and not (self._apart(old, self.old) and self._apart(new, self.new))
        ):
            # Exactly one form must fit: a form that became wider may take what another one took alone.
            yield difference("variants_changed", "unknown", place, facts)

    def _named_alike(self, gone: list[Schema], come: list[Schema]) -> list[tuple[Schema, Schema]]:
        if len(gone) == len(come) == 1:
            return [(gone[0], come[0])]
        named = {mapping(form[0]).get("$ref"): form for form in come}
        named.pop(None, None)
        references = [(form, mapping(form[0]).get("$ref")) for form in gone]
        return [(form, named[reference]) for form, reference in references if reference in named]

    def _apart(self, union: Union, shaper: Shaper) -> bool:
        """Whether no value can be of two forms: by their types, or by a required property with one value for each."""
        shapes = [shaper.shape(form) for form in union.forms]
        types = [shape.types for shape in shapes]
        if all(found is not None for found in types):
            words = [word for found in types if found is not None for word in found]
            if len(words) == len(set(words)) and not {"integer", "number"} <= set(words):
                return True
        shared = frozenset.intersection(*(shape.required & frozenset(shape.properties) for shape in shapes))
        if not all(shape.types == frozenset({"object"}) for shape in shapes):
            return False
        return any(_distinct([shaper.shape(shape.properties[name]).enum for shape in shapes]) for name in shared)

    def _opaque(self, old: Shape, new: Shape, place: Place) -> Iterator[Change]:
        before, after = list(old.opaque), list(new.opaque)
        for name in dict.fromkeys(name for name, _ in (*before, *after)):
            olds, news = ([value for key, value in side if key == name] for side in (before, after))
            if len(olds) != len(news) or not all(
                self.sameness.value(name, *pair) for pair in zip(olds, news, strict=True)
            ):
                yield difference("constraint_changed", "unknown", place.below(name), {"name": name})


def _distinct(values: list[tuple[str, ...] | None]) -> bool:
    if any(found is None for found in values):
        return False
    listed = [value for found in values if found is not None for value in found]
    return len(listed) == len(set(listed))
