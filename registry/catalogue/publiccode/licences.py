"""From what people write about a licence to an SPDX expression: a best guess, never a legal one."""

import re
from typing import Final

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

UNKNOWN: Final = "LicenseRef-Unknown"
_MAX_CHARACTERS: Final = 500
_VERSION: Final = r"(?:license|licence)?[ ,-]*(?:version|ver\.?|v\.?)? *"
_LATER: Final = r"(?P<later>\+| *-?(?:or[ -](?:any )?later|或更[高新晚]版本))?"

# The names of the GNU family, short and in full; the others are hardly ever written in full.
_AFFERO: Final = r"(?:\bAGPL|\bAffero General Public)"
_LESSER: Final = r"(?:\bLGPL|\bLesser General Public)"
_GENERAL: Final = r"(?:\bGPL|(?<!Affero )(?<!Lesser )\bGeneral Public)"

# Each pattern leads to one identifier of SPDX.
_FAMILIES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), template)
    for pattern, template in (
        (rf"{_AFFERO}[ -]*{_VERSION}(?P<v>3)(?:\.0)?(?:-only)?{_LATER}", "AGPL-{v}.0"),
        (rf"{_LESSER}[ -]*{_VERSION}(?P<v>2\.1|3)(?:\.0)?(?:-only)?{_LATER}", "LGPL-{v}"),
        (rf"{_GENERAL}[ -]*{_VERSION}(?P<v>2|3)(?:\.0)?(?:-only)?{_LATER}", "GPL-{v}.0"),
        (rf"\bApache[ -]*{_VERSION}(?P<v>2)(?:\.0)?", "Apache-2.0"),
        (r"\bMIT\b", "MIT"),
        (rf"\bMPL[ -]*{_VERSION}(?P<v>2)(?:\.0)?", "MPL-2.0"),
        (rf"\bEUPL[ -]*{_VERSION}(?P<v>1\.[12])", "EUPL-{v}"),
        (
            rf"(?:\bMulan *PSL|木兰宽松许可证)[ ,，第-]*{_VERSION}(?P<v>2)",
            "MulanPSL-2.0",
        ),
        (r"\bBSD[ -]*(?P<v>[23])(?:[ -]*Clause)?", "BSD-{v}-Clause"),
        (rf"\bCC0[ -]*{_VERSION}(?P<v>1)?(?:\.0)?", "CC0-1.0"),
        (r"\bCC[ -]BY-SA[ -](?P<v>[34])\.0", "CC-BY-SA-{v}.0"),
        (r"\bCC[ -]BY[ -](?P<v>[34])\.0", "CC-BY-{v}.0"),
    )
)
_GNU: Final = ("AGPL", "LGPL", "GPL")


def guess_licence(raw: str) -> str | None:
    """An SPDX expression for what was written, or None when no licence is recognised.

    A valid expression is only put into its canonical spelling. Several licences in one sentence
    are joined with AND, because a reader who obeys all of them is safe. A GNU licence without
    "or later" is taken as that version only.

    >>> guess_licence("GPL v3"), guess_licence("LGPL-3.0、MPL-2.0")
    ('GPL-3.0-only', 'LGPL-3.0-only AND MPL-2.0')
    """
    text = " ".join(raw.split())[:_MAX_CHARACTERS]
    try:
        return str(canonicalize_license_expression(text)) if text else None
    except InvalidLicenseExpression:
        return " AND ".join(_named_licences(text)) or None


def _named_licences(text: str) -> list[str]:
    found = []
    for pattern, template in _FAMILIES:
        for match in pattern.finditer(text):
            found.append((match.start(), _identifier(match, template)))
    return list(dict.fromkeys(identifier for _, identifier in sorted(found)))


def _identifier(match: re.Match[str], template: str) -> str:
    parts = match.groupdict()
    identifier = template.format(v=parts.get("v"))
    if not identifier.startswith(_GNU):
        return identifier
    identifier = identifier if "." in identifier else f"{identifier}.0"
    return f"{identifier}-or-later" if parts.get("later") else f"{identifier}-only"
