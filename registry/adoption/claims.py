"""What a supplier's word is worth (the Dutch rule of publiccode.yml): nothing until the city confirms it. Pure."""

from datetime import date, timedelta
from typing import Final

from registry.kit.errors import Bilingual, Refusal

OPEN_DAYS: Final = 60
"""So long a claim waits for the city; then it runs out."""

OPEN_CLAIMS: Final = 500
"""How many claims of one supplier may wait at a time: cities have to answer them one by one."""


class NotAClaimant(Refusal):
    status = 403
    title = Bilingual("只有经营主体可以声明", "Only operating entities claim")
    sentence = Bilingual(
        "采用声明由经营主体作出；城市请直接登记采用（POST /api/v1/adoptions）。",
        "A claim is an operating entity's: a city records its adoption itself (POST /api/v1/adoptions).",
    )


class AdoptionClaimOpen(Refusal):
    title = Bilingual("已有待确认的声明", "The same claim is open")
    sentence = Bilingual(
        "“{claimant}”已声明“{adopter}”采用“{component}”，正待其确认。",
        "'{claimant}' has claimed that '{adopter}' runs '{component}': that one waits for an answer.",
    )


class AdoptionClaimClosed(Refusal):
    title = Bilingual("声明已了结", "The claim is settled")
    sentence = Bilingual("该声明的状态为 {status}，不能再更改。", "The claim is {status}: nothing can change that.")


class TooManyClaims(Refusal):
    title = Bilingual("待确认的声明过多", "Too many claims are open")
    sentence = Bilingual(
        "“{claimant}”已有 {limit} 项待确认的声明：请等待城市答复。",
        "{limit} claims of '{claimant}' wait for cities to answer: wait for these first.",
    )


def expiry_of(today: date) -> date:
    """The day on which a claim made today runs out."""
    return today + timedelta(days=OPEN_DAYS)


def stages_to(stage: str) -> tuple[str, ...]:
    """The legal stages from a plan to where a claim says the adoption is."""
    return ("approved", stage)
