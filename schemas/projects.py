"""Projects on the wire."""

from marshmallow import Schema, fields, validate

from schemas.adoption_record import CURRENCIES, ResponsibilitySchema
from schemas.base import Day, Money, Name, Text, TextMap, Whole, one_of, web_address
from schemas.paging import PageArguments, page_schema

PROJECT_KINDS = ("construction", "upgrade", "integration", "operation", "consulting")
PROJECT_STATUSES = ("planned", "running", "finished", "cancelled")
FUNDING_SOURCES = (
    "fiscal",
    "special_bond",
    "policy_loan",
    "bank_loan",
    "industry_fund",
    "social_capital",
    "franchise",
    "infrastructure_reit",
    "counterpart_aid",
    "own_funds",
    "other",
)
REUSE_CHOICES = ("reused", "justified_new")
REASONS = ("not_screened", "screened_late", "neither_reused_nor_justified")
DIRECTIONS = ("up", "down")
TO_WHOM = "Left out for those to whom only name, status and score were made public"


def _figure(**options: object) -> fields.Float:
    return fields.Float(allow_nan=False, validate=validate.Range(-1e12, 1e12), **options)  # type: ignore[arg-type]


class ProjectBudgetSchema(Schema):
    amount = Money(required=True)
    currency = one_of(CURRENCIES, load_default="CNY")


class ProjectDescribeSchema(Schema):
    name = TextMap(200, required=True)
    summary = TextMap(5000, load_default=dict)
    kind = one_of(PROJECT_KINDS, required=True)
    approved_on = Day(metadata={"description": "The day of its approval (立项批复): it is screened by then"})
    starts_on = Day(metadata={"description": "When it is to begin"})
    ends_on = Day(metadata={"description": "When it is to be finished"})
    budget = fields.Nested(ProjectBudgetSchema)
    funding_sources = fields.List(one_of(FUNDING_SOURCES), load_default=list, validate=validate.Length(max=11))
    screening = fields.String(
        validate=validate.Length(max=40), metadata={"description": "Number or id of a screening of the same city"}
    )
    reuse_choice = one_of(REUSE_CHOICES)
    justification = Text(4000, metadata={"description": "Why it is built anew; needed where it is"})
    responsibilities = fields.List(
        fields.Nested(ResponsibilitySchema), load_default=list, validate=validate.Length(max=100)
    )


class ProjectEnterSchema(ProjectDescribeSchema):
    organisation = Name(required=True)


class ProjectMoveSchema(Schema):
    to = one_of(PROJECT_STATUSES, required=True)
    on = Day()
    note = Text(2000, metadata={"description": "Needed to cancel"})


class ProjectListArguments(PageArguments):
    FILTERS = ("organisation", "status", "kind")

    organisation = Name(metadata={"description": "A city, with its units"})
    status = one_of(PROJECT_STATUSES)
    kind = one_of(PROJECT_KINDS)


class MilestoneSetSchema(Schema):
    title = TextMap(200, required=True)
    due_on = Day(required=True, metadata={"description": "A calendar day"})


class MilestonePostponeSchema(Schema):
    due_on = Day(required=True)
    reason = Text(2000, required=True)


class MilestoneReachSchema(Schema):
    on = Day(metadata={"description": "Today unless said"})
    evidence = Text(2000)
    links = fields.List(web_address(), load_default=list, validate=validate.Length(max=20))


class MilestoneChangeSchema(Schema):
    due_before = fields.Date(required=True)
    due_after = fields.Date(required=True)
    reason = fields.String(required=True)
    recorded_at = fields.DateTime(required=True)


