"""What a CycloneDX document says of packages and licences. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from packageurl import PackageURL

from registry.kit.errors import Bilingual, FieldError
from registry.kit.positions import lines_of
from registry.sboms.errors import SbomFormatUnsupported, SbomInvalid, SbomTooLarge
from registry.sboms.parsing import parse
from registry.sboms.validating import MAX_FINDINGS, VERSIONS, Finding, findings_of

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_PACKAGES: Final = 50_000

_LONGEST: Final = {"group": 300, "name": 300, "version": 200, "purl": 1000}
_LONGEST_LICENSE: Final = 1000
_MOST_LICENSES: Final = 50
_NO_PURL: Final = Bilingual("不是软件包地址（purl）。", "This is no package URL (purl).")
# What the library would write just so: taking most package URLs apart is most of the time of reading.
_PLAIN_PURL: Final = re.compile(
    r"pkg:(?:maven|npm|nuget|cargo|gem|golang|deb|rpm|apk)/(?:[a-z0-9][a-z0-9.-]*/)*[a-z0-9][a-z0-9.-]*@[a-z0-9][a-z0-9.-]*"
)
_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Path = tuple[str | int, ...]

_OWN: Final[Path] = ("metadata", "component")


class Package(NamedTuple):
    """A package as a document lists it. `licenses` are SPDX expressions, or names as they stand; all of them apply."""

    kind: str
    group: str | None
    name: str
    number: str | None
    purl: str | None
    licenses: tuple[str, ...]


class BillOfMaterials(NamedTuple):
    """What is indexed of a document: its packages in their order, those within others too."""

    spec_version: str
    serial_number: str | None
    packages: list[Package]


def read_sbom(raw: bytes) -> BillOfMaterials:
    """Read a CycloneDX JSON document.

    Raises SbomUnreadable for what is no JSON, SbomFormatUnsupported for XML, SPDX and other versions, SbomInvalid with
    the line of each mistake, SbomTooLarge.
    """
    _refuse_other_forms(raw)
    text, document = parse(raw)
    version = _version_of(document)
    findings = findings_of(document, version)
    if findings:
        raise _invalid(text, findings)
    listed = list(_listed(document))
    if len(listed) > MAX_PACKAGES:
        raise SbomTooLarge(bytes=MAX_BYTES, packages=MAX_PACKAGES)
    findings = list(_repeated(document, listed))
    packages = [_package(place, found, findings) for place, found in listed]
    if findings:
        raise _invalid(text, findings[:MAX_FINDINGS])
    return BillOfMaterials(version, document.get("serialNumber"), packages)


def _refuse_other_forms(raw: bytes) -> None:
    begins = raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begins.startswith(b"<"):
        raise _unsupported("XML", "XML")
    if begins.startswith((b"SPDXVersion:", b"##")):
        raise _unsupported("SPDX 文档", "an SPDX document")


def _version_of(document: Any) -> str:
    """The version of the format. Refuses what is another form of document, saying which."""
    if not isinstance(document, dict):
        raise _unsupported("没有字段的 JSON", "JSON without fields")
    context = document.get("@context", "")
    if "spdxVersion" in document or (isinstance(context, str) and "spdx.org" in context):
        raise _unsupported("SPDX 文档", "an SPDX document")
    if document.get("bomFormat") != "CycloneDX":
        raise _unsupported("其他 JSON（bomFormat 不是 CycloneDX）", "other JSON (bomFormat is not CycloneDX)")
    version = document.get("specVersion")
    if version not in VERSIONS:
        shown = str(version)[:20]
        raise _unsupported(f"CycloneDX {shown}", f"CycloneDX {shown}")
    return str(version)


def _unsupported(found_zh: str, found_en: str) -> SbomFormatUnsupported:
    return SbomFormatUnsupported(found_zh=found_zh, found_en=found_en, versions="/".join(VERSIONS))


def _listed(document: Mapping[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every package with its path, in the order of the document; nesting was bounded before."""
    waiting: list[tuple[Path, Any]] = [(("components",), document.get("components", ()))]
    while waiting:
        place, found = waiting.pop()
        if isinstance(found, dict):
            yield place, found
            place, found = (*place, "components"), found.get("components", ())
        waiting.extend(((*place, number), below) for number, below in reversed(list(enumerate(found))))


