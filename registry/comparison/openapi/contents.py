"""Bodies and answers: media types, request bodies, responses and their headers."""

from collections.abc import Iterator
from typing import Any

from registry.comparison.openapi.changes import Change, Place, difference, judged
from registry.comparison.openapi.documents import mapping
from registry.comparison.openapi.references import resolved
from registry.comparison.openapi.schemas import SchemaComparer
from registry.comparison.openapi.shapes import canonical


class ContentComparer:
    """Compares what is sent and what is answered."""

    def __init__(self, old: Any, new: Any, schemas: SchemaComparer) -> None:
        self.old, self.new = old, new
        self.schemas = schemas

    def request_body(self, old: Any, new: Any, place: Place) -> Iterator[Change]:
        here = place.below("requestBody")
        before, after = resolved(self.old, old), resolved(self.new, new)
        is_required = after.get("required") is True
        if not before and not after:
            return
        if not before:
            kind = "required_body_added" if is_required else "body_added"
            yield judged(kind, "breaking" if is_required else "compatible", here, {})
        elif not after:
            yield judged("body_removed", "breaking", here, {})
        else:
            if (before.get("required") is True) != is_required:
                kind = "body_newly_required" if is_required else "body_no_longer_required"
                yield difference(kind, "narrower" if is_required else "wider", here, {})
            yield from self._content(before.get("content"), after.get("content"), here)

    def responses(self, old: Any, new: Any, place: Place) -> Iterator[Change]:
        """By status; one that is no longer listed may be covered by a range (`2XX`) or by `default`."""
        place = place._replace(side="response")
        before, after = _by_status(old), _by_status(new)
        for status, response in before.items():
            here = place.below("responses", status)
            covering = next((name for name in _covering(status) if name in after), None)
            if covering is not None:
                yield from self._response(response, after[covering], place.below("responses", covering))
            elif status.startswith(("2", "3", "d")):
                yield judged("response_removed", "breaking", here, {"name": status})
            else:
                yield judged("response_removed", "unknown", here, {"name": status})
        for status in after:
            if not any(name in before for name in _covering(status)):
                # Callers must take a status of 400 and above that they do not know for its class (RFC 9110).
                verdict = "unknown" if status.startswith(("1", "2", "3")) else "compatible"
                yield judged("response_added", verdict, place.below("responses", status), {"name": status})

    def _response(self, old: Any, new: Any, place: Place) -> Iterator[Change]:
        before, after = resolved(self.old, old), resolved(self.new, new)
        yield from self._content(before.get("content"), after.get("content"), place)
        yield from self._headers(before.get("headers"), after.get("headers"), place)

    def _content(self, old: Any, new: Any, place: Place) -> Iterator[Change]:
        before, after = _by_media_type(old), _by_media_type(new)
        for name, (_, medium) in before.items():
            covering = next((range for range in _ranges(name) if range in after), None)
            if covering is None:
                yield judged("content_type_removed", "breaking", place.below("content", name), {"name": name})
            else:
                spelled, other = after[covering]
                yield from self._medium(medium, other, spelled, place.below("content", spelled))
        for name, (spelled, _) in after.items():
            if not any(range in before for range in _ranges(name)):
                # An answer gains a form only for who asks for it; one without any had no body to read before.
                yield judged("content_type_added", "compatible", place.below("content", spelled), {"name": name})

    def _medium(self, old: dict[str, Any], new: dict[str, Any], name: str, place: Place) -> Iterator[Change]:
        before, after = ((medium["schema"],) if "schema" in medium else () for medium in (old, new))
        yield from self.schemas.compare(before, after, place.below("schema"))
        if canonical(old.get("encoding", {})) != canonical(new.get("encoding", {})):
            yield judged("encoding_changed", "unknown", place.below("encoding"), {"name": name})

    def _headers(self, old: Any, new: Any, place: Place) -> Iterator[Change]:
        before = {name.lower(): (name, resolved(self.old, node)) for name, node in mapping(old).items()}
        after = {name.lower(): (name, resolved(self.new, node)) for name, node in mapping(new).items()}
        for key in sorted((before.keys() | after.keys()) - {"content-type"}):
            name = (after.get(key) or before[key])[0]
            here, facts = place.below("headers", name), {"name": name}
            if key not in after:
                yield judged("header_removed", "breaking", here, facts)
            elif key not in before:
                yield judged("header_added", "compatible", here, facts)
            else:
                yield from self._header(before[key][1], after[key][1], here, facts)

    def _header(self, old: dict[str, Any], new: dict[str, Any], here: Place, facts: dict[str, Any]) -> Iterator[Change]:
        was, is_required = old.get("required") is True, new.get("required") is True
        if was != is_required:
            kind = "header_newly_required" if is_required else "header_no_longer_required"
            yield difference(kind, "narrower" if is_required else "wider", here, facts)
        before, after = ((header["schema"],) if "schema" in header else () for header in (old, new))
        yield from self.schemas.compare(before, after, here.below("schema"))


def _by_status(responses: Any) -> dict[str, Any]:
    return {
        str(status): response for status, response in mapping(responses).items() if not str(status).startswith("x-")
    }


def _covering(status: str) -> tuple[str, ...]:
    return (status, f"{status[0]}XX", "default") if status != "default" else (status,)


def _by_media_type(content: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    return {name.lower().replace(" ", ""): (name, mapping(medium)) for name, medium in mapping(content).items()}


def _ranges(media_type: str) -> tuple[str, ...]:
    """What covers a media type: itself, it without parameters, its family, everything."""
    plain = media_type.split(";", 1)[0]
    return media_type, plain, f"{plain.split('/', 1)[0]}/*", "*/*"
