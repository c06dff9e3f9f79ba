"""What a publiccode.yml carries of a description in the comments at its end."""

from typing import Any

from marshmallow import missing

from schemas.base import TextListMap, TextMap
from schemas.description import DescriptionSchema


class CarriedSchema(DescriptionSchema):
    """Fields of a description, each by itself: none must be there, and none is filled in where it is not.

    A file may describe a component in any language, so its own texts need be neither Chinese nor English.
    """

    title = TextMap(200, needs_ours=False)
    summary = TextMap(1000, needs_ours=False)
    description = TextMap(20_000, needs_ours=False)
    features = TextListMap(500, 100, needs_ours=False)

    def on_bind_field(self, field_name: str, field_obj: Any) -> None:
        field_obj.required = False
        field_obj.load_default = missing