def _repeated(document: Mapping[str, Any], listed: list[tuple[Path, dict[str, Any]]]) -> Iterator[Finding]:
    """A bom-ref names one thing of the document: relations would else point at two."""
    own = document.get("metadata", {}).get("component", {})
    services: Iterator[tuple[Path, dict[str, Any]]] = (
        (("services", place), row) for place, row in enumerate(document.get("services", ()))
    )
    known: set[str] = set()
    for place, found in [(_OWN, own), *services, *listed]:
        name = found.get("bom-ref")
        if name is not None and name in known:
            detail = Bilingual(f"bom-ref“{name[:100]}”出现了两次。", f"The bom-ref '{name[:100]}' is given twice.")
            yield Finding((*place, "bom-ref"), detail)
        known.add(name)


def _package(place: Path, found: Mapping[str, Any], findings: list[Finding]) -> Package:
    """A package; what is too long to be searched, cannot be stored or is no package URL is added to the findings."""
    told = {field: found.get(field) or None for field in _LONGEST}
    for field, text in told.items():
        problem = _problem(field, text) if text else None
        if problem is not None:
            findings.append(Finding((*place, field), problem))
            return Package(found["type"], None, "", None, None, ())
    purl = _purl(told["purl"]) if told["purl"] else None
    if told["purl"] and purl is None:
        findings.append(Finding((*place, "purl"), _NO_PURL))
    licenses = _licenses(found.get("licenses", ()))
    return Package(found["type"], told["group"], found["name"], told["version"], purl, licenses)


def _problem(field: str, text: str) -> Bilingual | None:
    longest = _LONGEST[field]
    if len(text) > longest:
        return Bilingual(f"最多 {longest} 个字符。", f"At most {longest} characters.")
    if _UNSTORABLE.search(text):
        return Bilingual("不能含有控制字符。", "Control characters are not allowed.")
    return None


def _purl(text: str) -> str | None:
    """A package URL in its canonical spelling; None for what is none."""
    if _PLAIN_PURL.fullmatch(text):
        return text
    try:
        return PackageURL.from_string(text).to_string()
    except ValueError:
        return None


def _licenses(choices: Any) -> tuple[str, ...]:
    """The licences of a package. What somebody concluded counts instead of what was merely declared."""
    told = [(_terms(choice), _acknowledged(choice)) for choice in choices]
    concluded = [terms for terms, acknowledged in told if acknowledged == "concluded"]
    terms = concluded or [terms for terms, _ in told]
    return tuple(dict.fromkeys(_UNSTORABLE.sub(" ", text)[:_LONGEST_LICENSE] for text in terms[:_MOST_LICENSES]))


def _terms(choice: Mapping[str, Any]) -> str:
    license = choice.get("license", {})
    return str(choice.get("expression") or license.get("id") or license.get("name") or "")


def _acknowledged(choice: Mapping[str, Any]) -> str | None:
    word: str | None = choice.get("acknowledgement") or choice.get("license", {}).get("acknowledgement")
    return word


def _invalid(text: str, findings: list[Finding]) -> SbomInvalid:
    lines = lines_of(text, [finding.path for finding in findings])
    errors = [_field_error(line, finding) for line, finding in zip(lines, findings, strict=True)]
    return SbomInvalid(errors=errors, count=f"{len(errors)}+" if len(errors) == MAX_FINDINGS else len(errors))


def _field_error(line: int, finding: Finding) -> FieldError:
    pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in finding.path)
    zh, en = finding.detail
    return FieldError(pointer, Bilingual(f"第 {line} 行：{zh}", f"Line {line}: {en}"))
