"""Finding organisations, on the wire."""

from typing import Any, ClassVar

from marshmallow import Schema, fields, validate

from schemas.base import Name, one_of
from schemas.organisations import CITY_CLASSES, KINDS, SIZE_BANDS, STATUSES, OrganisationSchema
from schemas.paging import PageArguments
from schemas.search import FacetValueSchema

SORTS = ("relevance", "recent", "name")
FILTERS = ("kind", "province", "class", "size_band", "status")


def _filter(words: tuple[str, ...] | None = None) -> fields.Field[Any]:
    value = one_of(words) if words else fields.String(validate=validate.Length(min=1, max=200))
    described = {"description": "Repeat for alternatives"}
    return fields.List(value, validate=validate.Length(max=20), metadata=described)


class OrganisationListArguments(PageArguments):
    q = fields.String(
        load_default="",
        validate=validate.Length(max=4000),
        metadata={"description": "A name in Chinese, English or pinyin, or words of the profile"},
    )
    parent = Name()
    division = fields.String(validate=validate.Length(max=12))
    offers = fields.String(
        validate=validate.Length(min=1, max=4000),
        metadata={
            "description": "A component, the code of a domain, or words: who publishes or supplies such components"
        },
    )
    uses = fields.String(
        validate=validate.Length(min=1, max=129),
        metadata={"description": "A component: who runs it. For cities and administrators"},
    )
    sort = one_of(SORTS)
    facets = fields.String(
        load_default="",
        validate=validate.Length(max=200),
        metadata={"description": "Facets to count, by comma: " + ", ".join(FILTERS)},
    )

    class Meta:
        include: ClassVar = {
            "kind": _filter(KINDS),
            "province": _filter(),
            "class": _filter(CITY_CLASSES),
            "size_band": _filter(SIZE_BANDS),
            "status": _filter(STATUSES),
        }


class OrganisationPageSchema(Schema):
    items = fields.List(fields.Nested(OrganisationSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True)
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(FacetValueSchema)), required=True)
    corrected = fields.String(required=True, allow_none=True, metadata={"description": "What the words were read as"})
