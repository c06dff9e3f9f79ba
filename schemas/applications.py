"""Applying for components on the wire: agreements, applications, their items and the steps of these."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.adoption import MODES, policy_exception_text
from schemas.adoption_record import EnvironmentSchema, HandedOverSchema
from schemas.base import Day, Name, Text, TextMap, Whole, one_of
from schemas.paging import PageArguments, page_schema
from schemas.policies import FindingSchema

APPLICATION_STATUSES = ("open", "closed", "withdrawn")
ITEM_STATUSES = ("in_review", "returned", "approved", "rejected", "withdrawn")
STEP_KINDS = ("city", "publisher", "province")
STEP_STATUSES = ("waiting", "open", "approved", "returned", "rejected", "skipped")
DECISIONS = ("approve", "return", "reject")
TRIAL_RESULTS = ("passed", "failed", "extended")
ROLES = ("mine", "waiting")

DUTIES_AT_MOST = 50


def _duties(**options: Any) -> fields.Field[Any]:
    return fields.List(TextMap(1000), required=True, validate=validate.Length(1, DUTIES_AT_MOST), **options)


def _texts(**options: Any) -> fields.Field[Any]:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True, **options)


class AgreementPublishSchema(Schema):
    title = TextMap(200, required=True)
    publisher_duties = _duties()
    adopter_duties = _duties()
    dispute_steps = _duties(metadata={"description": "What is done about a dispute, in this order"})
    delist_notice_days = Whole(0, 365, required=True)
    effective_on = Day(required=True, metadata={"description": "From which day on it is in force; not in the past"})


class AgreementSchema(Schema):
    """One version of what applicants accept; it never changes."""

    number = fields.Integer(required=True)
    title = _texts()
    publisher_duties = fields.List(_texts(), required=True)
    adopter_duties = fields.List(_texts(), required=True)
    dispute_steps = fields.List(_texts(), required=True)
    delist_notice_days = fields.Integer(required=True)
    effective_on = fields.Date(required=True)


class ConfigurationSchema(Schema):
    """What the hand-over needs (一体化配置): where it will run and who takes it over. Never credentials."""

    environment = fields.Nested(EnvironmentSchema)
    handover = fields.Nested(HandedOverSchema)


class ItemApplySchema(Schema):
    component = fields.String(required=True, validate=validate.Length(max=129))
    version = fields.String(validate=validate.Length(max=64))
    mode = one_of(MODES, required=True)
    scenario = Text(100)
    operator = Name()
    on_behalf_of = Name()
    trial_days = Whole(1, 365, metadata={"description": "How long it is tried (试用) before it is live"})
    configuration = fields.Nested(ConfigurationSchema)
    policy_exception = policy_exception_text()


class ApplicationPreviewSchema(Schema):
    applicant = Name(required=True)
    purpose = Text(2000)
    agreement = Whole(1, 1_000_000)
    accepted_by = Text(100)
    items = fields.List(fields.Nested(ItemApplySchema), required=True, validate=validate.Length(1, 50))


class ApplicationSubmitSchema(ApplicationPreviewSchema):
    purpose = Text(2000, required=True)
    agreement = Whole(
        1, 1_000_000, required=True, metadata={"description": "The number of the version that is accepted"}
    )
    accepted_by = Text(100, required=True, metadata={"description": "Who accepts it, by name or office"})


class ItemChangesSchema(Schema):
    """What is different when a returned item is submitted again; null takes away what was said."""

    version = fields.String(validate=validate.Length(max=64), allow_none=True)
    mode = one_of(MODES)
    scenario = Text(100, allow_none=True)
    operator = Name(allow_none=True)
    trial_days = Whole(1, 365, allow_none=True)
    configuration = fields.Nested(ConfigurationSchema)
    policy_exception = Text(500, allow_none=True)


class ResubmissionSchema(Schema):
    changes = fields.Nested(ItemChangesSchema, load_default=dict)


class ItemDecisionSchema(Schema):
    item = Whole(1, 50, required=True)
    decision = one_of(DECISIONS, required=True)
    note = Text(2000, metadata={"description": "Why; needed to return or reject"})


class DelegationSchema(Schema):
    login = Name(required=True, metadata={"description": "A member of the organisation that decides"})


class ItemWithdrawalSchema(Schema):
    note = Text(2000)


class TrialResultSchema(Schema):
    result = one_of(TRIAL_RESULTS, required=True)
    note = Text(2000, metadata={"description": "What was found; needed where it failed"})
    until_on = Day(metadata={"description": "Where it is extended: until when, at most 90 days more"})


class ApplicationStepSchema(Schema):
    position = fields.Integer(required=True)
    kind = one_of(STEP_KINDS, required=True)
    organisation = fields.String(required=True, allow_none=True)
    status = one_of(STEP_STATUSES, required=True)
    opened_at = fields.DateTime(required=True, allow_none=True)
    due_on = fields.Date(required=True, allow_none=True)
    decided_at = fields.DateTime(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    is_delegated = fields.Boolean(required=True)
    skipped = _texts(allow_none=True, metadata={"description": "Why nobody decides this step"})


class TriedSchema(Schema):
    days = fields.Integer(required=True)
    ends_on = fields.Date(required=True, allow_none=True, metadata={"description": "While the trial runs"})
    result = one_of(TRIAL_RESULTS, required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class ApplicationItemSchema(Schema):
    number = fields.Integer(required=True)
    component = fields.String(required=True)
    version = fields.String(required=True, allow_none=True)
    on_behalf_of = fields.String(required=True, allow_none=True)
    mode = one_of(MODES, required=True)
    scenario = fields.String(required=True, allow_none=True)
    operator = fields.String(required=True, allow_none=True)
    configuration = fields.Nested(ConfigurationSchema, required=True)
    policy_exception = fields.String(required=True, allow_none=True)
    status = one_of(ITEM_STATUSES, required=True)
    withdrawal_note = fields.String(required=True, allow_none=True)
    adoption = fields.UUID(required=True, allow_none=True, metadata={"description": "What its approval began"})
    trial = fields.Nested(TriedSchema, required=True, allow_none=True)
    decides = fields.String(
        required=True, allow_none=True, metadata={"description": "The organisation that decides now"}
    )
    due_on = fields.Date(required=True, allow_none=True, metadata={"description": "Until when it should"})
    steps = fields.List(fields.Nested(ApplicationStepSchema), required=True)


class ApplicationSchema(Schema):
    """A request for several components at once (申请单). An operating entity sees the items that wait for it."""

    id = fields.UUID(required=True)
    applicant = fields.String(required=True)
    purpose = fields.String(required=True)
    agreement = fields.Integer(required=True)
    accepted_by = fields.String(required=True)
    status = one_of(APPLICATION_STATUSES, required=True)
    submitted_at = fields.DateTime(required=True)
    closed_at = fields.DateTime(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    items = fields.List(fields.Nested(ApplicationItemSchema), required=True)


class ApplicationListArguments(PageArguments):
    FILTERS = ("applicant", "component", "status", "role")

    applicant = Name()
    component = fields.String(validate=validate.Length(max=129))
    status = one_of(APPLICATION_STATUSES)
    role = one_of(
        ROLES, metadata={"description": "`mine`: applied for by or for the caller; `waiting`: it decides now"}
    )


class StopSchema(Schema):
    kind = one_of(STEP_KINDS, required=True)
    organisation = fields.String(required=True, allow_none=True)
    working_days = fields.Integer(required=True, allow_none=True)
    due_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "If it and all before it take the time they have"}
    )
    skipped = _texts(allow_none=True)


class PrerequisiteSchema(Schema):
    """Something the component needs that is not there yet, or not at a version that will do."""

    component = fields.String(required=True)
    version = fields.String(required=True)
    action = fields.String(required=True)
    was = fields.String(required=True, allow_none=True)
    why = _texts()
    in_application = fields.Boolean(required=True, metadata={"description": "Applied for here for the same body"})


class CostRangeSchema(Schema):
    low = fields.String(required=True, allow_none=True)
    high = fields.String(required=True, allow_none=True)
    currency = fields.String(required=True)
    sources = fields.Integer(required=True)
    basis = _texts()


class PreviewItemSchema(Schema):
    component = fields.String(required=True)
    version = fields.String(required=True, allow_none=True)
    on_behalf_of = fields.String(required=True, allow_none=True)
    route = fields.List(fields.Nested(StopSchema), required=True)
    prerequisites = fields.List(fields.Nested(PrerequisiteSchema), required=True)
    conflict = _texts(allow_none=True, metadata={"description": "Why it does not go together with what is run"})
    cost = fields.Nested(CostRangeSchema, required=True)
    policy = fields.List(fields.Nested(FindingSchema), required=True)


class TotalCostSchema(Schema):
    """The ranges of the items added up; `without` is how many have none."""

    low = fields.String(required=True, allow_none=True)
    high = fields.String(required=True, allow_none=True)
    currency = fields.String(required=True)
    without = fields.Integer(required=True)


class ApplicationForeseenSchema(Schema):
    """What an application would lead to; nothing was written."""

    agreement = fields.Integer(required=True, metadata={"description": "The version in force, to be accepted"})
    items = fields.List(fields.Nested(PreviewItemSchema), required=True)
    cost = fields.Nested(TotalCostSchema, required=True)


AgreementPageSchema = page_schema(AgreementSchema)
ApplicationPageSchema = page_schema(ApplicationSchema)
