"""Screenings and families on the wire."""

import re
from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import Money, Name, Text, TextListMap, TextMap, one_of
from schemas.paging import PageArguments, page_schema

STATUSES = ("open", "decided", "withdrawn")
DECISIONS = ("reuse", "adapt", "justified_new")
OUTCOMES = ("approved", "cut", "refused")
LEVELS = ("near_duplicate", "overlapping", "related")
FOUND = (*LEVELS, "nothing")
PART_KINDS = ("title", "summary", "feature", "description", "scenario")
PLAIN = {"description": "By language, or plain: then its script says whether it is Chinese or English"}

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def _language_of(text: str) -> str:
    return "zh" if _CHINESE.search(text) else "en"


class PlainText(TextMap):
    """A text by language; a plain one is put under the language that its script tells."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str):
            value = {_language_of(value): value}
        return super()._deserialize(value, attr, data, **kwargs)


class PlainTexts(TextListMap):
    """Short texts by language; a plain list is put under the language of its script."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, list):
            value = {_language_of("".join(text for text in value if isinstance(text, str))): value}
        return super()._deserialize(value, attr, data, **kwargs)


class ScreeningAskSchema(Schema):
    title = PlainText(200, required=True, metadata=PLAIN)
    summary = PlainText(2000, load_default=dict, metadata=PLAIN)
    features = PlainTexts(500, 50, load_default=dict, metadata=PLAIN)
    description = PlainText(10_000, load_default=dict, metadata=PLAIN)
    project = Text(200, metadata={"description": "Name or number under which the project is applied for"})
    organisation = Name(metadata={"description": "Whose screening it is, if kept; the token's own unless said"})
    keep = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class PartSchema(Schema):
    kind = one_of(PART_KINDS, required=True)
    text = fields.String(required=True)


class PassageSchema(Schema):
    project = fields.Nested(PartSchema, required=True)
    component = fields.Nested(PartSchema, required=True)
    similarity = fields.Float(required=True)
    words = fields.List(fields.String(), required=True, metadata={"description": "What both say"})


class CitySchema(Schema):
    slug = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class CandidateSchema(Schema):
    component = fields.String(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    status = fields.String(required=True)
    is_restricted = fields.Boolean(required=True)
    similarity = fields.Float(required=True)
    resemblance = fields.Float(required=True)
    level = one_of(LEVELS, required=True)
    passages = fields.List(fields.Nested(PassageSchema), required=True)
    adopters = fields.Integer(required=True, allow_none=True)
    fewer_than = fields.Integer(required=True, allow_none=True)
    cities = fields.List(
        fields.Nested(CitySchema),
        required=True,
        allow_none=True,
        metadata={"description": "Who runs it, for cities and administrators; null for others"},
    )


class ScreeningResultSchema(Schema):
    found = one_of(FOUND, required=True)
    position = fields.Integer(required=True)
    candidates = fields.List(fields.Nested(CandidateSchema), required=True)


class BudgetSchema(Schema):
    asked = Money(required=True)
    granted = Money(metadata={"description": "What the outcome says unless given"})
    currency = fields.String(load_default="CNY", validate=validate.Regexp(r"[A-Z]{3}\Z"))


class ScreeningSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.String(required=True)
    organisation = fields.String(required=True)
    project = fields.String(required=True, allow_none=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    summary = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    features = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    description = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    found = one_of(FOUND, required=True)
    position = fields.Integer(required=True)
    candidates = fields.List(fields.Nested(CandidateSchema), required=True)
    status = one_of(STATUSES, required=True)
    decision = one_of(DECISIONS, required=True, allow_none=True)
    chosen = fields.List(fields.String(), required=True)
    reasons = fields.String(required=True, allow_none=True)
    approver = fields.String(required=True, allow_none=True)
    approver_name = fields.String(required=True, allow_none=True)
    outcome = one_of(OUTCOMES, required=True, allow_none=True)
    budget = fields.Nested(BudgetSchema, required=True, allow_none=True)
    verification_code = fields.String(required=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)
    decided_at = fields.DateTime(required=True, allow_none=True)


class ScreeningDecisionSchema(Schema):
    decision = one_of(DECISIONS, required=True)
    chosen = fields.List(
        fields.String(validate=validate.Length(max=129)), load_default=list, validate=validate.Length(max=20)
    )
    reasons = Text(4000)
    outcome = one_of(OUTCOMES, required=True)
    budget = fields.Nested(BudgetSchema)
    approver_name = Text(100, metadata={"description": "Who signs; the person behind the token unless said"})


class ScreeningListArguments(PageArguments):
    FILTERS = ("status", "organisation")

    status = one_of(STATUSES)
    organisation = Name()


class ScreeningArguments(Schema):
    code = fields.String(validate=validate.Length(max=40))


class RelativeSchema(Schema):
    component = fields.String(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    status = fields.String(required=True)


class DuplicateSchema(RelativeSchema):
    similarity = fields.Float(required=True, metadata={"description": "Resemblance, 0.6 or more"})


class FamilySchema(Schema):
    component = fields.String(required=True)
    duplicates = fields.List(fields.Nested(DuplicateSchema), required=True)
    based_on = fields.List(
        fields.Nested(RelativeSchema), required=True, metadata={"description": "What it comes from, the nearest first"}
    )
    origin_url = fields.String(
        required=True, allow_none=True, metadata={"description": "Where the chain ends outside this registry"}
    )
    variants = fields.List(fields.Nested(RelativeSchema), required=True)


ScreeningPageSchema = page_schema(ScreeningSchema)
