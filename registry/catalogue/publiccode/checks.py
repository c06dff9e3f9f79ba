"""What a single value must be. Each check gives the end of the complaint, or None.

The sentences are close to those of the reference parser, so that its users recognise them.
"""

from collections.abc import Callable
from typing import Final

from registry.catalogue.publiccode import forms
from registry.catalogue.publiccode.vocabulary import terms

Check = Callable[[object], str | None]

_LISTS: Final = "https://github.com/publiccodeyml/publiccode.yml/blob/main/docs/standard"


def _complaint(accept: Callable[[str], bool], complaint: str, *, empty_passes: bool) -> Check:
    def check(value: object) -> str | None:
        text = value if isinstance(value, str) else ""
        return None if (empty_passes and not text) or accept(text) else complaint

    return check


def one_of(choices: tuple[str, ...]) -> Check:
    """A word of a closed list."""
    quoted = [f'"{choice}"' for choice in choices]
    sentence = ", ".join(quoted[:-1]) + f" or {quoted[-1]}"
    complaint = f"must be one of the following: {sentence}"
    return _complaint(choices.__contains__, complaint, empty_passes=False)


def at_most(limit: int) -> Check:
    """No more than so many characters."""
    complaint = f"must be a maximum of {limit} characters in length"
    return _complaint(lambda text: forms.graphemes(text) <= limit, complaint, empty_passes=True)


def at_least(limit: int) -> Check:
    """No fewer than so many characters."""
    complaint = f"must be at least {limit} characters in length"
    return _complaint(lambda text: forms.graphemes(text) >= limit, complaint, empty_passes=False)


def some_items(value: object) -> str | None:
    """A list or mapping with something in it."""
    filled = isinstance(value, list | dict) and len(value) > 0
    return None if filled else "must contain more than 0 items"


def language_keys(value: object) -> str | None:
    """A mapping whose keys are languages."""
    keys = value if isinstance(value, dict) else {}
    return None if all(map(forms.is_language, keys)) else "must be a valid BCP 47 language"


url: Final = _complaint(forms.is_url, "must be a valid URL", empty_passes=False)
http_url: Final = _complaint(forms.is_http_url, "must be an HTTP URL", empty_passes=False)
uri: Final = _complaint(forms.is_uri, "is not a valid URI", empty_passes=False)
day: Final = _complaint(forms.is_date, "must be a date with format 'YYYY-MM-DD'", empty_passes=False)
email: Final = _complaint(forms.is_email, "must be a valid email address", empty_passes=True)
language: Final = _complaint(forms.is_language, "must be a valid BCP 47 language", empty_passes=False)
licence: Final = _complaint(
    forms.is_licence, "must be a valid license (see https://spdx.org/licenses)", empty_passes=False
)
category: Final = _complaint(
    lambda text: text in terms("categories"),
    f"must be a valid category (see {_LISTS}/categories-list.rst)",
    empty_passes=False,
)
scope: Final = _complaint(
    lambda text: text in terms("scopes"),
    f"must be a valid scope (see {_LISTS}/scope-list.rst)",
    empty_passes=False,
)
country: Final = _complaint(
    forms.is_country,
    "must be a valid ISO 3166-1 alpha-2 two-letter country code",
    empty_passes=False,
)
mime_type: Final = _complaint(
    forms.is_mime_type,
    "is not a valid MIME type",
    empty_passes=False,
)
supported_thing: Final = _complaint(
    forms.is_supported_thing, "must be a known alias or a valid URI", empty_passes=False
)
