"""The lock file: which versions were chosen, for what, where and when, and what each consisted of.

JSON with sorted keys, so that it is compared well line by line: `{"lock": 1, "registry", "position", "city",
"prereleases", "requirements": [{component, specifier}], "pins": [{component, version, manifest, advisories, yanked}]}`.
`position` is that of the log of events when it was made; `manifest` the SHA-256 of the latest manifest then.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from registry.catalogue.versioning import VersionUnreadable, read_specifier, read_version
from registry.kit.errors import Bilingual
from registry.kit.positions import line_of
from registry.resolution.errors import LockUnreadable

FORMAT: Final = 1
Path = tuple[str | int, ...]


def write_lock(
    question: Mapping[str, Any], pins: Sequence[Mapping[str, Any]], *, position: int, registry: str
) -> dict[str, Any]:
    """The lock of an answer; `pins` are `{component, version, manifest, advisories, yanked}`."""
    return {
        "lock": FORMAT,
        "registry": registry,
        "position": position,
        "city": question.get("city"),
        "prereleases": question.get("prereleases", False),
        "requirements": sorted(question["requirements"], key=lambda one: (one["component"], one["specifier"])),
        "pins": sorted((dict(pin) for pin in pins), key=lambda pin: str(pin["component"])),
    }


def lock_text(lock: Mapping[str, Any]) -> str:
    return json.dumps(lock, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_lock(text: str, file: str) -> dict[str, Any]:
    """A lock that somebody wrote. Raises LockUnreadable, naming the line."""
    reader = _Reader(text, file)
    lock: dict[str, Any] = reader.document()
    if lock.get("lock") != FORMAT:
        reader.refuse(("lock",), "不是本版本可读的锁文件。", f"This is no lock file of format {FORMAT}.")
    reader.check_requirements(lock)
    reader.check_pins(lock)
    reader.expect(lock, ("city",), (str, type(None)))
    reader.expect(lock, ("prereleases",), (bool,))
    reader.expect(lock, ("position",), (int,))
    reader.expect(lock, ("registry",), (str,))
    return lock


def read_requirements(text: str, file: str) -> list[dict[str, str]]:
    """The requirements of a file: those of a lock file, or a document or list that holds nothing else."""
    reader = _Reader(text, file)
    found = reader.document(lists=True)
    document = {"requirements": found} if isinstance(found, list) else found
    reader.is_list = isinstance(found, list)
    reader.check_requirements(document)
    return [{"component": one["component"], "specifier": one.get("specifier", "")} for one in document["requirements"]]


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.is_list = False

    def document(self, *, lists: bool = False) -> Any:
        try:
            found = json.loads(self.text)
        except json.JSONDecodeError as error:
            told = Bilingual(f"不是 JSON：{error.msg}。", f"This is no JSON: {error.msg}.")
            raise self._refusal(error.lineno, told) from None
        except (ValueError, RecursionError):
            raise self._refusal(1, Bilingual("不是 JSON。", "This is no JSON.")) from None
        if not isinstance(found, dict) and not (lists and isinstance(found, list)):
            self.refuse((), "须为对象。", "An object is needed.")
        return found

    def check_requirements(self, document: Mapping[str, Any]) -> None:
        self.expect(document, ("requirements",), (list,))
        for place, one in enumerate(document["requirements"]):
            path = ("requirements", place)
            self._entry(one, path, "component")
            try:
                read_specifier(str(one.get("specifier", "")))
            except ValueError:
                told = (
                    "版本范围无法识别，应形如 >=1.2,<2。",
                    "This is no version specifier; it would read like >=1.2,<2.",
                )
                self.refuse((*path, "specifier"), *told)

    def check_pins(self, lock: Mapping[str, Any]) -> None:
        self.expect(lock, ("pins",), (list,))
        for place, one in enumerate(lock["pins"]):
            path = ("pins", place)
            self._entry(one, path, "component", "version")
            try:
                read_version(one["version"])
            except VersionUnreadable:
                self.refuse((*path, "version"), "版本号无法识别。", "This is no version number.")
            self.expect(one, (*path, "manifest"), (str, type(None)))
            self.expect(one, (*path, "yanked"), (bool,))
            self.expect(one, (*path, "advisories"), (list,))

    def _entry(self, one: Any, path: Path, *names: str) -> None:
        if not isinstance(one, dict):
            self.refuse(path, "须为对象。", "An object is needed.")
        for name in names:
            self.expect(one, (*path, name), (str,))
        if one["component"].count("/") != 1:
            self.refuse((*path, "component"), "须形如 publisher/name。", "It is named as publisher/name.")

    def expect(self, document: Mapping[str, Any], path: Path, kinds: tuple[type, ...]) -> None:
        """Refuse unless the member at the end of the path is there and of such a kind."""
        name = path[-1]
        if name not in document:
            self.refuse(path, f"缺少 {name}。", f"'{name}' is missing.")
        value = document[str(name)]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.refuse(path, f"{name} 的类型不对。", f"'{name}' is of the wrong type.")

    def refuse(self, path: Path, zh: str, en: str) -> None:
        written = path[1:] if self.is_list else path
        raise self._refusal(line_of(self.text, written), Bilingual(zh, en))

    def _refusal(self, line: int, told: Bilingual) -> LockUnreadable:
        return LockUnreadable(file=self.file, line=line, mistake_zh=told.zh, mistake_en=told.en)
