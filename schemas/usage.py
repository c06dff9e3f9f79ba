"""How much an adoption is called, on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Moment, Whole, one_of

USAGE_SOURCES = ("signed", "file")
DAYS_AT_MOST = 400
MOST_CALLS = 10**12


class DayOfCallsSchema(Schema):
    day = Day(required=True)
    calls = Whole(0, MOST_CALLS, required=True)


class UsageSubmitSchema(Schema):
    days = fields.List(
        fields.Nested(DayOfCallsSchema), required=True, validate=validate.Length(min=1, max=DAYS_AT_MOST)
    )
    issued_at = Moment(metadata={"description": "When the report was made; a signed one must say it"})


class UsageReportSchema(Schema):
    """What was taken over from a report."""

    adoption = fields.UUID(required=True)
    source = one_of(USAGE_SOURCES, required=True)
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    days = fields.Integer(required=True)
    calls = fields.Integer(required=True)
    changed_days = fields.Integer(required=True, metadata={"description": "Days that are new or other than before"})
    sha256 = fields.String(required=True, metadata={"description": "Of the bytes as they came"})
    issued_at = fields.DateTime(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)


class UsageArguments(Schema):
    from_ = Day(data_key="from", metadata={"description": "A year before `to` unless said"})
    to = Day(metadata={"description": "Today unless said"})


class MonthOfCallsSchema(Schema):
    month = fields.String(required=True, metadata={"description": "YYYY-MM"})
    calls = fields.Integer(required=True)
    days = fields.Integer(required=True, metadata={"description": "Days of it that were reported"})


class ReportedDaySchema(Schema):
    day = fields.Date(required=True)
    calls = fields.Integer(required=True)
    source = one_of(USAGE_SOURCES, required=True)


class UsageSchema(Schema):
    """The calls of an adoption in a stretch of days; months at its ends hold only the days within it."""

    adoption = fields.UUID(required=True)
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    calls = fields.Integer(required=True)
    counted = fields.Integer(required=True, metadata={"description": "The calls that credit counts this month"})
    months = fields.List(fields.Nested(MonthOfCallsSchema), required=True)
    days = fields.List(fields.Nested(ReportedDaySchema), required=True)
