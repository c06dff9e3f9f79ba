"""Where an artifact is that is kept elsewhere: four ways to write it, each with the digest of what stands there.

Nothing is ever fetched from there: whoever fetches it checks it by the digest. Grammars: OCI distribution 1.1, git
check-ref-format, package URL (ECMA-427).
"""

import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from packageurl import PackageURL

from registry.kit.errors import PayloadInvalid

OCI_MANIFEST: Final = "application/vnd.oci.image.manifest.v1+json"
OCTETS: Final = "application/octet-stream"

_HOST: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
_PART: Final = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_OCI: Final = re.compile(
    rf"(?P<host>{_HOST})(?::\d{{1,5}})?/{_PART}(?:/{_PART})*(?::\w[\w.-]{{0,127}})?@sha256:(?P<digest>[0-9a-f]{{64}})\Z",
    re.ASCII,
)
_GIT: Final = re.compile(r"git\+(?P<url>https://[^@#\s]+)@(?P<tag>[^#\s]+)#(?P<commit>[0-9a-f]{40}|[0-9a-f]{64})\Z")
_NO_TAG: Final = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|^[/.-]|/\.|[/.]$|\.lock(/|$)|^@$")
_SIGNS: Final = re.compile(r"[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]+\Z")


class Location(NamedTuple):
    """How it is written, what kind it is, and the type of its content unless somebody says another."""

    text: str
    kind: str
    media_type: str


def read_location(text: str, digest: str) -> Location:
    """A location with the digest (64 hexadecimal digits) of what is there.

    Raises PayloadInvalid at `/location` for what is in none of the forms, at `/digest` where the two disagree.
    """
    if text.startswith("pkg:"):
        return _package(text, digest)
    if text.startswith("git+"):
        return _git(text, digest)
    if text.startswith("https://"):
        return _web(text)
    if text.startswith("oci://") or "@sha256:" in text:
        return _image(text, digest)
    raise _wrong(
        "须为以下之一：OCI 镜像 registry/repo:tag@sha256:…，git 标签 git+https://host/repo@tag#commit，"
        "包地址 pkg:type/name@version，或 https:// 网址。",
        "Must be one of: an OCI image registry/repository:tag@sha256:…, a git tag "
        "git+https://host/repository@tag#commit, a package URL pkg:type/name@version, or an https:// address.",
    )


def kind_of(text: str) -> str:
    """`image`, `git`, `package` or `web`: the kind of a location that was read before."""
    beginnings: tuple[tuple[str, str], ...] = (("pkg:", "package"), ("git+", "git"), ("https://", "web"))
    return next((kind for beginning, kind in beginnings if text.startswith(beginning)), "image")


def _image(text: str, digest: str) -> Location:
    match = _OCI.match(text.removeprefix("oci://"))
    if match is None or not _names_a_registry(text.removeprefix("oci://").split("/", 1)[0]):
        raise _wrong(
            "OCI 镜像须写作 registry.example/repo:tag@sha256:<64 位小写十六进制>，须写明镜像仓库的主机名。",
            "An OCI image is written registry.example/repository:tag@sha256:<64 small hexadecimal digits>, with the "
            "host of its registry.",
        )
    _agree(match["digest"], digest)
    return Location(text, "image", OCI_MANIFEST)


def _names_a_registry(host: str) -> bool:
    """As container tools tell a host from the first part of a name."""
    return "." in host or ":" in host or host == "localhost"


def _git(text: str, digest: str) -> Location:
    match = _GIT.match(text)
    if match is None or _NO_TAG.search(match["tag"]) or not _is_web(match["url"]):
        raise _wrong(
            "git 标签须写作 git+https://host/repo@tag#<40 或 64 位小写十六进制的提交号>。",
            "A git tag is written git+https://host/repository@tag#<the commit's 40 or 64 small hexadecimal digits>.",
        )
    if len(match["commit"]) == 64:
        _agree(match["commit"], digest)
    return Location(text, "git", OCTETS)


def _package(text: str, digest: str) -> Location:
    try:
        read = PackageURL.from_string(text)
    except ValueError as error:
        raise _wrong(
            "不是有效的包地址（purl），例如 pkg:pypi/requests@2.32.3。",
            "Not a package URL, such as pkg:pypi/requests@2.32.3.",
        ) from error
    if not read.version:
        raise _wrong(
            "包地址须写明版本：pkg:type/name@version。", "A package URL names its version: pkg:type/name@version."
        )
    if read.to_string() != text:
        raise _wrong(f"请写作规范形式：{read.to_string()}", f"Write it in canonical form: {read.to_string()}")
    stated = dict(read.qualifiers).get("checksum", "")
    sums = [part for part in stated.split(",") if part.startswith("sha256:")]
    for part in sums:
        _agree(part.removeprefix("sha256:"), digest)
    return Location(text, "package", OCTETS)


def _web(text: str) -> Location:
    if not _is_web(text):
        raise _wrong(
            "须为完整的 https:// 网址，不含用户名、密码、空格和 # 部分；非 ASCII 字符须转义。",
            "Must be a whole https:// address without user, password, spaces or a part behind #; other than ASCII is "
            "percent-encoded.",
        )
    return Location(text, "web", OCTETS)


def _is_web(text: str) -> bool:
    if not _SIGNS.match(text) or re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    is_host = re.fullmatch(_HOST, host) is not None or re.fullmatch(r"\[[0-9a-f:.]+\]", f"[{host}]") is not None
    return parts.scheme == "https" and "@" not in parts.netloc and is_host and port != 0 and parts.path not in {"", "/"}


def _agree(stated: str, digest: str) -> None:
    if stated != digest:
        raise PayloadInvalid.of(
            "/digest", "与 location 中的摘要不一致。", "It is another digest than the one in the location."
        )


def _wrong(zh: str, en: str) -> PayloadInvalid:
    return PayloadInvalid.of("/location", zh, en)
