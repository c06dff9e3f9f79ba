"""What is judged compatible must be so: an independent validator of JSON Schema is asked about generated values."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.rules.interfaces import answering, compared, sending

NAMES = st.sampled_from(["a", "b", "c"])
TEXTS = st.sampled_from(["", "a", "ab", "abc", "abcd"])
CONSTANTS = st.sampled_from(["a", "b", 1, None, True])
NUMBERS = st.one_of(st.integers(-4, 12), st.sampled_from([0.5, 2.5]))


def _with(base: dict[str, Any], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({key: st.just(value) for key, value in base.items()}, optional=optional)


LEAVES = st.one_of(
    st.just({}),
    _with(
        {"type": "string"},
        minLength=st.integers(0, 3),
        maxLength=st.integers(1, 4),
        pattern=st.sampled_from(["a", "b"]),
    ),
    _with(
        {"type": "integer"},
        minimum=st.integers(-2, 2),
        exclusiveMaximum=st.integers(2, 9),
        multipleOf=st.sampled_from([1, 2, 4]),
    ),
    _with({"type": "number"}, maximum=st.integers(0, 9)),
    _with({"type": ["string", "null"]}),
    st.builds(lambda listed: {"enum": listed}, st.lists(CONSTANTS, min_size=1, unique_by=repr)),
    st.builds(lambda value: {"const": value}, st.sampled_from(["a", 1])),
)


@st.composite
def objects(draw: st.DrawFn, below: st.SearchStrategy[Any]) -> dict[str, Any]:
    properties = draw(st.dictionaries(NAMES, below, max_size=3))
    found: dict[str, Any] = {"type": "object", "properties": properties}
    if draw(st.booleans()):
        found["required"] = draw(st.lists(NAMES, unique=True, max_size=2))
    if draw(st.booleans()):
        found["additionalProperties"] = draw(st.one_of(st.just(False), below))
    return found


def _larger(below: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(below, min_size=1, max_size=3)
    return st.one_of(
        objects(below),
        st.builds(lambda items, most: {"type": "array", "items": items, "maxItems": most}, below, st.integers(0, 2)),
        several.map(lambda forms: {"anyOf": forms}),
        several.map(lambda forms: {"oneOf": forms}),
        st.lists(objects(below), min_size=2, max_size=2).map(lambda parts: {"allOf": parts}),
        below.map(lambda schema: {"not": schema}),
    )


SCHEMAS = st.recursive(LEAVES, _larger, max_leaves=6)


@st.composite
def changed(draw: st.DrawFn, schema: Any) -> Any:
    """The same schema with something changed somewhere, as a next version has it."""
    if not isinstance(schema, dict) or draw(st.integers(0, 4)) == 0:
        return draw(SCHEMAS)
    found = dict(schema)
    if not found:
        return draw(LEAVES)
    key = draw(st.sampled_from(sorted(found)))
    if isinstance(found[key], dict) and key == "properties" and found[key]:
        name = draw(st.sampled_from(sorted(found[key])))
        found[key] = {**found[key], name: draw(changed(found[key][name]))}
    elif key in {"items", "not", "additionalProperties"}:
        found[key] = draw(changed(found[key]))
    elif key in {"anyOf", "oneOf", "allOf"}:
        place = draw(st.integers(0, len(found[key]) - 1))
        found[key] = [draw(changed(one)) if at == place else one for at, one in enumerate(found[key])]
    elif draw(st.booleans()) and key != "type":
        del found[key]
    elif isinstance(found[key], int) and not isinstance(found[key], bool):
        found[key] = max(found[key] + draw(st.integers(-1, 2)), 1)
    return found


def values(schema: Any, depth: int = 3) -> st.SearchStrategy[Any]:
    """Values near a schema: what callers send who keep to what it names. Whether they fit, the validator says."""
    if not isinstance(schema, dict) or depth == 0:
        return st.one_of(st.none(), st.booleans(), TEXTS, NUMBERS)
    ways: list[st.SearchStrategy[Any]] = [st.sampled_from(schema["enum"])] if "enum" in schema else []
    ways += [st.just(schema["const"])] if "const" in schema else []
    ways += [values(form, depth) for key in ("anyOf", "oneOf") for form in schema.get(key, ())]
    if "properties" in schema or "allOf" in schema:
        ways.append(_objects(schema, depth))
    if "items" in schema:
        ways.append(st.lists(values(schema["items"], depth - 1), max_size=3))
    return st.one_of(*ways) if ways else st.one_of(st.none(), st.booleans(), TEXTS, NUMBERS, st.just({}), st.just([]))


def _objects(schema: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    parts = [schema, *schema.get("allOf", ())]
    named = {name: values(below, depth - 1) for part in parts for name, below in part.get("properties", {}).items()}
    others = schema.get("additionalProperties")
    if isinstance(others, dict):
        named = {**{name: values(others, depth - 1) for name in ("a", "b", "x")}, **named}
    return st.fixed_dictionaries({}, optional=named)


def fits(value: Any, schema: Any) -> bool:
    return bool(Draft202012Validator(schema).is_valid(value))


CAREFULLY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@CAREFULLY
@given(st.data(), SCHEMAS)
def test_what_was_accepted_still_is_when_a_request_is_said_to_be_compatible(data: st.DataObject, old: Any):
    new = data.draw(changed(old))
    assume(compared(sending(old), sending(new)).verdict in {"none", "compatible"})

    for _ in range(4):
        value = data.draw(values(old))
        assert not fits(value, old) or fits(value, new), (old, new, value)


@CAREFULLY
@given(st.data(), SCHEMAS)
def test_what_is_answered_was_promised_when_a_response_is_said_to_be_compatible(data: st.DataObject, old: Any):
    new = data.draw(changed(old))
    assume(compared(answering(old), answering(new)).verdict in {"none", "compatible"})

    for _ in range(4):
        value = data.draw(values(new))
        assert not fits(value, new) or fits(value, old), (old, new, value)
