"""Ratings of components by those who run them, on the wire."""

from marshmallow import Schema, fields

from schemas.base import Text, Whole
from schemas.paging import PageArguments


class RatingPutSchema(Schema):
    stars = Whole(1, 5, required=True)
    comment = Text(2000)


class RatingSchema(Schema):
    adoption = fields.UUID(required=True)
    component = fields.String(required=True)
    stars = fields.Integer(required=True)
    comment = fields.String(required=True, allow_none=True)
    counts = fields.Boolean(
        required=True,
        metadata={"description": "Whether it is in the mean: live, and of another city than the publisher's"},
    )
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


class SaidSchema(Schema):
    """A rating among others. Who gave it is named to cities and administrators only."""

    stars = fields.Integer(required=True)
    comment = fields.String(required=True, allow_none=True)
    updated_at = fields.DateTime(required=True)
    adoption = fields.UUID(allow_none=True)
    adopter = fields.String(allow_none=True)


class RatingsArguments(PageArguments):
    pass


class RatingsSchema(Schema):
    """How a component is rated: `mean` is (prior_mean · prior_weight + sum of stars) / (prior_weight + count).

    Who may not see which city runs what is told of fewer than `fewer_than` ratings neither how many nor which.
    """

    items = fields.List(fields.Nested(SaidSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    component = fields.String(required=True)
    count = fields.Integer(required=True, allow_none=True)
    fewer_than = fields.Integer(required=True, allow_none=True)
    mean = fields.Float(required=True, allow_none=True)
    prior_mean = fields.Float(required=True)
    prior_weight = fields.Integer(required=True)
    distribution = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        allow_none=True,
        metadata={"description": "How many ratings of each number of stars"},
    )
