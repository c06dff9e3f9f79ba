"""Reading the XML that the registry sends out."""

from xml.etree.ElementTree import Element, fromstring


def parse(raw: bytes) -> Element:
    return fromstring(raw)  # noqa: S314 — what is read is our own, and the parser of the system refuses entity bombs