class MilestoneSchema(Schema):
    id = fields.UUID(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    due_on = fields.Date(required=True)
    is_overdue = fields.Boolean(required=True)
    reached_on = fields.Date(required=True, allow_none=True)
    evidence = fields.String(required=True, allow_none=True)
    links = fields.List(fields.String(), required=True)
    changes = fields.List(
        fields.Nested(MilestoneChangeSchema), required=True, metadata={"description": "How its due day moved"}
    )


class OverdueSchema(Schema):
    project = fields.UUID(required=True)
    project_name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    organisation = fields.String(required=True)
    organisation_name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    milestone = fields.UUID(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    due_on = fields.Date(required=True)
    first_due_on = fields.Date(required=True, metadata={"description": "Before it was ever moved"})
    days = fields.Integer(required=True, metadata={"description": "How many days it is late"})
    postponed = fields.Integer(required=True, metadata={"description": "How often its due day moved"})


class OverdueListArguments(PageArguments):
    organisation = Name()


class TargetSchema(Schema):
    """What a project is to bring about: an indicator, where it stood, where it is to stand, and what it weighs."""

    indicator = TextMap(200, required=True)
    unit = Text(40, required=True)
    baseline = _figure()
    target = _figure(required=True)
    direction = one_of(DIRECTIONS, required=True)
    weight = fields.Float(load_default=1.0, allow_nan=False, validate=validate.Range(0, 1000, min_inclusive=False))


class TargetsSetSchema(Schema):
    targets = fields.List(fields.Nested(TargetSchema), required=True, validate=validate.Length(1, 50))
    reason = Text(2000, metadata={"description": "Why they change; needed from the second time on"})


class NumberedTargetSchema(TargetSchema):
    number = fields.Integer(required=True, metadata={"description": "By which results name it"})


class ResultSchema(Schema):
    target = Whole(1, 50, required=True, metadata={"description": "The number of the target, from 1"})
    value = _figure(required=True)
    note = Text(1000)
    links = fields.List(web_address(), validate=validate.Length(max=20))


class ResultsEnterSchema(Schema):
    results = fields.List(fields.Nested(ResultSchema), required=True, validate=validate.Length(1, 50))


class EvaluationMakeSchema(Schema):
    results = fields.List(
        fields.Nested(ResultSchema),
        load_default=list,
        validate=validate.Length(max=50),
        metadata={"description": "Where the city's own results are wrong: the right ones"},
    )
    note = Text(4000)


class TargetsSchema(Schema):
    number = fields.Integer(required=True)
    entries = fields.List(fields.Nested(NumberedTargetSchema), required=True)
    reason = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)


class ResultsSchema(Schema):
    number = fields.Integer(required=True)
    entries = fields.List(fields.Nested(ResultSchema), required=True)
    recorded_at = fields.DateTime(required=True)


class EvaluationInputSchema(Schema):
    """One target as it went into the score."""

    target = fields.Integer(required=True)
    baseline = fields.Float(required=True, allow_none=True)
    wanted = fields.Float(required=True)
    entered = fields.Float(required=True, allow_none=True, metadata={"description": "What the city entered"})
    result = fields.Float(required=True, allow_none=True, metadata={"description": "What was scored"})
    direction = one_of(DIRECTIONS, required=True)
    weight = fields.Float(required=True)
    weight_share = fields.Float(required=True)
    attainment = fields.Float(required=True)
    is_better = fields.Boolean(required=True, allow_none=True, metadata={"description": "Than the baseline"})


class EvaluationSchema(Schema):
    id = fields.UUID(required=True)
    evaluator = fields.String(required=True, allow_none=True)
    formula = fields.String(required=True)
    inputs = fields.List(fields.Nested(EvaluationInputSchema), required=True)
    score = fields.Float(required=True)
    note = fields.String(required=True, allow_none=True)
    evaluated_on = fields.Date(required=True)


class ProjectScreeningSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.String(required=True)
    screened_on = fields.Date(required=True)
    decision = fields.String(required=True, allow_none=True)


class ProjectAdoptionSchema(Schema):
    id = fields.UUID(required=True)
    component = fields.String(required=True)
    stage = fields.String(required=True)
    linked_on = fields.Date(required=True)


class ProjectStepSchema(Schema):
    status = one_of(PROJECT_STATUSES, required=True)
    on = fields.Date(required=True)
    note = fields.String(required=True, allow_none=True)


class ProjectSchema(Schema):
    """A project. The public reads `id` to `is_demo`, and only once the city has made it public."""

    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    status = one_of(PROJECT_STATUSES, required=True)
    score = fields.Float(required=True, allow_none=True, metadata={"description": "0 to 100, of the latest evaluation"})
    is_published = fields.Boolean(required=True)
    is_demo = fields.Boolean(required=True)
    summary = fields.Dict(keys=fields.String(), values=fields.String(), metadata={"description": TO_WHOM})
    kind = one_of(PROJECT_KINDS)
    status_since = fields.Date()
    approved_on = fields.Date(allow_none=True)
    starts_on = fields.Date(allow_none=True)
    ends_on = fields.Date(allow_none=True)
    budget = fields.Nested(
        ProjectBudgetSchema, allow_none=True, metadata={"description": "For cities and administrators only"}
    )
    funding_sources = fields.List(one_of(FUNDING_SOURCES))
    screening = fields.Nested(ProjectScreeningSchema, allow_none=True)
    reuse_choice = one_of(REUSE_CHOICES, allow_none=True)
    justification = fields.String(allow_none=True)
    puts_reuse_first = fields.Boolean(metadata={"description": "As indicator L2P1-A3 counts it, today"})
    reuse_lacks = one_of(REASONS, allow_none=True)
    responsibilities = fields.List(fields.Nested(ResponsibilitySchema))
    adoptions = fields.List(fields.Nested(ProjectAdoptionSchema))
    milestones = fields.List(fields.Nested(MilestoneSchema))
    targets = fields.Nested(TargetsSchema, allow_none=True)
    targets_before = fields.List(fields.Nested(TargetsSchema))
    are_targets_frozen = fields.Boolean()
    results = fields.Nested(ResultsSchema, allow_none=True)
    results_before = fields.List(fields.Nested(ResultsSchema))
    evaluations = fields.List(fields.Nested(EvaluationSchema))
    history = fields.List(fields.Nested(ProjectStepSchema))
    published_at = fields.DateTime(allow_none=True)
    created_at = fields.DateTime()


ProjectPageSchema = page_schema(ProjectSchema)
MilestonePageSchema = page_schema(MilestoneSchema)
EvaluationPageSchema = page_schema(EvaluationSchema)
OverduePageSchema = page_schema(OverdueSchema)
