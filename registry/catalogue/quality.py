"""How completely a component is described: what each block earned, what it lacks and what to do. Pure.

The score says whether there is enough to decide on; it is kept apart from relevance and from any judgement of the
component itself. The same blocks are the checklist of a submission.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from registry.catalogue.completeness import RULES, Details, Rule, Said
from registry.kit.errors import Bilingual

THRESHOLD: Final = 60
"""Below it a component is listed with a notice and is not counted as supply."""

COMPLETE: Final = Bilingual("齐备", "Complete")


class Block(NamedTuple):
    """One part of a description: what it is worth, what it earned, why not more, and what to do about it.

    `field` is the part of the description to fill; `remedy` is None where nothing is missing. Blocking ones must be
    there before a component is listed.
    """

    code: str
    field: str
    title: Bilingual
    points: int
    earned: int
    blocking: bool
    reason: Bilingual
    remedy: Bilingual | None

    @property
    def done(self) -> bool:
        return self.remedy is None


def quality_of(details: Details, *, has_requirements: bool = False) -> list[Block]:
    """The 13 blocks, in their order. `has_requirements`: whether the latest version says what it requires."""
    said = _said(details, has_requirements)
    return [_block(rule, said) for rule in RULES]


def score_of(details: Details, *, has_requirements: bool = False) -> int:
    """The sum of what the blocks earn, 0 to 100: the same without the words, for many at once."""
    said = _said(details, has_requirements)
    return sum(part.points for rule in RULES for part in rule.parts if part.is_there(said))


def _said(details: Details, has_requirements: bool) -> Said:
    return Said(details, frozenset(paper["kind"] for paper in details.get("documents", ())), has_requirements)


def _block(rule: Rule, said: Said) -> Block:
    missing = [part for part in rule.parts if not part.is_there(said)]
    points = sum(part.points for part in rule.parts)
    return Block(
        rule.code,
        rule.field,
        rule.title,
        points,
        points - sum(part.points for part in missing),
        rule.blocks(said.details),
        _joined([part.missing for part in missing]) if missing else COMPLETE,
        _joined([part.remedy for part in missing]) if missing else None,
    )


def _joined(sentences: Sequence[Bilingual]) -> Bilingual:
    return Bilingual("".join(sentence.zh for sentence in sentences), " ".join(sentence.en for sentence in sentences))
