"""What a publisher says of a component, on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from schemas.base import DayText, Map, Money, Name, Text, TextListMap, TextMap, Whole, one_of, web_address, word_list

KINDS = (
    "service",
    "library",
    "application",
    "algorithm",
    "dataset_spec",
    "standard",
    "policy_template",
    "process_playbook",
)
COST_MODELS = ("free", "shared_maintenance", "per_deployment", "discounted", "ready_to_use_service")
HOSTING = ("on_premise", "government_cloud", "saas")
MAINTENANCE_TYPES = ("internal", "contract", "community", "none")
SHARING_SCOPES = ("national", "province", "cluster")
DATA_GRADES = ("general", "important", "core")
DEPLOYMENTS = ("container", "package", "virtual_machine", "source", "managed")
DATA_CLASSES = ("government", "public", "enterprise", "personal", "sensitive_personal", "none")
UPDATE_CYCLES = ("real_time", "daily", "weekly", "monthly", "quarterly", "yearly", "irregular")
AI_USES = ("big_data", "machine_learning", "computer_vision", "language", "large_model", "knowledge_graph")
XINCHUANG_LAYERS = ("processor", "operating_system", "database", "middleware", "browser", "office")
XINCHUANG_STATUSES = ("certified", "tested", "claimed")
PROOF_KINDS = ("software_copyright", "patent", "contract", "statement", "other")
DOCUMENT_KINDS = (
    "architecture",
    "interface",
    "deployment_guide",
    "user_manual",
    "security_statement",
    "test_report",
    "other",
)


class MaintenanceSchema(Schema):
    type = one_of(MAINTENANCE_TYPES, required=True)
    maintainer = Text(200)
    support_until = DayText()
    commitment = TextMap(1000)
    response_hours = Whole(1, 8760)


class ContactSchema(Schema):
    name = Text(100, required=True)
    email = fields.Email(validate=validate.Length(max=200))
    phone = Text(40)
    affiliation = Text(200)


_LINE = Text(500, blank=True)


class Environment(Map):
    """The least a component needs: short texts or lists of them under short keys."""

    def __init__(self, **options: Any) -> None:
        super().__init__(keys=Text(60), validate=validate.Length(max=30), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(value, attr, data, **kwargs)
        return {key: self._value(entry) for key, entry in found.items()}

    @staticmethod
    def _value(entry: Any) -> str | list[str]:
        listed = entry if isinstance(entry, list) else [entry]
        if len(listed) > 50 or any(not isinstance(text, str) or len(text) > 500 for text in listed):
            raise ValidationError("Values must be texts of at most 500 characters or lists of them.")
        texts = [str(_LINE.deserialize(text)) for text in listed]
        return texts if isinstance(entry, list) else texts[0]


class PriceTermsSchema(Schema):
    """What adopting costs, where it is not free: as decimal strings with a currency."""

    deployment_fee = Money()
    yearly_fee = Money()
    currency = fields.String(load_default="CNY", validate=validate.Regexp(r"[A-Z]{3}\Z"))
    discount_percent = Whole(1, 100)
    notes = TextMap(1000)


class InclusiveTermsSchema(Schema):
    """On what terms weaker cities take part (普惠性)."""

    same_for_all_classes = fields.Boolean()
    help_contact = Text(200)
    training = fields.Boolean()
    notes = TextMap(1000)


class ProofSchema(Schema):
    kind = one_of(PROOF_KINDS, required=True)
    number = Text(100)
    url = web_address()
    issued_on = DayText()


class XinchuangSchema(Schema):
    """One cell of the 信创 matrix."""

    layer = one_of(XINCHUANG_LAYERS, required=True)
    product = Text(60, required=True)
    version = Text(40)
    status = one_of(XINCHUANG_STATUSES, load_default="claimed")
    evidence_url = web_address()


class SuitabilitySchema(Schema):
    """For which class of cities it fits, and with what in mind."""

    leading = TextMap(1000)
    progressing = TextMap(1000)
    foundational = TextMap(1000)


class CommonalitySchema(Schema):
    """What shows that many can use it (共性)."""

    evidence = TextMap(2000)
    independent_of_local_systems = fields.Boolean()
    requesters = word_list(100, 50)


class DocumentSchema(Schema):
    kind = one_of(DOCUMENT_KINDS, required=True)
    title = Text(200)
    url = web_address(required=True)


def _codes(most: int) -> fields.Field[Any]:
    return fields.List(fields.String(), load_default=list, validate=validate.Length(max=most))


class DescriptionSchema(Schema):
    """What a publisher says of a component: the part of it that PATCH changes.

    Every field loads into the form it has on the wire, so that what was checked can be stored and sent out as it is.
    """

    title = TextMap(200, required=True)
    summary = TextMap(1000, required=True)
    description = TextMap(20_000)
    kind = one_of(KINDS, required=True)
    domains = _codes(12)
    actions = _codes(6)
    connectivity = _codes(4)
    abilities = _codes(3)
    life_cycle = _codes(7)
    city_stages = _codes(5)
    concepts = Map(
        keys=fields.String(),
        values=fields.List(fields.String(), validate=validate.Length(max=50)),
        validate=validate.Length(max=20),
        load_default=dict,
        metadata={"description": "Concepts of further taxonomies and of overlays, by the taxonomy's code"},
    )
    scenarios = word_list(100, 50, load_default=list)
    tags = word_list(60, 50, load_default=list)
    license = Text(200, required=True)
    cost_model = one_of(COST_MODELS, load_default="free")
    price_terms = fields.Nested(PriceTermsSchema)
    inclusive_terms = fields.Nested(InclusiveTermsSchema)
    repository_url = web_address()
    documentation_url = web_address()
    platforms = word_list(60, 50, load_default=list)
    security_level = Whole(1, 4)
    maintenance = fields.Nested(MaintenanceSchema, load_default=lambda: {"type": "none"})
    based_on = Text(500)
    hosting = fields.List(one_of(HOSTING), load_default=list, validate=validate.Length(max=3))
    deployments = fields.List(one_of(DEPLOYMENTS), load_default=list, validate=validate.Length(max=5))
    contacts = fields.List(fields.Nested(ContactSchema), load_default=list, validate=validate.Length(max=20))
    features = TextListMap(500, 50, load_default=dict)
    ip_owner = Text(200)
    ip_proofs = fields.List(fields.Nested(ProofSchema), load_default=list, validate=validate.Length(max=20))
    sharing_scope = one_of(SHARING_SCOPES, load_default="national")
    visible_to_clusters = fields.List(
        Name(),
        load_default=list,
        validate=validate.Length(max=20),
        metadata={"description": "Where given, only cities of these clusters see the component"},
    )
    environment = Environment()
    xinchuang = fields.List(fields.Nested(XinchuangSchema), load_default=list, validate=validate.Length(max=50))
    data_classes = fields.List(one_of(DATA_CLASSES), load_default=list, validate=validate.Length(max=6))
    data_grade = one_of(DATA_GRADES)
    data_update_cycle = one_of(UPDATE_CYCLES)
    crypto_assessed = fields.Boolean(metadata={"description": "Commercial cryptography assessed (密评)"})
    foundational_ready = fields.Boolean(load_default=False)
    suitability = fields.Nested(SuitabilitySchema)
    commonality = fields.Nested(CommonalitySchema)
    documents = fields.List(fields.Nested(DocumentSchema), load_default=list, validate=validate.Length(max=50))
    technologies = word_list(60, 50, load_default=list)
    ai_uses = fields.List(one_of(AI_USES), load_default=list, validate=validate.Length(max=6))
    suites = word_list(100, 10, load_default=list)
    compatible_with = word_list(129, 50, load_default=list)
    standards = word_list(100, 50, load_default=list)
    contributors = word_list(200, 50, load_default=list)
    co_owners = fields.List(Name(), load_default=list, validate=validate.Length(max=20))


class ComponentRegisterSchema(DescriptionSchema):
    publisher = Name(required=True)
    name = Name(required=True)
