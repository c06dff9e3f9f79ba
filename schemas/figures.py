"""Derived figures on the wire: flows, rankings, the network, spread, times, risks, savings, coverage."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import Day, WholeArgument, one_of
from schemas.statistics import AskedSchema

FLOWS_BY = ("city_class", "province")
RANKED_BY = ("components", "publishers", "adopters", "domains", "kinds", "classes", "provinces")


def _texts(**options: Any) -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True, **options)


def _count(**options: Any) -> fields.Integer:
    return fields.Integer(required=True, **options)


def _told() -> fields.Integer:
    return fields.Integer(required=True, allow_none=True)


def _fewer() -> fields.Integer:
    return fields.Integer(
        required=True, allow_none=True, metadata={"description": "Where the value is suppressed; nothing: withheld"}
    )


def _share() -> fields.Float:
    return fields.Float(required=True, allow_none=True)


def _amount() -> fields.String:
    return fields.String(
        required=True, allow_none=True, metadata={"description": "A decimal string; nothing: withheld"}
    )


def _rows(schema: type[Schema]) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True)


class StretchArguments(AskedSchema):
    from_ = Day(data_key="from", metadata={"description": "The first day; a year before the last unless said"})
    to = Day(metadata={"description": "The last day; that which is asked about unless said"})


class FlowsArguments(StretchArguments):
    by = one_of(FLOWS_BY, load_default="city_class")


class RankingsArguments(StretchArguments):
    by = one_of(RANKED_BY, load_default="components")
    limit = WholeArgument(1, 100, load_default=20)


class FewArguments(StretchArguments):
    limit = WholeArgument(1, 1000, load_default=100)


class DerivedFigureSchema(Schema):
    code = fields.String(required=True)
    name = _texts()
    definition = _texts()
    unit = _texts()
    formula = _texts()
    value = fields.Float(
        required=True, allow_none=True, metadata={"description": "Nothing where there is none, or it is withheld"}
    )
    inputs = fields.Dict(keys=fields.String(), values=fields.Float(allow_none=True), required=True)


class FiltersSchema(Schema):
    domain = fields.String()
    province = fields.String()
    city_class = fields.String()


class _AnswerSchema(Schema):
    figure = fields.String(required=True)
    name = _texts()
    definition = _texts()
    as_of = fields.Date(required=True, metadata={"description": "The day in UTC+8"})
    known_at = fields.Date(required=True, allow_none=True, metadata={"description": "By what was known on this day"})
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    filters = fields.Nested(FiltersSchema, required=True)
    is_exact = fields.Boolean(required=True, metadata={"description": "Nothing is suppressed for this caller"})
    note = _texts()
    figures = _rows(DerivedFigureSchema)


class FlowSchema(Schema):
    by = fields.String(required=True, validate=validate.OneOf(FLOWS_BY))
    from_ = fields.String(required=True, data_key="from")
    from_label = _texts()
    to = fields.String(required=True)
    to_label = _texts()
    running = _told()
    running_fewer_than = _fewer()
    starts = _told()
    starts_fewer_than = _fewer()


class FlowsSchema(_AnswerSchema):
    rows = _rows(FlowSchema)
    matrix = fields.List(
        fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True)),
        required=True,
        metadata={"description": "A row for each giver, with a field for each taker"},
    )


class RankedSchema(Schema):
    by = fields.String(required=True, validate=validate.OneOf(RANKED_BY))
    place = _count(metadata={"description": "Equal ones share a place"})
    key = fields.String(required=True)
    label = _texts()
    running = _told()
    running_fewer_than = _fewer()


class RankingsSchema(_AnswerSchema):
    rows = _rows(RankedSchema)


class NetworkEdgeSchema(Schema):
    between = fields.String(required=True, validate=validate.OneOf(("cities", *FLOWS_BY)))
    from_ = fields.String(required=True, data_key="from")
    from_label = _texts()
    to = fields.String(required=True)
    to_label = _texts()
    running = _told()
    running_fewer_than = _fewer()
    credit = _share()


class NetworkNodeSchema(Schema):
    city = fields.String(required=True)
    city_label = _texts()
    gives = _count()
    takes = _count()


class NetworkSchema(_AnswerSchema):
    rows = _rows(NetworkEdgeSchema)
    nodes = _rows(NetworkNodeSchema)


class SpreadRowSchema(Schema):
    by = fields.String(required=True, validate=validate.OneOf(FLOWS_BY))
    key = fields.String(required=True)
    label = _texts()
    cities = _count()
    running = _told()
    running_fewer_than = _fewer()
    share = _share()


class SpreadSchema(_AnswerSchema):
    rows = _rows(SpreadRowSchema)


class AdoptersMonthSchema(Schema):
    month = fields.String(required=True)
    new_adopters = _told()
    new_adopters_fewer_than = _fewer()
    starts = _told()
    starts_fewer_than = _fewer()


class AdoptersSchema(_AnswerSchema):
    rows = _rows(AdoptersMonthSchema)


class DaysBandSchema(Schema):
    from_days = _count()
    to_days = fields.Integer(required=True, allow_none=True)
    adoptions = _told()
    adoptions_fewer_than = _fewer()


class TimeToAdoptSchema(_AnswerSchema):
    rows = _rows(DaysBandSchema)


class SurvivalMonthSchema(Schema):
    month = _count()
    at_risk = _told()
    share = _share()


class RetentionSchema(_AnswerSchema):
    rows = _rows(SurvivalMonthSchema)


class CurrencyBucketSchema(Schema):
    key = fields.String(required=True, validate=validate.OneOf(("newest", "in_grace", "behind", "unknown")))
    label = _texts()
    adoptions = _count()
    share = _share()


class CurrencySchema(_AnswerSchema):
    rows = _rows(CurrencyBucketSchema)


class SavedSchema(Schema):
    currency = fields.String(required=True)
    verified = _count()
    unverified = _count()
    cities = _told()
    saving = _amount()
    low = _amount()
    high = _amount()
    baseline = _amount()
    actual = _amount()


class SavedInFieldSchema(SavedSchema):
    domain = fields.String(required=True)
    label = _texts()


class ReuseSavingsSchema(_AnswerSchema):
    rows = _rows(SavedInFieldSchema)
    totals = _rows(SavedSchema)


class UnusedComponentSchema(Schema):
    component = fields.String(required=True)
    title = _texts()
    domain = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    status = fields.String(required=True)
    listed_on = fields.Date(required=True)
    used_until = fields.Date(required=True, allow_none=True)
    unused_since = fields.Date(required=True)
    age_days = _count()


class UnusedSchema(_AnswerSchema):
    rows = _rows(UnusedComponentSchema)


class RiskSchema(Schema):
    reason = fields.String(required=True)
    label = _texts()
    adoptions = _count()


class AtRiskAdoptionSchema(Schema):
    reason = fields.String(required=True)
    label = _texts()
    adoption = fields.UUID(required=True)
    component = fields.String(required=True)
    city = fields.String(required=True)
    city_label = _texts()
    live_since = fields.Date(required=True)


class AtRiskSchema(_AnswerSchema):
    rows = _rows(RiskSchema)
    named = _rows(AtRiskAdoptionSchema)


class SupportMonthSchema(Schema):
    month = fields.String(required=True)
    components = _count()
    adoptions = _count()


class SupportEndsSchema(_AnswerSchema):
    rows = _rows(SupportMonthSchema)


class ScenarioSupplySchema(Schema):
    scenario = fields.String(required=True)
    label = _texts()
    domain = fields.String(required=True)
    components = _count()
    components_reused = _count()
    state = fields.String(required=True, validate=validate.OneOf(("reused", "supplied", "none")))
    state_label = _texts()
    open_demands = _count()


class ScenarioSuppliesSchema(_AnswerSchema):
    rows = _rows(ScenarioSupplySchema)


class FirstPublisherSchema(Schema):
    domain = fields.String(required=True)
    domain_label = _texts()
    kind = fields.String(required=True)
    kind_label = _texts()
    component = fields.String(required=True)
    publisher = fields.String(required=True)
    publisher_label = _texts()
    listed_on = fields.Date(required=True)
    components = _count()
    running_first = _told()
    running_first_fewer_than = _fewer()
    running_later = _told()
    running_later_fewer_than = _fewer()


class LeaderSchema(Schema):
    publisher = fields.String(required=True)
    publisher_label = _texts()
    capabilities = _count()
    running = _told()
    running_fewer_than = _fewer()


class FirstPublishersSchema(_AnswerSchema):
    rows = _rows(FirstPublisherSchema)
    leaders = _rows(LeaderSchema)
