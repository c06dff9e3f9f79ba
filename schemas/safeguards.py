"""Flags and appeals on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Text, one_of
from schemas.paging import PageArguments, page_schema

GAMES = (
    "self_adoption",
    "paper_adoption",
    "version_spam",
    "adoption_ring",
    "friendly_assessor",
    "inflated_baseline",
    "salami",
    "cut_off_burst",
    "rating_brigade",
    "recycled_evidence",
    "class_shopping",
    "shrunk_denominator",
    "back_dated_edit",
    "inflated_self_report",
    "sham_pairing",
    "administrator_favour",
)
FLAG_STATUSES = ("open", "dismissed", "upheld")
FLAG_DECISIONS = ("dismiss", "uphold")
APPEAL_STATUSES = ("open", "granted", "refused")
APPEAL_DECISIONS = ("grant", "refuse")


class FlagListArguments(PageArguments):
    FILTERS = ("game", "status")

    game = one_of(GAMES)
    status = one_of(FLAG_STATUSES)


class FlagDecisionSchema(Schema):
    decision = one_of(FLAG_DECISIONS, required=True)
    reason = Text(2000, required=True, metadata={"description": "Those concerned read it"})
    factor = fields.Float(
        validate=validate.Range(0.5, 1.0),
        metadata={"description": "With a ring that is upheld; as suggested unless said"},
    )


class AppealMakeSchema(Schema):
    text = Text(4000, required=True)


class AppealDecisionSchema(Schema):
    decision = one_of(APPEAL_DECISIONS, required=True)
    answer = Text(4000, required=True)


class SignalSchema(Schema):
    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)


class FlagRecordSchema(Schema):
    kind = fields.String(required=True)
    id = fields.String(required=True)


class DiscountSchema(Schema):
    city = fields.String(required=True)
    publisher_city = fields.String(required=True)
    factor = fields.Float(required=True)
    from_on = fields.Date(required=True)
    until_on = fields.Date(required=True, allow_none=True)


class AppealSchema(Schema):
    id = fields.UUID(required=True)
    flag = fields.UUID(required=True)
    organisation = fields.String(required=True)
    text = fields.String(required=True)
    status = one_of(APPEAL_STATUSES, required=True)
    answer = fields.String(required=True, allow_none=True)
    created_at = fields.DateTime(required=True)
    decided_at = fields.DateTime(required=True, allow_none=True)


class FlagSchema(Schema):
    id = fields.UUID(required=True)
    game = one_of(GAMES, required=True)
    status = one_of(FLAG_STATUSES, required=True)
    parties = fields.List(fields.String(), required=True)
    signals = fields.List(fields.Nested(SignalSchema), required=True)
    records = fields.List(fields.Nested(FlagRecordSchema), required=True)
    suggested_factor = fields.Float(required=True, allow_none=True)
    discounts = fields.List(fields.Nested(DiscountSchema), required=True)
    appeals = fields.List(fields.Nested(AppealSchema), required=True)
    reason = fields.String(required=True, allow_none=True)
    raised_at = fields.DateTime(required=True)
    decided_at = fields.DateTime(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)


FlagPageSchema = page_schema(FlagSchema)


class DetectedSchema(Schema):
    raised = fields.Integer(required=True, metadata={"description": "How many flags were raised that were not before"})


class GameAnswerSchema(Schema):
    zh = fields.String(required=True)
    en = fields.String(required=True)


class GameSchema(Schema):
    game = one_of(GAMES, required=True)
    is_detected = fields.Boolean(required=True)
    answer = fields.Nested(GameAnswerSchema, required=True)
    open = fields.Integer(required=True)
    dismissed = fields.Integer(required=True)
    upheld = fields.Integer(required=True)


class AppealCountsSchema(Schema):
    open = fields.Integer(required=True)
    granted = fields.Integer(required=True)
    refused = fields.Integer(required=True)


class MethodSchema(Schema):
    games = fields.List(fields.Nested(GameSchema), required=True)
    discounts_in_force = fields.Integer(required=True)
    appeals = fields.Nested(AppealCountsSchema, required=True)
    parameters = fields.Dict(keys=fields.String(), values=fields.Float(), required=True)
