"""Figures on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate


def _texts(**options: Any) -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True, **options)


class OverviewArguments(Schema):
    """None yet: `as_of`, `from`, `to` and filters come with the full statistics."""


class CellSchema(Schema):
    key = fields.String(required=True)
    label = _texts()
    value = fields.Integer(required=True, allow_none=True)
    fewer_than = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Where the value is suppressed; nothing: withheld"}
    )


class FigureSchema(Schema):
    code = fields.String(required=True)
    name = _texts()
    definition = _texts()
    unit = _texts()
    value = fields.Float(required=True, allow_none=True)
    inputs = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    by = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(CellSchema)), required=True)


class NotYetSchema(Schema):
    code = fields.String(required=True)
    name = _texts()
    reason = _texts()


class DemonstrationSchema(Schema):
    """How much of the figures is demonstration data, which stands for no real city or firm."""

    components = fields.Integer(required=True)
    adoptions = fields.Integer(required=True)


class OverviewSchema(Schema):
    as_of = fields.Date(required=True, metadata={"description": "The day in UTC+8"})
    position = fields.Integer(required=True, metadata={"description": "The event up to which the figures go"})
    note = _texts()
    figures = fields.List(fields.Nested(FigureSchema), required=True)
    not_yet = fields.List(fields.Nested(NotYetSchema), required=True)
    demonstration = fields.Nested(DemonstrationSchema, required=True)


class CityMetricsArguments(Schema):
    period = fields.String(
        validate=validate.Length(max=10),
        metadata={"description": "2026, 2026H2 or 2026Q3; now's half unless said"},
    )


class PeriodSchema(Schema):
    code = fields.String(required=True)
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)


class InputSchema(Schema):
    key = fields.String(required=True)
    label = _texts()
    value = fields.Float(required=True)


class RecordsSchema(Schema):
    components = fields.List(fields.String(), required=True)
    adoptions = fields.List(fields.UUID(), required=True)


class MetricSchema(Schema):
    code = fields.String(required=True)
    name = _texts()
    formula = _texts()
    definition = _texts()
    not_applied = _texts(metadata={"description": "What the full formula asks beyond this, not applied yet"})
    unit = _texts()
    value = fields.Float(required=True, allow_none=True)
    reason = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        allow_none=True,
        metadata={"description": "Why there is no value"},
    )
    inputs = fields.List(fields.Nested(InputSchema), required=True)
    records = fields.Nested(RecordsSchema, required=True)


class StageCountSchema(Schema):
    key = fields.String(required=True)
    label = _texts()
    value = fields.Integer(required=True)
    external = fields.Integer(required=True, metadata={"description": "Of them, of other cities' components"})


class CityMetricsSchema(Schema):
    city = fields.String(required=True)
    name = _texts()
    class_ = fields.String(required=True, allow_none=True, data_key="class")
    is_demo = fields.Boolean(required=True)
    period = fields.Nested(PeriodSchema, required=True)
    as_of = fields.Date(required=True, metadata={"description": "The day whose state is measured"})
    note = _texts()
    metrics = fields.List(fields.Nested(MetricSchema), required=True)
    stages = fields.List(fields.Nested(StageCountSchema), required=True)
