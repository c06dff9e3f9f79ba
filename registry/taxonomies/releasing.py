"""What an edition must keep to before it can be released."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from registry.kit.errors import Bilingual, FieldError, PayloadInvalid


def check_edition(
    concepts: Sequence[Mapping[str, Any]], replaced: Mapping[str, Sequence[str]], base: Collection[str] | None
) -> None:
    """The rules of an edition; raises PayloadInvalid naming each mistake at its place.

    Codes stand once. `broader` names another concept of the edition, in an overlay also one of the base, and never
    leads in a circle; in an overlay it is always given. What is replaced is gone, and what replaces it is there. An
    overlay (`base` holds the codes of its base, None for others) adds below its base and touches nothing of it.
    """
    codes = [concept["code"] for concept in concepts]
    errors = [*_wrong_concepts(concepts, codes, base), *_wrong_replacements(replaced, codes, base)]
    if errors:
        raise PayloadInvalid(errors=errors)


def dropped(before: Collection[str], after: Collection[str]) -> list[str]:
    """The codes that the edition before has and this one lacks."""
    return [code for code in before if code not in after]


def _wrong_concepts(
    concepts: Sequence[Mapping[str, Any]], codes: Sequence[str], base: Collection[str] | None
) -> Iterator[FieldError]:
    above = {concept["code"]: concept.get("broader") for concept in concepts}
    for place, concept in enumerate(concepts):
        code, broader = concept["code"], concept.get("broader")
        if code in codes[:place]:
            yield _error(f"/concepts/{place}/code", f"代码“{code}”重复。", f"The code '{code}' stands twice.")
        if base is not None and code in base:
            yield _untouchable(f"/concepts/{place}/code", code)
        if base is not None and broader is None:
            zh, en = "扩展概念须归于上级分类的一个概念之下。", "A concept of an overlay stands below one of its base."
            yield _error(f"/concepts/{place}/broader", zh, en)
        elif broader is not None and broader not in above and broader not in (base or ()):
            zh, en = f"没有上位概念“{broader}”。", f"There is no concept '{broader}' to stand below."
            yield _error(f"/concepts/{place}/broader", zh, en)
        elif broader is not None and _leads_back(code, above):
            zh, en = f"“{code}”的上位概念绕回了自身。", f"'{code}' would stand below itself."
            yield _error(f"/concepts/{place}/broader", zh, en)


def _leads_back(code: str, above: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    step = above.get(code)
    while step is not None and step not in seen:
        if step == code:
            return True
        seen.add(step)
        step = above.get(step)
    return False


def _wrong_replacements(
    replaced: Mapping[str, Sequence[str]], codes: Collection[str], base: Collection[str] | None
) -> Iterator[FieldError]:
    for old, new in replaced.items():
        if base is not None and old in base:
            yield _untouchable(f"/replaced/{old}", old)
        elif old in codes:
            zh, en = f"“{old}”仍在新版本中，不能被替代。", f"'{old}' is still in the edition: nothing replaces it."
            yield _error(f"/replaced/{old}", zh, en)
        for place, code in enumerate(new):
            if code not in codes:
                zh, en = f"新版本没有概念“{code}”。", f"The edition has no concept '{code}'."
                yield _error(f"/replaced/{old}/{place}", zh, en)


def _untouchable(pointer: str, code: str) -> FieldError:
    return _error(
        pointer,
        f"“{code}”属于上级分类：扩展只能增加下位概念，不能删除、改名或替代。",
        f"'{code}' belongs to the base: an overlay adds narrower concepts and never deletes, renames or replaces.",
    )


def _error(pointer: str, zh: str, en: str) -> FieldError:
    return FieldError(pointer, Bilingual(zh, en))
