"""Which licences ask for the same, as far as passing things on goes. Facts from the licences' own texts. Pure."""

from typing import Final

GOVERNMENT: Final = "LicenseRef-Gov-Share"
"""Shared among government bodies only: the terms of a component that are no licence for everybody."""

_MEMBERS: Final = {
    "permissive": (
        "0BSD", "Artistic-2.0", "BlueOak-1.0.0", "BSD-1-Clause", "BSD-2-Clause", "BSD-2-Clause-Patent", "BSD-3-Clause",
        "BSD-3-Clause-Clear", "BSL-1.0", "bzip2-1.0.6", "CC0-1.0", "CC-BY-4.0", "curl", "FSFAP", "FTL", "HPND", "ICU",
        "IJG", "ISC", "Libpng", "libtiff", "MIT", "MIT-0", "MIT-CMU", "NCSA", "OFL-1.1", "PostgreSQL", "PSF-2.0",
        "Python-2.0", "Ruby", "SGI-B-2.0", "TCL", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "UPL-1.0", "W3C",
        "WTFPL", "X11", "Zlib", "ZPL-2.1",
    ),
    "apache": ("Apache-2.0",),
    "mulan": ("MulanPSL-1.0", "MulanPSL-2.0"),
    "advertising": ("BSD-4-Clause", "BSD-4-Clause-UC", "OpenSSL", "Apache-1.0", "Apache-1.1"),
    "mpl": ("MPL-2.0",),
    "epl2": ("EPL-2.0",),
    "file": ("CDDL-1.0", "CDDL-1.1", "CPL-1.0", "EPL-1.0", "IPL-1.0", "MPL-1.0", "MPL-1.1",
             "MPL-2.0-no-copyleft-exception", "APSL-2.0", "MS-PL"),
    "lgpl2": ("LGPL-2.0", "LGPL-2.0+", "LGPL-2.0-only", "LGPL-2.0-or-later", "LGPL-2.1", "LGPL-2.1+", "LGPL-2.1-only",
              "LGPL-2.1-or-later"),
    "lgpl3": ("LGPL-3.0", "LGPL-3.0+", "LGPL-3.0-only", "LGPL-3.0-or-later"),
    "gpl2": ("GPL-2.0", "GPL-2.0-only"),
    "gpl2+": ("GPL-1.0+", "GPL-1.0-or-later", "GPL-2.0+", "GPL-2.0-or-later"),
    "gpl3": ("GPL-3.0", "GPL-3.0+", "GPL-3.0-only", "GPL-3.0-or-later"),
    "agpl": ("AGPL-3.0", "AGPL-3.0+", "AGPL-3.0-only", "AGPL-3.0-or-later"),
    "exception": ("GPL-2.0-with-classpath-exception", "GPL-2.0-with-GCC-exception", "GPL-3.0-with-GCC-exception",
                  "GPL-2.0-with-font-exception"),
    "restricted": ("BUSL-1.1", "CC-BY-NC-4.0", "CC-BY-NC-ND-4.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "Elastic-2.0",
                   "JSON", "PolyForm-Noncommercial-1.0.0", "SSPL-1.0"),
    "government": (GOVERNMENT,),
}  # fmt: skip

_FAMILIES: Final = {license.casefold(): family for family, members in _MEMBERS.items() for license in members}

_COPYLEFT: Final = frozenset({"gpl2", "gpl2+", "gpl3", "agpl"})


def family_of(license: str) -> str:
    """The family of a licence by its SPDX id, with its exception if it has one; `unknown` for all others.

    An exception to a copyleft permits more than the licence, so it is a family of its own; beside any other licence it
    takes a restriction away (LLVM's from Apache-2.0's, with GPL version 2).
    """
    name, _, exception = license.partition(" WITH ")
    family = _FAMILIES.get(name.casefold(), "unknown")
    if exception and family in _COPYLEFT:
        return "exception"
    if exception == "LLVM-exception" and family == "apache":
        return "permissive"
    return family
