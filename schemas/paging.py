"""Lists on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import WholeArgument


class PageArguments(Schema):
    """`limit` (1 to 100, 20 unless said) and the opaque `cursor` of the page before."""

    limit = WholeArgument(1, 100, load_default=20)
    cursor = fields.String(validate=validate.Length(max=2000))


def page_schema(item: type[Schema]) -> type[Schema]:
    """The schema of a page of `item`."""
    name = item.__name__.removesuffix("Schema")
    members: dict[str, Any] = {
        "items": fields.List(fields.Nested(item), required=True),
        "next": fields.String(required=True, allow_none=True, metadata={"description": "The cursor of the next page"}),
    }
    return Schema.from_dict(members, name=f"{name}PageSchema")
