"""Bills of materials on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Text, one_of
from schemas.paging import PageArguments, page_schema

SEVERITIES = ("conflict", "check")


class SbomIndexSchema(Schema):
    artifact = Text(200, required=True, metadata={"description": "The name of a file of the version"})


class LicenceConflictSchema(Schema):
    """Packages under a licence, and what that means for passing the component on. Advice, not counsel."""

    license = fields.String(required=True, metadata={"description": "Empty where a package names none"})
    severity = one_of(SEVERITIES, required=True)
    reason = fields.String(required=True)
    why = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    packages = fields.List(fields.String(), required=True, metadata={"description": "The first twenty"})
    total = fields.Integer(required=True, metadata={"description": "How many packages it is about"})


class SbomSchema(Schema):
    id = fields.UUID(required=True)
    component = fields.String(required=True)
    version = fields.String(required=True)
    filename = fields.String(required=True)
    digest = fields.String(required=True)
    spec_version = fields.String(required=True)
    serial_number = fields.String(required=True, allow_none=True)
    packages = fields.Integer(required=True)
    license = fields.String(
        required=True, metadata={"description": "The component's, which the packages were held against"}
    )
    conflicts = fields.List(fields.Nested(LicenceConflictSchema), required=True)
    created_at = fields.DateTime(required=True)


class PackageSchema(Schema):
    kind = fields.String(required=True)
    group = fields.String(required=True, allow_none=True)
    package = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    purl = fields.String(required=True, allow_none=True)
    licenses = fields.List(fields.String(), required=True)


class ShippedPackageSchema(PackageSchema):
    """A package, and the version of a component that ships it."""

    component = fields.String(required=True)
    version = fields.String(required=True)
    is_latest = fields.Boolean(required=True, metadata={"description": "Whether it is the component's latest version"})
    is_yanked = fields.Boolean(required=True)
    sbom = fields.UUID(required=True)
    adopters = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Of the component; null when 1 to 4 and not shown"}
    )
    fewer_than = fields.Integer(required=True, allow_none=True)


def _search(longest: int, description: str) -> fields.String:
    return fields.String(validate=validate.Length(min=1, max=longest), metadata={"description": description})


class PackageSearchArguments(PageArguments):
    FILTERS = ("name", "version", "purl", "group", "license", "q")

    name = _search(301, "Exact but for capitals; log4j* for what begins so")
    version = _search(200, "2.14, 2.14.* or <2.15")
    purl = _search(1000, "A package URL; what it leaves open, such as the version, may be anything")
    group = _search(300, "Exact but for capitals")
    license = _search(200, "An SPDX id, or the name of another licence")
    q = Text(300, metadata={"description": "What people type: log4j 2.14"})


SbomPageSchema = page_schema(SbomSchema)
PackagePageSchema = page_schema(PackageSchema)


class ShippedPackagePageSchema(page_schema(ShippedPackageSchema)):  # type: ignore[misc]
    not_compared = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Numbers that cannot be compared with the version asked for: look at these yourself"},
    )
