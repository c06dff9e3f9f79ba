"""Whether two schemas of two documents say the same, apart from their texts. References are followed on both sides."""

from typing import Any, Final

from registry.comparison.openapi.documents import Interface
from registry.comparison.openapi.references import MISSING, look_up, read_pointer
from registry.comparison.openapi.schema_checks import SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_SINGLES
from registry.comparison.openapi.shapes import canonical
from registry.comparison.openapi.shaping import TooMuch

TEXTS: Final = frozenset(
    {"title", "description", "summary", "example", "examples", "externalDocs", "xml", "$comment", "deprecated",
     "default", "$defs", "$id", "$schema", "$anchor"}
)  # fmt: skip
MAX_PAIRS: Final = 500_000
_SPELLED_OTHERWISE: Final = frozenset({"nullable", "exclusiveMinimum", "exclusiveMaximum"})
_AS_SETS: Final = frozenset({"required", "enum"})


class Sameness:
    """Holds schemas of an older document against those of a newer one."""

    def __init__(self, old: Interface, new: Interface) -> None:
        self.old, self.new = old.document, new.document
        self.is_one_dialect = old.dialect == new.dialect
        self._found: dict[tuple[int, int], bool] = {}

    def same(self, old: Any, new: Any) -> bool:
        """Whether they allow the same because they are written the same; False also where that is not seen."""
        if not (isinstance(old, dict) and isinstance(new, dict)):
            return type(old) is type(new) and canonical(old) == canonical(new)
        pair = (id(old), id(new))
        if pair not in self._found:
            if len(self._found) > MAX_PAIRS:
                raise TooMuch
            # While a pair is looked at it is taken for the same: a circle in both is the same circle.
            self._found[pair] = True
            self._found[pair] = self._same(old, new)
        return self._found[pair]

    def _same(self, old: dict[str, Any], new: dict[str, Any]) -> bool:
        if "$ref" in old and "$ref" in new:
            targets = (_target(self.old, old["$ref"]), _target(self.new, new["$ref"]))
            if MISSING in targets:
                return False
            return self.same(*targets) and self._keys(old, new)
        if "$ref" in old or "$ref" in new:
            target_old = _target(self.old, old["$ref"]) if "$ref" in old else old
            target_new = _target(self.new, new["$ref"]) if "$ref" in new else new
            alone = len(old.keys() - TEXTS) == 1 or "$ref" not in old
            alone = alone and (len(new.keys() - TEXTS) == 1 or "$ref" not in new)
            return alone and MISSING not in (target_old, target_new) and self.same(target_old, target_new)
        if not self.is_one_dialect and (old.keys() | new.keys()) & _SPELLED_OTHERWISE:
            return False
        return self._keys(old, new)

    def _keys(self, old: dict[str, Any], new: dict[str, Any]) -> bool:
        keys = {
            key for key in old.keys() | new.keys() if key not in TEXTS and key != "$ref" and not key.startswith("x-")
        }
        return all(key in old and key in new and self.value(key, old[key], new[key]) for key in keys)

    def value(self, key: str, old: Any, new: Any) -> bool:
        """The same for what stands under a keyword of a schema."""
        if key in SCHEMA_SINGLES and not isinstance(old, list):
            return self.same(old, new)
        if key in SCHEMA_MAPS and isinstance(old, dict) and isinstance(new, dict):
            return old.keys() == new.keys() and all(self.same(old[name], new[name]) for name in old)
        if key in (*SCHEMA_LISTS, "items") and isinstance(old, list) and isinstance(new, list):
            return len(old) == len(new) and all(map(self.same, old, new))
        if key in _AS_SETS and isinstance(old, list) and isinstance(new, list):
            return {canonical(value) for value in old} == {canonical(value) for value in new}
        return canonical(old) == canonical(new)


def _target(document: Any, reference: Any) -> Any:
    path = read_pointer(reference) if isinstance(reference, str) else None
    return MISSING if path is None else look_up(document, path)
