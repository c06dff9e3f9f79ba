"""Organisations, divisions, classes and clusters on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, TextMap, one_of
from schemas.paging import PageArguments, page_schema

KINDS = ("city", "operating_entity", "assessor", "authority")
UNITS = ("city", "district", "county", "department", "city_operator")
CITY_CLASSES = ("leading", "progressing", "foundational")
ENTITY_TYPES = ("planning_consulting", "build_implement", "operate_maintain")


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
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)


class OrganisationListArguments(PageArguments):
    kind = one_of(KINDS)
    parent = Name()
    division = fields.String(validate=validate.Length(max=12))


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


OrganisationPageSchema = page_schema(OrganisationSchema)
DivisionPageSchema = page_schema(DivisionSchema)
ClassAssignmentPageSchema = page_schema(ClassAssignmentSchema)
ClusterPageSchema = page_schema(ClusterSchema)
