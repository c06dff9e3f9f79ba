"""Advisories on the wire: our own form, and the OSV schema (1.7) for exchange."""

import re
from datetime import UTC, datetime
from typing import Any

from marshmallow import EXCLUDE, INCLUDE, Schema, ValidationError, fields, validate

from schemas.base import Name, Text, TextMap, one_of, web_address
from schemas.paging import PageArguments, page_schema

SEVERITIES = ("none", "low", "medium", "high", "critical")
VECTOR_TYPES = ("CVSS_V2", "CVSS_V3", "CVSS_V4", "Ubuntu")
RANGE_TYPES = ("ECOSYSTEM", "SEMVER", "GIT")
EVENT_KINDS = ("introduced", "fixed", "last_affected", "limit")
REFERENCE_TYPES = (
    "ADVISORY",
    "ARTICLE",
    "DETECTION",
    "DISCUSSION",
    "REPORT",
    "FIX",
    "INTRODUCED",
    "PACKAGE",
    "EVIDENCE",
    "WEB",
)
CREDIT_TYPES = (
    "FINDER",
    "REPORTER",
    "ANALYST",
    "COORDINATOR",
    "REMEDIATION_DEVELOPER",
    "REMEDIATION_REVIEWER",
    "REMEDIATION_VERIFIER",
    "TOOL",
    "SPONSOR",
    "OTHER",
)
RESULTS = ("created", "updated", "unchanged", "refused")
WARNINGS = ("touches_no_version", "not_evaluated")

_HAN = re.compile("[\u3400-\u9fff]")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_.:]+)+\Z")
_KNOWN_FORMS = {
    "CVE": re.compile(r"CVE-\d{4}-\d{4,19}\Z", re.ASCII),
    "GHSA": re.compile(r"GHSA(-[23456789cfghjmpqrvwx]{4}){3}\Z"),
    "CNVD": re.compile(r"CNVD-\d{4}-\d{4,7}\Z", re.ASCII),
    "CNNVD": re.compile(r"CNNVD-\d{6}-\d{3,5}\Z", re.ASCII),
}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


class Texts(TextMap):
    """A text map, or a plain text as OSV has it: Chinese when it has Chinese characters, else English."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str):
            value = {"zh" if _HAN.search(value) else "en": value}
        return super()._deserialize(value, attr, data, **kwargs)


class Identifier(fields.String):
    """An identifier of OSV, `<DB>-<ENTRYID>`; those of CVE, GHSA, CNVD and CNNVD are held to their own form."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        form = _KNOWN_FORMS.get(text.split("-", 1)[0].upper(), _IDENTIFIER)
        if len(text) > 100 or not form.match(text):
            raise ValidationError("Not an identifier such as CVE-2026-12345, GHSA-…, CNVD-… or CNNVD-….")
        return text


class Moment(fields.Field[datetime]):
    """An instant as RFC 3339 writes it, to the millisecond."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            if not isinstance(value, str) or not _INSTANT.match(value):
                raise ValueError(value)
            moment = datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError("Not an instant such as 2026-03-02T04:00:00Z.") from error
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class Since(Moment):
    """An instant, or a day: its beginning in Shanghai."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        if isinstance(value, str) and _DAY.match(value):
            value = f"{value}T00:00:00+08:00"
        return super()._deserialize(value, attr, data, **kwargs)


class VectorSchema(Schema):
    type = one_of(VECTOR_TYPES, required=True)
    score = fields.String(required=True, validate=validate.Length(min=1, max=300))


class Severity(fields.List[Any]):
    """A level word, or OSV's list of vectors."""

    def __init__(self, **options: Any) -> None:
        super().__init__(fields.Nested(VectorSchema), validate=validate.Length(max=10), **options)

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, str):
            if value not in SEVERITIES:
                raise ValidationError("Must be one of: none, low, medium, high, critical.")
            return value
        return super().deserialize(value, attr, data, **kwargs)


