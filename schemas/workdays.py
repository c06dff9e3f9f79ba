"""Which days are worked, on the wire."""

from marshmallow import Schema, fields

from schemas.base import Day, TextMap
from schemas.paging import PageArguments, page_schema


class WorkdaySetSchema(Schema):
    is_working = fields.Boolean(required=True, truthy={True}, falsy={False})
    name = TextMap(100, required=True, metadata={"description": "What the day is called: a holiday, a day worked for"})


class WorkdaySchema(Schema):
    """A day on which the week does not hold: a holiday, or a day of the weekend that is worked in exchange."""

    day = fields.Date(required=True)
    is_working = fields.Boolean(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class WorkdayListArguments(PageArguments):
    since = Day(data_key="from")
    until = Day(data_key="to")


class WorkdayImportSchema(Schema):
    """How many days a calendar entered, changed, and said what was known already."""

    added = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)


WorkdayPageSchema = page_schema(WorkdaySchema)
