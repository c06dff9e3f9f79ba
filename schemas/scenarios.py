"""Scenario lists of cities, what they open of them, and their roadmaps, on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, TextMap, one_of, word_list
from schemas.paging import PageArguments, page_schema

PRIORITIES = ("high", "medium", "low")
LIST_STATUSES = ("planned", "under_way", "in_use", "paused")
PART_STATES = ("live", "pilot", "other_version", "missing")
COVERAGE_STATES = ("full", "partial", "pilot", "none")
RESPONSE_STATUSES = ("submitted", "shortlisted", "declined")
RESPONSE_DECISIONS = ("shortlist", "decline")
ROADMAP_STATUSES = ("planned", "late", "begun", "live")
COUNTED_FOR = ("held_at_start", "added")

_COMPONENT = {"validate": validate.Length(max=129)}


def _texts(**options: Any) -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), **options)


class SolutionPartMakeSchema(Schema):
    component = fields.String(required=True, **_COMPONENT)  # type: ignore[arg-type]
    specifier = fields.String(
        validate=validate.Length(max=200),
        load_default="",
        metadata={"description": "Versions that will do (PEP 440), such as >=1.2,<2; any unless said"},
    )


class DataItemMakeSchema(Schema):
    name = Text(200, required=True)
    holder = Text(200, required=True, metadata={"description": "The department that holds it"})
    source = fields.String(
        allow_none=True,
        load_default=None,
        validate=validate.Length(max=129),
        metadata={"description": "A component of the kind dataset_spec"},
    )


class _ListedFields(Schema):
    name = TextMap(200, metadata={"description": "Of an item in the city's own words"})
    domain = fields.String(validate=validate.Length(max=10))
    needs = TextMap(4000, required=True)
    data_items = fields.List(fields.Nested(DataItemMakeSchema), validate=validate.Length(max=50), load_default=list)
    departments = word_list(100, 50, load_default=list)
    solution = fields.List(fields.Nested(SolutionPartMakeSchema), validate=validate.Length(max=50), load_default=list)
    priority = one_of(PRIORITIES, load_default="medium")
    status = one_of(LIST_STATUSES, load_default="planned")
    due_on = Day(allow_none=True, load_default=None)
    is_featured = fields.Boolean(load_default=False, metadata={"description": "一城一景: one of a city's is"})


class ListedScenarioAddSchema(_ListedFields):
    """A scenario of the common list by its code, or one in the city's own words: a code and a name."""

    scenario = Name(metadata={"description": "A code of the common list"})
    code = Name(metadata={"description": "With a name: a scenario of the city's own"})


class ListedScenarioChangeSchema(_ListedFields):
    """What a PATCH may change; `name` and `domain` only where the common list does not say them."""


class SolutionPartSchema(Schema):
    """A part of a solution, and what the city runs of it. Components that the reader may not see have no name."""

    component = fields.String(required=True, allow_none=True)
    specifier = fields.String(required=True)
    state = one_of(PART_STATES, required=True)
    version = fields.String(required=True, allow_none=True)
    adoption = fields.UUID(required=True, allow_none=True)


class CoveredSchema(Schema):
    """How a scenario stands by its parts: `full`, `partial` (one is live), `pilot` or `none`."""

    state = one_of(COVERAGE_STATES, required=True)
    parts = fields.Integer(required=True)
    live = fields.Integer(required=True)
    pilot = fields.Integer(required=True)


class DataItemSchema(Schema):
    name = fields.String(required=True)
    holder = fields.String(required=True)
    source = fields.String(required=True, allow_none=True)


class AnnouncementSchema(Schema):
    """What a city announces of a scenario, and whether entities may respond today."""

    announcement = _texts(required=True)
    opened_at = fields.DateTime(required=True)
    closes_on = fields.Date(required=True)
    is_open = fields.Boolean(required=True)


