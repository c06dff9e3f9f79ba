"""Organisations, divisions, classes and clusters on the wire."""

from typing import ClassVar

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, TextMap, one_of, web_address, word_list
from schemas.paging import PageArguments, page_schema

KINDS = ("city", "operating_entity", "assessor", "authority")
UNITS = ("city", "district", "county", "department", "city_operator")
CITY_CLASSES = ("leading", "progressing", "foundational")
ENTITY_TYPES = ("planning_consulting", "build_implement", "operate_maintain")
STATUSES = ("draft", "registered", "merged")
SIZE_BANDS = ("super_large", "very_large", "large_1", "large_2", "medium", "small_1", "small_2", "town")
GENES = ("stage", "economy", "geography", "culture", "resources")


class LinkSchema(Schema):
    title = Text(200, required=True)
    url = web_address(required=True)


class GenesSchema(Schema):
    """The five 基因 of a city, each in short words; the page of a city's profile suggests some in both languages."""

    class Meta:
        include: ClassVar = {gene: word_list(40, 12) for gene in GENES}


class ProfileSchema(Schema):
    """What an organisation says of itself."""

    about = TextMap(2000)
    links = fields.List(fields.Nested(LinkSchema), validate=validate.Length(max=20))
    genes = fields.Nested(GenesSchema, metadata={"description": "For cities: the five 基因, for cities like it"})


class OrganisationRegisterSchema(Schema):
    slug = Name(required=True)
    kind = one_of(KINDS, required=True)
    name = TextMap(200, required=True)
    unit = one_of(UNITS, metadata={"description": "For kind city: what it is"})
    division_code = fields.String(validate=validate.Length(max=12))
    parent = Name(metadata={"description": "The organisation a unit belongs to"})
    uscc = fields.String(validate=validate.Length(max=40))
    entity_types = fields.List(one_of(ENTITY_TYPES), validate=validate.Length(max=3))
    class_ = one_of(CITY_CLASSES, data_key="class")
    size_band = one_of(SIZE_BANDS)
    profile = fields.Nested(ProfileSchema)


class OrganisationDraftSchema(Schema):
    """An organisation that is missing here, entered by somebody else than itself."""

    slug = Name(required=True)
    kind = one_of(KINDS, required=True)
    name = TextMap(200, required=True)
    unit = one_of(UNITS, metadata={"description": "For kind city: what it is"})
    division_code = fields.String(validate=validate.Length(max=12))
    size_band = one_of(SIZE_BANDS)
    profile = fields.Nested(ProfileSchema)


class OrganisationDescribeSchema(Schema):
    """What may be changed of an organisation; the division and the credit code by administrators only."""

    name = TextMap(200, required=True)
    size_band = one_of(SIZE_BANDS)
    profile = fields.Nested(ProfileSchema, load_default=dict)
    division_code = fields.String(validate=validate.Length(max=12))
    uscc = fields.String(validate=validate.Length(max=40))


class OrganisationMergeSchema(Schema):
    into = Name(required=True, metadata={"description": "The organisation that succeeds it"})
    on = Day(metadata={"description": "The day since which the successor stands for it; today unless said"})


class OrganisationSchema(Schema):
    id = fields.UUID(required=True)
    slug = fields.String(required=True)
    kind = one_of(KINDS, required=True)
    unit = one_of(UNITS, required=True, allow_none=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    division_code = fields.String(required=True, allow_none=True)
    division_name = fields.String(required=True, allow_none=True)
    uscc = fields.String(required=True, allow_none=True)
    entity_types = fields.List(one_of(ENTITY_TYPES), required=True)
    parent = fields.String(required=True, allow_none=True)
    class_ = one_of(CITY_CLASSES, data_key="class", required=True, allow_none=True)
    status = one_of(STATUSES, required=True)
    size_band = one_of(SIZE_BANDS, required=True, allow_none=True)
    profile = fields.Nested(ProfileSchema, required=True)
    entered_by = fields.String(required=True, allow_none=True, metadata={"description": "Who entered the draft"})
    successor = fields.String(required=True, allow_none=True, metadata={"description": "What it was merged into"})
    succeeded_on = fields.Date(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)


class PeerReasonSchema(Schema):
    """One likeness: `share` of its `weight` was earned; for the 基因, `words` are those that both cities use."""

    trait = one_of(("class", "size_band", *GENES, "province", "cluster"), required=True)
    weight = fields.Float(required=True)
    share = fields.Float(required=True)
    words = fields.List(fields.String(), required=True)
    sentence = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class PeerSchema(Schema):
    """A city like another, with how alike they are (0 to 1) and why."""

    slug = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    class_ = one_of(CITY_CLASSES, data_key="class", required=True, allow_none=True)
    size_band = one_of(SIZE_BANDS, required=True, allow_none=True)
    similarity = fields.Float(required=True)
    reasons = fields.List(fields.Nested(PeerReasonSchema), required=True)


class DivisionSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    parent_code = fields.String(required=True, allow_none=True)
    is_city = fields.Boolean(required=True)
    edition = fields.String(required=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)


class DivisionAddSchema(Schema):
    code = fields.String(required=True, validate=validate.Regexp(r"[0-9]{6,12}\Z"))
    name = Text(100, required=True)
    kind = Text(30, required=True)
    parent_code = fields.String(validate=validate.Length(max=12))


class DivisionListArguments(PageArguments):
    q = fields.String(validate=validate.Length(max=100))
    parent = fields.String(validate=validate.Length(max=12))


class ClassAssignSchema(Schema):
    class_ = one_of(CITY_CLASSES, data_key="class", required=True)
    valid_from = Day()
    stage = TextMap(2000, metadata={"description": "发展阶段"})
    foundation = TextMap(2000, metadata={"description": "基础条件"})
    endowment = TextMap(2000, metadata={"description": "资源禀赋"})
    evidence = fields.List(Text(500), validate=validate.Length(max=50))


class ClassAssignmentSchema(Schema):
    class_ = one_of(CITY_CLASSES, data_key="class", required=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(required=True, allow_none=True)
    stage = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    foundation = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    endowment = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    evidence = fields.List(fields.String(), required=True)
    assigned_by = fields.String(required=True)
    recorded_at = fields.DateTime(required=True)


class ClusterFoundSchema(Schema):
    slug = Name(required=True)
    name = TextMap(200, required=True)


class ClusterJoinSchema(Schema):
    member = Name(required=True)
    valid_from = Day()


class ClusterSchema(Schema):
    slug = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    members = fields.List(fields.String(), required=True)
    is_demo = fields.Boolean(required=True)


PeerPageSchema = page_schema(PeerSchema)
DivisionPageSchema = page_schema(DivisionSchema)
ClassAssignmentPageSchema = page_schema(ClassAssignmentSchema)
ClusterPageSchema = page_schema(ClusterSchema)
