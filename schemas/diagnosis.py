"""The diagnosis of a city on the wire."""

from marshmallow import Schema, fields

from schemas.base import Day
from schemas.statistics import PeriodSchema


def _texts() -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class DiagnosisArguments(Schema):
    as_of = Day(metadata={"description": "The day in UTC+8 whose end is asked about; today unless said"})


class NeededDemandSchema(Schema):
    id = fields.UUID(required=True)
    title = _texts()


class UncoveredScenarioSchema(Schema):
    code = fields.String(required=True)
    name = _texts()
    state = fields.String(required=True)


class NeedsSchema(Schema):
    demands = fields.List(fields.Nested(NeededDemandSchema), required=True)
    uncovered = fields.List(fields.Nested(UncoveredScenarioSchema), required=True)


class StandingSchema(Schema):
    """A metric of the city beside the cities of its class."""

    code = fields.String(required=True)
    name = _texts()
    unit = _texts()
    value = fields.Float(required=True, allow_none=True)
    reason = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        allow_none=True,
        metadata={"description": "Why there is no value"},
    )
    compared = fields.Integer(required=True, metadata={"description": "Cities of the class that have a value"})
    median = fields.Float(required=True, allow_none=True, metadata={"description": "Of the class, from 3 values on"})
    best = fields.Float(required=True, allow_none=True)
    aim = fields.Float(required=True, metadata={"description": "The target: this system's own default"})
    direction = fields.String(required=True, metadata={"description": "up: more is better; down: less is"})
    reached = fields.Float(required=True, allow_none=True, metadata={"description": "Of the aim, 0 to 100"})
    shortfalls = fields.List(fields.String(), required=True, metadata={"description": "below_median, below_target"})


class OpenGapSchema(Schema):
    id = fields.UUID(required=True)
    title = fields.String(required=True)
    problem = fields.String(required=True)
    severity = fields.String(required=True)
    due_on = fields.Date(required=True)
    is_overdue = fields.Boolean(required=True)


class OverdueUpdateSchema(Schema):
    adoption = fields.UUID(required=True)
    component = fields.String(required=True)
    text = _texts()
    due_on = fields.Date(required=True, allow_none=True)


class LapsingAdoptionSchema(Schema):
    adoption = fields.UUID(required=True)
    component = fields.String(required=True)
    lapses_on = fields.Date(required=True)


class TroublesSchema(Schema):
    gaps = fields.List(fields.Nested(OpenGapSchema), required=True)
    updates = fields.List(
        fields.Nested(OverdueUpdateSchema),
        required=True,
        allow_none=True,
        metadata={"description": "Nothing of a past day: they are known of today only"},
    )
    lapsing = fields.List(fields.Nested(LapsingAdoptionSchema), required=True)


class LackSchema(Schema):
    kind = fields.String(required=True, metadata={"description": "gap or scenario"})
    id = fields.String(required=True, metadata={"description": "Id of the gap, or code of the scenario"})
    title = _texts()
    problem = fields.String(required=True, allow_none=True)
    domain = fields.String(required=True, allow_none=True)
    scenario = fields.String(required=True, allow_none=True)


class HelperSchema(Schema):
    slug = fields.String(required=True)
    name = _texts()
    operates = fields.Integer(required=True, metadata={"description": "Live adoptions it operates"})
    offers = fields.Boolean(required=True, metadata={"description": "Whether it offers services for the component"})


class RecommendedSchema(Schema):
    component = fields.String(required=True)
    title = _texts()
    kind = fields.String(required=True)
    reasons = fields.List(_texts(), required=True)
    like_yours = fields.Integer(required=True, metadata={"description": "Cities like the city that run it"})
    adopters = fields.Integer(required=True)
    foundational_ready = fields.Boolean(required=True)
    needs_first = fields.List(fields.String(), required=True)
    entities = fields.List(fields.Nested(HelperSchema), required=True)


class PathSchema(Schema):
    """From what is lacking to the components that close it, in a documented order that no price enters."""

    lack = fields.Nested(LackSchema, required=True)
    components = fields.List(fields.Nested(RecommendedSchema), required=True)


class DiagnosisSchema(Schema):
    city = fields.String(required=True)
    name = _texts()
    class_ = fields.String(required=True, allow_none=True, data_key="class")
    is_demo = fields.Boolean(required=True)
    as_of = fields.Date(required=True)
    period = fields.Nested(PeriodSchema, required=True)
    note = _texts()
    compared = fields.Integer(required=True, metadata={"description": "Cities of the class, the city among them"})
    needs = fields.Nested(NeedsSchema, required=True)
    results = fields.List(fields.Nested(StandingSchema), required=True)
    shortfalls = fields.List(
        fields.String(), required=True, metadata={"description": "Codes of what falls short, the worst first"}
    )
    problems = fields.Nested(TroublesSchema, required=True)
    paths = fields.List(fields.Nested(PathSchema), required=True)
