"""Campaigns, cases and benchmarks on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, TextMap, one_of
from schemas.paging import PageArguments, page_schema

CASE_LEVELS = ("city", "province", "national")
CASE_STATUSES = ("draft", "submitted", "in_review", "selected", "not_selected", "withdrawn")
CAMPAIGN_STATUSES = ("upcoming", "open", "closed")
CRITERIA = ("innovation", "effect", "reuse", "sustainability")
CASE_DECISIONS = ("select", "decline")
PROMOTION_KINDS = ("award", "publicity", "lecture")
BENCHMARK_KINDS = ("benchmark",)
BENCHMARK_STATUSES = ("upcoming", "in_force", "ended", "revoked")
CITY_CLASSES = ("leading", "progressing", "foundational")


def _texts(**options: object) -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True, **options)  # type: ignore[arg-type]


class CampaignOpenSchema(Schema):
    title = TextMap(200, required=True)
    call = TextMap(10_000, required=True, metadata={"description": "What cases are called for"})
    level = one_of(CASE_LEVELS, required=True)
    opens_on = Day(required=True)
    closes_on = Day(required=True, metadata={"description": "The last day on which cases are submitted"})


class CampaignSchema(Schema):
    id = fields.UUID(required=True)
    organiser = fields.String(required=True, allow_none=True)
    title = _texts()
    call = _texts()
    level = one_of(CASE_LEVELS, required=True)
    opens_on = fields.Date(required=True)
    closes_on = fields.Date(required=True)
    status = one_of(CAMPAIGN_STATUSES, required=True)
    is_demo = fields.Boolean(required=True)


class CampaignListArguments(PageArguments):
    status = one_of(CAMPAIGN_STATUSES)
    level = one_of(CASE_LEVELS)


class CaseStandingSchema(Schema):
    case = fields.UUID(required=True)
    title = _texts()
    organisation = fields.String(required=True)
    organisation_name = _texts()
    status = one_of(CASE_STATUSES, required=True)
    city_class = one_of(CITY_CLASSES, required=True, allow_none=True)
    score = fields.Float(required=True, allow_none=True, metadata={"description": "Mean of its reviews, 0 to 100"})
    reviews = fields.Integer(required=True)
    recused = fields.Integer(required=True, metadata={"description": "How many stood back"})


class ClassStandingsSchema(Schema):
    city_class = one_of(CITY_CLASSES, required=True, allow_none=True)
    cases = fields.List(fields.Nested(CaseStandingSchema), required=True)


class CaseWriteSchema(Schema):
    campaign = fields.UUID()
    title = TextMap(200, required=True)
    body = TextMap(20_000, required=True)
    results = TextMap(5000, load_default=dict, metadata={"description": "What came of it"})
    level = one_of(CASE_LEVELS, metadata={"description": "The campaign's, else `city` unless said"})
    project = fields.UUID(metadata={"description": "A project of the same city"})
    adoptions = fields.List(
        fields.UUID(),
        load_default=list,
        validate=validate.Length(max=50),
        metadata={"description": "By the same city, or of what it publishes"},
    )
    components = fields.List(
        fields.String(validate=validate.Length(max=129)), load_default=list, validate=validate.Length(max=50)
    )


class CaseDraftSchema(CaseWriteSchema):
    organisation = Name(required=True)


class CaseListArguments(PageArguments):
    FILTERS = ("campaign", "organisation", "city_class", "level", "status", "component")

    campaign = fields.UUID()
    organisation = Name(metadata={"description": "A city, with its units"})
    city_class = one_of(CITY_CLASSES)
    level = one_of(CASE_LEVELS)
    status = one_of(CASE_STATUSES)
    component = fields.String(validate=validate.Length(max=129))


class CaseWithdrawSchema(Schema):
    note = Text(2000)


class ScoresSchema(Schema):
    """Each criterion from 0 to 100."""

    innovation = fields.Float(required=True, allow_nan=False, validate=validate.Range(0, 100))
    effect = fields.Float(required=True, allow_nan=False, validate=validate.Range(0, 100))
    reuse = fields.Float(required=True, allow_nan=False, validate=validate.Range(0, 100))
    sustainability = fields.Float(required=True, allow_nan=False, validate=validate.Range(0, 100))


class CaseReviewMakeSchema(Schema):
    scores = fields.Nested(ScoresSchema, metadata={"description": "Leave out to stand back (回避)"})
    comment = Text(4000)


class CaseReviewSchema(Schema):
    id = fields.UUID(required=True)
    reviewer = fields.String(required=True)
    is_recused = fields.Boolean(required=True)
    scores = fields.Dict(keys=fields.String(), values=fields.Float(), required=True)
    score = fields.Float(required=True, allow_none=True)
    comment = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)


class CaseDecideSchema(Schema):
    decision = one_of(CASE_DECISIONS, required=True)
    reasons = Text(4000, required=True, metadata={"description": "The city reads them; everybody of a selected case"})


class PromotionMakeSchema(Schema):
    kind = one_of(PROMOTION_KINDS, required=True)
    on = Day(required=True)
    note = Text(2000, required=True)
    award = Text(200, metadata={"description": "What went with an award, as a text; money itself is not kept here"})


class PromotionSchema(Schema):
    id = fields.UUID(required=True)
    kind = one_of(PROMOTION_KINDS, required=True)
    on = fields.Date(required=True)
    note = fields.String(required=True)
    award = fields.String(required=True, allow_none=True)


class CaseStepSchema(Schema):
    status = one_of(CASE_STATUSES, required=True)
    on = fields.Date(required=True)
    note = fields.String(required=True, allow_none=True)


class CaseSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    campaign = fields.UUID(required=True, allow_none=True)
    title = _texts()
    body = _texts()
    results = _texts()
    level = one_of(CASE_LEVELS, required=True)
    project = fields.UUID(required=True, allow_none=True, metadata={"description": "null also if it may not be known"})
    adoptions = fields.List(
        fields.UUID(),
        required=True,
        allow_none=True,
        metadata={"description": "For cities, assessors and administrators; null for others"},
    )
    components = fields.List(fields.String(), required=True)
    status = one_of(CASE_STATUSES, required=True)
    city_class = one_of(
        CITY_CLASSES, required=True, allow_none=True, metadata={"description": "On the day it was submitted"}
    )
    submitted_on = fields.Date(required=True, allow_none=True)
    decided_on = fields.Date(required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True)
    reasons = fields.String(required=True, allow_none=True)
    promotions = fields.List(fields.Nested(PromotionSchema), required=True)
    points = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Level points of L6P1-A1, today; where it is selected"}
    )
    score = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "Mean of its reviews: for its city and those who judge"},
    )
    reviews = fields.List(fields.Nested(CaseReviewSchema), required=True)
    history = fields.List(fields.Nested(CaseStepSchema), required=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)


class BenchmarkGrantSchema(Schema):
    kind = one_of(BENCHMARK_KINDS, load_default="benchmark")
    reason = Text(2000, required=True, metadata={"description": "Everybody reads it"})
    from_on = Day(data_key="from", metadata={"description": "Today unless said"})
    until_on = Day(data_key="until", required=True, metadata={"description": "Its last day"})


class BenchmarkRevokeSchema(Schema):
    reason = Text(2000, required=True, metadata={"description": "Everybody reads it"})


class BenchmarkSchema(Schema):
    """That an organisation or a component is held up as a benchmark (标杆)."""

    id = fields.UUID(required=True)
    kind = one_of(BENCHMARK_KINDS, required=True)
    organisation = fields.String(required=True, allow_none=True)
    component = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)
    from_on = fields.Date(data_key="from", required=True)
    until_on = fields.Date(data_key="until", required=True)
    status = one_of(BENCHMARK_STATUSES, required=True)
    revoked_on = fields.Date(required=True, allow_none=True)
    revocation = fields.String(required=True, allow_none=True, metadata={"description": "Why it was revoked"})
    granted_by = fields.String(required=True, allow_none=True)
    granted_at = fields.DateTime(required=True)
    is_demo = fields.Boolean(required=True)


CampaignPageSchema = page_schema(CampaignSchema)
CasePageSchema = page_schema(CaseSchema)
ClassStandingsPageSchema = page_schema(ClassStandingsSchema)
BenchmarkPageSchema = page_schema(BenchmarkSchema)