class FixedIn(fields.List[str]):
    """A version, or several."""

    def __init__(self, **options: Any) -> None:
        super().__init__(_version(), validate=validate.Length(max=100), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize([value] if isinstance(value, str) else value, attr, data, **kwargs)


def _version() -> fields.String:
    return fields.String(validate=validate.Length(min=1, max=64))


class RangeEventSchema(Schema):
    """One of the four."""

    introduced = _version()
    fixed = _version()
    last_affected = _version()
    limit = _version()


class RangeSchema(Schema):
    type = one_of(RANGE_TYPES, load_default="ECOSYSTEM")
    repo = fields.String(validate=validate.Length(max=500))
    events = fields.List(fields.Nested(RangeEventSchema), required=True, validate=validate.Length(min=1, max=1000))
    database_specific = fields.Dict(keys=fields.String())


class AffectedPackageSchema(Schema):
    ecosystem = Text(100, required=True)
    name = Text(200, required=True)
    purl = fields.String(validate=validate.Length(max=500))


class AffectedSchema(Schema):
    """Ranges, a list of versions, or both. Without a `package` the component is meant."""

    package = fields.Nested(AffectedPackageSchema)
    ranges = fields.List(fields.Nested(RangeSchema), validate=validate.Length(max=100))
    versions = fields.List(_version(), validate=validate.Length(max=10_000))
    severity = fields.List(fields.Nested(VectorSchema), validate=validate.Length(max=10))
    ecosystem_specific = fields.Dict(keys=fields.String())
    database_specific = fields.Dict(keys=fields.String())


class SecureAddress(fields.Url):
    """An https address of at most 500 characters."""

    default_error_messages = {"invalid": "Must be an https address."}  # noqa: RUF012 — marshmallow's own attribute

    def __init__(self, **options: Any) -> None:
        super().__init__(schemes={"https"}, validate=validate.Length(max=500), **options)


class AdvisoryReferenceSchema(Schema):
    type = one_of(REFERENCE_TYPES, load_default="WEB")
    url: fields.Url = SecureAddress(required=True)


class CreditSchema(Schema):
    name = Text(200, required=True)
    contact = fields.List(fields.String(validate=validate.Length(max=500)), validate=validate.Length(max=10))
    type = one_of(CREDIT_TYPES)


def _identifiers(**options: Any) -> fields.List[Any]:
    return fields.List(Identifier(), load_default=list, validate=validate.Length(max=100), **options)


class AdvisoryWriteSchema(Schema):
    """What is told of an advisory: the part that PATCH changes."""

    summary = Texts(300, required=True, metadata={"description": "A text map, or plain text as OSV has it"})
    details = Texts(20_000, metadata={"description": "The same; how to work around it, where there is no fix"})
    severity = Severity(metadata={"description": "A level word, or OSV's list of vectors"})
    affected = fields.List(fields.Nested(AffectedSchema), validate=validate.Length(min=1, max=50))
    fixed = FixedIn(metadata={"description": "Where it is fixed: closes the ranges that are open at their end"})
    aliases = _identifiers()
    upstream = _identifiers()
    related = _identifiers()
    references = fields.List(
        fields.Nested(AdvisoryReferenceSchema), load_default=list, validate=validate.Length(max=100)
    )
    credits = fields.List(fields.Nested(CreditSchema), load_default=list, validate=validate.Length(max=100))
    database_specific = fields.Dict(keys=fields.String())


class WithdrawalSchema(Schema):
    reason = Text(2000, required=True)


class WithdrawnSchema(Schema):
    at = fields.DateTime(required=True)
    reason = fields.String(required=True)


class AdvisoryWarningSchema(Schema):
    code = one_of(WARNINGS, required=True)
    pointer = fields.String(required=True)
    text = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class AdvisorySchema(Schema):
    identifier = fields.String(required=True)
    component = fields.String(required=True)
    summary = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    details = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    severity = one_of(SEVERITIES, required=True, allow_none=True)
    score = fields.Float(required=True, allow_none=True, metadata={"description": "The highest base score"})
    vectors = fields.List(fields.Nested(VectorSchema), required=True)
    affected = fields.List(fields.Nested(AffectedSchema), required=True)
    affected_versions = fields.List(
        fields.String(), required=True, metadata={"description": "Exactly those published, the greatest first"}
    )
    fixed_in = fields.List(fields.String(), required=True)
    aliases = fields.List(fields.String(), required=True)
    upstream = fields.List(fields.String(), required=True)
    related = fields.List(fields.String(), required=True)
    references = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), required=True)
    credits = fields.List(fields.Nested(CreditSchema), required=True)
    database_specific = fields.Dict(keys=fields.String(), required=True)
    warnings = fields.List(fields.Nested(AdvisoryWarningSchema), required=True)
    published_at = fields.DateTime(required=True)
    modified_at = fields.DateTime(required=True)
    withdrawn = fields.Nested(WithdrawnSchema, required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)


class AdvisoryListArguments(PageArguments):
    FILTERS = ("severity", "component", "publisher", "since")

    severity = fields.List(one_of(SEVERITIES), metadata={"description": "Any of these levels"})
    component = fields.String(validate=validate.Length(max=129))
    publisher = Name()
    since = Since(metadata={"description": "Those changed since an instant or a day"})


