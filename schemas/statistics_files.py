"""Figures as files, what codes mean, and the records behind figures, on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import one_of
from schemas.paging import PageArguments, page_schema
from schemas.statistics import SeriesArguments

LANGUAGES = ("zh", "en")
RECORD_TYPES = ("component", "version", "adoption")


class FiguresFileArguments(SeriesArguments):
    """The arguments of the same figures as JSON, and the language of the headings."""

    language = one_of(LANGUAGES, metadata={"description": "Of headings and texts; the caller's unless said"})
    by = fields.String(
        validate=validate.Length(max=40), metadata={"description": "As the same figures as JSON take it"}
    )


def _texts(**options: object) -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), **options)  # type: ignore[arg-type]


class DefinitionSchema(Schema):
    code = fields.String(required=True)
    of = fields.String(required=True, metadata={"description": "The page of figures on which it stands"})
    name = _texts(required=True)
    definition = _texts(required=True)
    formula = _texts(required=True, allow_none=True)
    unit = _texts(required=True, allow_none=True)


class DefinitionListSchema(Schema):
    items = fields.List(fields.Nested(DefinitionSchema), required=True)


class RecordListArguments(SeriesArguments, PageArguments):
    figure = fields.String(
        required=True, validate=validate.Length(max=40), metadata={"description": "A code of the overview"}
    )
    dimension = fields.String(validate=validate.Length(max=40), metadata={"description": "With a key: one cell of it"})
    key = fields.String(validate=validate.Length(max=200))


class FigureRecordSchema(Schema):
    type = one_of(RECORD_TYPES, required=True)
    adoption = fields.UUID(required=True, allow_none=True)
    component = fields.String(
        required=True, allow_none=True, metadata={"description": "Nothing: it is hidden from the caller"}
    )
    title = _texts(required=True, allow_none=True)
    version = fields.String(required=True, allow_none=True)
    city = fields.String(required=True, allow_none=True, metadata={"description": "Which city runs it"})
    city_name = _texts(required=True, allow_none=True)
    city_class = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True, metadata={"description": "The publisher's city"})
    state = fields.String(required=True, metadata={"description": "The stage of an adoption, a status, or yanked"})
    since = fields.Date(required=True)
    learnt_late_on = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "The last day on which something of it was learnt late"},
    )
    is_demo = fields.Boolean(required=True)


FigureRecordPageSchema = page_schema(FigureRecordSchema)
