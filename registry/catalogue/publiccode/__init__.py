"""publiccode.yml: read any file, say what is wrong with it and where, and describe the component.

`read_publiccode` never refuses: a file that breaks rules is kept with its diagnostics, because
the metadata of a working component is worth more than the form it came in.
"""

from typing import Final

from registry.catalogue.publiccode.carried import read_carried
from registry.catalogue.publiccode.dependencies import Dependency
from registry.catalogue.publiccode.description import Description, describe
from registry.catalogue.publiccode.diagnostics import Diagnostic, PubliccodeFile, verdict_of
from registry.catalogue.publiccode.format import unknown_keys
from registry.catalogue.publiccode.nodes import MappingNode, plain_value
from registry.catalogue.publiccode.reader import read_nodes
from registry.catalogue.publiccode.rules import check

__all__ = [
    "Dependency",
    "Description",
    "Diagnostic",
    "PubliccodeFile",
    "describe",
    "read_publiccode",
]


# A file can be wrong on each of its lines; nobody reads more than this.
MAX_DIAGNOSTICS: Final = 500


def read_publiccode(raw: bytes) -> PubliccodeFile:
    """Read and check a publiccode.yml file of at most 1 MiB; never raises for bad content.

    The diagnostics are in the order of the file, the first 500 of them.
    """
    reading = read_nodes(raw)
    unreadable = reading.root is None and reading.diagnostics
    content = () if unreadable else check(reading.root)
    carried, faults = (None, []) if unreadable else read_carried(raw.decode("utf-8", "replace"))
    findings = tuple(sorted((*reading.diagnostics, *content, *faults), key=lambda finding: finding.line))
    verdict, shown = verdict_of(findings), findings[:MAX_DIAGNOSTICS]
    if not isinstance(reading.root, MappingNode):
        return PubliccodeFile(None, shown, verdict)
    document = plain_value(reading.root)
    assert isinstance(document, dict)  # noqa: S101 - a mapping node gives a dictionary
    return PubliccodeFile(document, shown, verdict, unknown_keys(document), carried)
