"""Figures on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import Day, Moment, one_of


def _texts(**options: Any) -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True, **options)


INTERVALS = ("day", "week", "month", "quarter", "year")


class AskedSchema(Schema):
    """Of which day, as known when, under which filters."""

    as_of = Day(metadata={"description": "The day in UTC+8 whose end is asked about; today unless said"})
    known_at = Moment(metadata={"description": "Leave out what was recorded after the day of this instant"})
    domain = fields.String(validate=validate.Length(max=20))
    province = fields.String(
        validate=validate.Length(max=12),
        metadata={"description": "The division at the top; for cities and administrators"},
    )
    city_class = fields.String(
        validate=validate.Length(max=20), metadata={"description": "For cities and administrators"}
    )


class OverviewArguments(AskedSchema):
    """The overview of a day."""


class SeriesArguments(AskedSchema):
    """The course of figures over a stretch of days."""

    from_ = Day(data_key="from", metadata={"description": "The first day; a year before the last unless said"})
    to = Day(metadata={"description": "The last day; today unless said"})
    interval = one_of(INTERVALS, load_default="month")


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
    known_at = fields.Date(
        required=True, allow_none=True, metadata={"description": "The last day of what was known; nothing: now"}
    )
    filters = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    corrections = fields.Integer(
        required=True, metadata={"description": "How many states on that day were recorded only after it"}
    )
    position = fields.Integer(required=True, metadata={"description": "The event up to which the figures go"})
    note = _texts()
    figures = fields.List(fields.Nested(FigureSchema), required=True)
    not_yet = fields.List(fields.Nested(NotYetSchema), required=True)
    demonstration = fields.Nested(DemonstrationSchema, required=True)


class SeriesRowSchema(Schema):
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    components_listed = fields.Integer(required=True)
    adoptions_in_force = fields.Integer(required=True)
    running_reuse = fields.Integer(required=True)
    pilot = fields.Integer(required=True)
    live = fields.Integer(required=True)
    reusing_cities = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Told under no filter but a domain"}
    )
    components_reused = fields.Integer(required=True, allow_none=True)
    calls = fields.Integer(required=True, allow_none=True, metadata={"description": "Told of whole months"})


class SeriesSchema(Schema):
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    interval = one_of(INTERVALS, required=True)
    as_of = fields.Date(required=True)
    known_at = fields.Date(required=True, allow_none=True)
    filters = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    note = _texts()
    rows = fields.List(fields.Nested(SeriesRowSchema), required=True)


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


class RecordSchema(Schema):
    kind = fields.String(required=True)
    id = fields.String(required=True)


class RecordsSchema(Schema):
    components = fields.List(fields.String(), required=True)
    adoptions = fields.List(fields.UUID(), required=True)
    others = fields.List(
        fields.Nested(RecordSchema),
        required=True,
        metadata={"description": "Scenarios, projects, activities, feedback, advisories, gaps"},
    )


class ExclusionSchema(Schema):
    """A record that does not count, or counts for less, and why."""

    kind = fields.String(required=True)
    id = fields.String(required=True)
    reason = fields.String(required=True, metadata={"description": "A code"})
    text = _texts()


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
    reason_code = fields.String(required=True, allow_none=True)
    inputs = fields.List(fields.Nested(InputSchema), required=True)
    records = fields.Nested(RecordsSchema, required=True)
    exclusions = fields.List(fields.Nested(ExclusionSchema), required=True)


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
