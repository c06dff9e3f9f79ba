"""The change feed on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import WholeArgument, one_of

AUDIENCES = ("public", "government", "parties")


class EventListArguments(Schema):
    after = WholeArgument(0, 2**62, load_default=0)
    limit = WholeArgument(1, 1000, load_default=100)
    types = fields.String(validate=validate.Length(max=2000), metadata={"description": "Event types, by comma"})


class EventSchema(Schema):
    """A CloudEvents 1.0 envelope."""

    specversion = fields.String(required=True)
    id = fields.UUID(required=True)
    source = fields.String(required=True)
    type = fields.String(required=True)
    subject = fields.String(required=True)
    time = fields.DateTime(required=True)
    datacontenttype = fields.String(required=True)
    position = fields.Integer(required=True)
    audience = one_of(AUDIENCES, required=True)
    data = fields.Dict(required=True)


class EventPageSchema(Schema):
    items = fields.List(fields.Nested(EventSchema), required=True)
    next = fields.Integer(required=True, metadata={"description": "Pass it as `after` next time"})
