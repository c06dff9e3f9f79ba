"""Monthly reports on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import one_of
from schemas.paging import page_schema
from schemas.statistics import DemonstrationSchema, FigureSchema

REPORT_KINDS = ("reuse",)


def _texts() -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class MonthlyReportIssueSchema(Schema):
    kind = one_of(REPORT_KINDS, load_default="reuse")
    month = fields.String(
        required=True,
        validate=validate.Length(max=7),
        metadata={"description": "A month that is over, such as 2026-10"},
    )


class ReportFileArguments(Schema):
    language = one_of(("zh", "en"), metadata={"description": "Of its texts; the caller's unless said"})


class MonthlyReportEntrySchema(Schema):
    kind = one_of(REPORT_KINDS, required=True)
    month = fields.String(required=True)
    issued_at = fields.DateTime(required=True)
    is_demo = fields.Boolean(required=True)


class LeadingFigureSchema(Schema):
    code = fields.String(required=True)
    name = _texts()
    definition = _texts()
    unit = _texts()
    value = fields.Float(required=True, allow_none=True)
    month_before = fields.Float(required=True, allow_none=True)
    year_before = fields.Float(required=True, allow_none=True)


class LateCorrectionSchema(Schema):
    month = fields.String(required=True, metadata={"description": "The month whose report told it otherwise"})
    code = fields.String(required=True)
    name = _texts()
    unit = _texts()
    told = fields.Float(required=True)
    now = fields.Float(required=True)
    difference = fields.Float(required=True)


class MonthlyReportSchema(Schema):
    kind = one_of(REPORT_KINDS, required=True)
    month = fields.String(required=True)
    issued_at = fields.DateTime(required=True)
    is_demo = fields.Boolean(required=True)
    as_of = fields.Date(required=True, metadata={"description": "The last day of the month"})
    known_at = fields.Date(required=True, metadata={"description": "The day of issue: nothing learnt later is in it"})
    note = _texts()
    leading = fields.List(fields.Nested(LeadingFigureSchema), required=True)
    figures = fields.List(fields.Nested(FigureSchema), required=True)
    parts = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(),
        required=True,
        metadata={"description": "Other pages of figures of that day, their longest tables cut (left_out)"},
    )
    corrections = fields.List(
        fields.Nested(LateCorrectionSchema),
        required=True,
        metadata={"description": "What earlier reports told and was known otherwise on the day of issue"},
    )
    demonstration = fields.Nested(DemonstrationSchema, required=True)


MonthlyReportEntryPageSchema = page_schema(MonthlyReportEntrySchema)
