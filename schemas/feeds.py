"""What is asked of feeds."""

from marshmallow import Schema

from schemas.base import one_of

LANGUAGES = ("zh", "en")


class FeedArguments(Schema):
    lang = one_of(LANGUAGES, metadata={"description": "Instead of Accept-Language"})
