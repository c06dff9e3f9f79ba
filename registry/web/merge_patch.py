"""JSON merge patch (RFC 7396)."""

from typing import Any

from marshmallow import Schema

from registry.kit.errors import PayloadInvalid
from registry.web.body import read_json
from registry.web.wording import load_payload


def apply(target: Any, patch: Any) -> Any:
    """The target with the patch merged in: objects member by member, null removes, anything else replaces."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = apply(merged.get(key), value)
    return merged


def load(schema: Schema, present: dict[str, Any]) -> dict[str, Any]:
    """The request's patch merged into what is present, checked by `schema`."""
    patch = read_json()
    if not isinstance(patch, dict):
        raise PayloadInvalid.of("", "合并补丁须为 JSON 对象。", "A merge patch must be a JSON object.")
    return load_payload(schema, apply(present, patch))


DOCUMENTED = {
    "required": True,
    "description": "The members to change; null removes one",
    "content": {
        "application/merge-patch+json": {"schema": {"type": "object"}},
        "application/json": {"schema": {"type": "object"}},
    },
}
"""The request body of a PATCH, for the OpenAPI document."""