class _Lenient(Schema):
    """Newer minor versions of OSV only add members: what is not known is passed over."""

    class Meta:
        unknown = EXCLUDE


class OsvVectorSchema(VectorSchema, _Lenient):
    pass


class OsvRangeEventSchema(RangeEventSchema, _Lenient):
    pass


class OsvRangeSchema(RangeSchema, _Lenient):
    type = one_of(RANGE_TYPES, required=True)
    events = fields.List(fields.Nested(OsvRangeEventSchema), required=True, validate=validate.Length(min=1, max=1000))


class OsvAffectedPackageSchema(AffectedPackageSchema, _Lenient):
    pass


class OsvAffectedSchema(AffectedSchema, _Lenient):
    package = fields.Nested(OsvAffectedPackageSchema, required=True)
    ranges = fields.List(fields.Nested(OsvRangeSchema), validate=validate.Length(max=100))
    severity = fields.List(fields.Nested(OsvVectorSchema), validate=validate.Length(max=10), allow_none=True)


class OsvAdvisoryReferenceSchema(AdvisoryReferenceSchema, _Lenient):
    type = one_of(REFERENCE_TYPES, required=True)
    url = web_address(required=True)


class OsvCreditSchema(CreditSchema, _Lenient):
    pass


class OwnOsvSchema(_Lenient):
    """What our own export adds, because OSV has no place for it."""

    summary = TextMap(300)
    details = TextMap(20_000)
    severity = one_of(SEVERITIES)
    fixed_in = FixedIn()
    withdrawal_reason = Text(2000, blank=True)


class OsvDatabaseSchema(Schema):
    """Whatever a database likes to say; what is ours is held to its form."""

    class Meta:
        unknown = INCLUDE

    shared_component_registry = fields.Nested(OwnOsvSchema)


class OsvSchema(_Lenient):
    """A record of the OSV schema, 1.0 to 1.7."""

    schema_version = fields.String(validate=validate.Regexp(r"1\.\d+(\.\d+)?\Z"))
    id = Identifier(required=True)
    modified = Moment(required=True)
    published = Moment()
    withdrawn = Moment()
    aliases = _identifiers(allow_none=True)
    upstream = _identifiers(allow_none=True)
    related = _identifiers(allow_none=True)
    summary = Text(300)
    details = Text(20_000, blank=True)
    severity = fields.List(fields.Nested(OsvVectorSchema), validate=validate.Length(max=10), allow_none=True)
    affected = fields.List(fields.Nested(OsvAffectedSchema), required=True, validate=validate.Length(min=1, max=50))
    references = fields.List(
        fields.Nested(OsvAdvisoryReferenceSchema), allow_none=True, validate=validate.Length(max=100)
    )
    credits = fields.List(fields.Nested(OsvCreditSchema), validate=validate.Length(max=100))
    database_specific = fields.Nested(OsvDatabaseSchema)


class ProblemOfRecordSchema(Schema):
    pointer = fields.String(required=True)
    line = fields.Integer(required=True)
    detail = fields.String(required=True)


class ImportedRecordSchema(Schema):
    line = fields.Integer(required=True)
    id = fields.String(required=True, allow_none=True)
    component = fields.String(required=True, allow_none=True)
    result = one_of(RESULTS, required=True)
    problems = fields.List(fields.Nested(ProblemOfRecordSchema), required=True)


class AdvisoryImportSchema(Schema):
    created = fields.Integer(required=True)
    updated = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    records = fields.List(fields.Nested(ImportedRecordSchema), required=True)


class OsvRecordSchema(Schema):
    """A record as it is sent: see ossf.github.io/osv-schema."""

    schema_version = fields.String(required=True)
    id = fields.String(required=True)
    modified = fields.String(required=True)
    published = fields.String()
    withdrawn = fields.String()
    aliases = fields.List(fields.String())
    upstream = fields.List(fields.String())
    related = fields.List(fields.String())
    summary = fields.String()
    details = fields.String()
    severity = fields.List(fields.Nested(VectorSchema))
    affected = fields.List(fields.Nested(AffectedSchema), required=True)
    references = fields.List(fields.Dict(keys=fields.String(), values=fields.String()))
    credits = fields.List(fields.Nested(CreditSchema))
    database_specific = fields.Dict(keys=fields.String())


AdvisoryPageSchema = page_schema(AdvisorySchema)
OsvRecordPageSchema = page_schema(OsvRecordSchema)
