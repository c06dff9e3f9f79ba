"""What a component may be called."""

from registry.kit.errors import PayloadInvalid
from registry.organisations.naming import RESERVED, is_valid_name


def check_name(name: str) -> None:
    """Raises PayloadInvalid unless the name can be part of an address: see `organisations.naming` for the rule."""
    if not is_valid_name(name) or name in RESERVED:
        raise PayloadInvalid.of(
            "/name",
            "名称须以小写字母开头，由小写字母、数字和单个连字符组成，2 至 64 个字符，且不能是保留词。",
            "A name begins with a lower-case letter and holds lower-case letters, digits and single hyphens, "
            "2 to 64 characters; a few words are reserved.",
        )