class ListedScenarioSchema(Schema):
    """An item of a city's list. Who may not see landscapes reads what it is called and announced; the rest is null."""

    organisation = fields.String(required=True)
    code = fields.String(required=True)
    scenario = fields.String(required=True, allow_none=True, metadata={"description": "Its code in the common list"})
    name = _texts(required=True)
    domain = fields.String(required=True, allow_none=True)
    is_featured = fields.Boolean(required=True)
    opening = fields.Nested(AnnouncementSchema, required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    needs = _texts(required=True, allow_none=True)
    data_items = fields.List(fields.Nested(DataItemSchema), required=True, allow_none=True)
    departments = fields.List(fields.String(), required=True, allow_none=True)
    solution = fields.List(fields.Nested(SolutionPartSchema), required=True, allow_none=True)
    coverage = fields.Nested(CoveredSchema, required=True, allow_none=True)
    priority = one_of(PRIORITIES, required=True, allow_none=True)
    status = one_of(LIST_STATUSES, required=True, allow_none=True)
    due_on = fields.Date(required=True, allow_none=True)
    listed_on = fields.Date(required=True, allow_none=True)


class ListedScenarioListArguments(PageArguments):
    FILTERS = ("status", "priority")

    status = one_of(LIST_STATUSES)
    priority = one_of(PRIORITIES)


class RemovalArguments(Schema):
    reason = Text(2000, required=True, metadata={"description": "Why it is no longer wanted; kept with it"})


class CoverageArguments(Schema):
    as_of = Day(metadata={"description": "The end of this day; today unless said"})


class CoverageInputsSchema(Schema):
    """What goes into the figure: `scenarios` is the denominator, `covered` the numerator."""

    scenarios = fields.Integer(required=True)
    covered = fields.Integer(required=True)
    fully_covered = fields.Integer(required=True)
    added = fields.Integer(required=True)
    removed = fields.Integer(required=True)


class CoverageRecordSchema(Schema):
    """A scenario of the denominator: listed as the period began or added since, and counted although removed."""

    code = fields.String(required=True)
    name = _texts(required=True)
    state = one_of(COVERAGE_STATES, required=True)
    is_covered = fields.Boolean(required=True)
    counted_for = one_of(COUNTED_FOR, required=True)
    listed_on = fields.Date(required=True)
    removed_on = fields.Date(required=True, allow_none=True)
    removal_reason = fields.String(required=True, allow_none=True)
    solution = fields.List(fields.Nested(SolutionPartSchema), required=True)


class CityCoverageSchema(Schema):
    """How much of its list a city covers at the end of a day (L2P1-A2), with its formula, inputs and records."""

    organisation = fields.String(required=True)
    as_of = fields.Date(required=True)
    period_from = fields.Date(required=True)
    indicator = fields.String(required=True)
    formula = _texts(required=True)
    rate = fields.String(required=True, allow_none=True, metadata={"description": "Per cent; null for an empty list"})
    inputs = fields.Nested(CoverageInputsSchema, required=True)
    records = fields.List(fields.Nested(CoverageRecordSchema), required=True)


class OpeningMakeSchema(Schema):
    announcement = TextMap(4000, required=True)
    closes_on = Day(required=True, metadata={"description": "The last day on which entities may respond"})


class OpenedScenarioSchema(AnnouncementSchema):
    """A scenario that a city has opened to operating entities."""

    organisation = fields.String(required=True)
    organisation_name = _texts(required=True)
    code = fields.String(required=True)
    name = _texts(required=True)
    domain = fields.String(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)


class OpenedScenarioListArguments(PageArguments):
    FILTERS = ("organisation",)

    organisation = Name()


class ScenarioRespondSchema(Schema):
    offer = Text(4000, required=True)
    components = fields.List(
        fields.String(validate=validate.Length(max=129)), validate=validate.Length(max=20), load_default=list
    )
    price_terms = Text(1000, metadata={"description": "For the city alone"})
    entity = Name(metadata={"description": "Who responds; the caller's own organisation unless said"})


class ScenarioResponseSchema(Schema):
    """What an entity offers for a scenario: for the city, the entity itself and administrators only."""

    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    code = fields.String(required=True)
    entity = fields.String(required=True)
    entity_name = _texts(required=True)
    offer = fields.String(required=True)
    components = fields.List(fields.String(), required=True)
    price_terms = fields.String(required=True, allow_none=True)
    status = one_of(RESPONSE_STATUSES, required=True)
    reason = fields.String(required=True, allow_none=True)
    submitted_at = fields.DateTime(required=True)
    decided_at = fields.DateTime(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)


class ScenarioDecideSchema(Schema):
    decision = one_of(RESPONSE_DECISIONS, required=True)
    reason = Text(2000, required=True, metadata={"description": "The entity is told"})


class RoadmapEntrySchema(Schema):
    scenario = Name(required=True, metadata={"description": "The code of an item of the city's list"})
    component = fields.String(required=True, validate=validate.Length(max=129))
    specifier = fields.String(validate=validate.Length(max=200), load_default="")
    planned_on = Day(required=True, metadata={"description": "The day by which it is to be live"})


class RoadmapPlanSchema(Schema):
    items = fields.List(fields.Nested(RoadmapEntrySchema), required=True, validate=validate.Length(max=100))


class RoadmapItemSchema(Schema):
    """A planned adoption and where it stands. The slippage in days runs from the day that was first planned."""

    scenario = fields.String(required=True)
    name = _texts(required=True)
    component = fields.String(required=True, allow_none=True)
    specifier = fields.String(required=True)
    planned_on = fields.Date(required=True)
    first_planned_on = fields.Date(required=True)
    status = one_of(ROADMAP_STATUSES, required=True)
    stage = fields.String(required=True, allow_none=True)
    version = fields.String(required=True, allow_none=True)
    adoption = fields.UUID(required=True, allow_none=True)
    reached_on = fields.Date(required=True, allow_none=True)
    slippage_days = fields.Integer(required=True)


class RoadmapSchema(Schema):
    organisation = fields.String(required=True)
    items = fields.List(fields.Nested(RoadmapItemSchema), required=True)


ListedScenarioPageSchema = page_schema(ListedScenarioSchema)
OpenedScenarioPageSchema = page_schema(OpenedScenarioSchema)
ScenarioResponsePageSchema = page_schema(ScenarioResponseSchema)
