"""Made-up components, as many as wanted and always the same: Chinese and English, words as frequent as in real texts.

Nothing in them is real: places are put together from syllables.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import orjson

PUBLISHERS: Final = ("bench-north", "bench-south", "bench-east", "bench-west")
SEED: Final = 1304


def _read_words() -> dict[str, list[list[str]]]:
    """Heading → pairs of a Chinese and an English word."""
    found: dict[str, list[list[str]]] = {}
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            heading = found.setdefault(line[2:], [])
        else:
            heading.append(line.split())
    return found


_WORDS: Final = _read_words()
_TOPICS, _QUALITIES, _OBJECTS = _WORDS["topics"], _WORDS["qualities"], _WORDS["objects"]
_FIRST: Final = "澄云岚沐槐汀蔚棠霁樾沅苇岱泠栖朔昀瑶笙翊砚柏梧檀荻茗峦溪洛淇"
_SECOND: Final = "江川岭洲浦湾溪泽渡塘陂原岗坪屏麓峰滨潭泉"
_SYLLABLES: Final = ("cheng", "yun", "lan", "mu", "huai", "ting", "wei", "tang", "ji", "yue", "zhou", "pu", "ze", "du")

PLACES: Final = tuple(first + second for first in _FIRST for second in _SECOND)

QUERIES: Final = {
    "rare": ("澄江", "岚浦", "棠泉", "栖川", "chengyun", "huaipu", "muzhou", "weitang"),
    "medium": ("路灯", "管廊", "招标", "社保", "ambulance", "weather", "heritage", "logistics"),
    "common": ("平台", "数据", "智慧", "城市", "platform", "data", "smart", "service"),
    "two common": (
        "智慧 平台",
        "城市数据",
        "统一服务",
        "数据 分析",
        "smart city",
        "data platform",
        "unified service",
        "city data",
    ),
}
"""Words by how many components hold them: of 100,000 some dozens, some thousands, tens of thousands."""

FACETS: Final = ("domain", "kind", "license", "cost_model")

_WEIGHTS: Final = tuple(accumulate(1 / (rank + 2) for rank in range(len(_TOPICS))))


_SUMMARIES: Final = (
    ("为{1}和{2}业务提供{5}{6}，支持{3}接入。", "A {6} for {1} and {2} work that takes in {3} as well."),
    (
        "把分散的{1}与{3}汇到一处，一次建设，多个城市共用。",
        "Brings {1} and {3} together: built once, shared by many cities.",
    ),
    ("面向基层的{5}{1}{6}，减少{2}重复填报。", "A {5} {1} {6} for front-line staff that saves repeated {2} forms."),
    ("{2}全过程在线办理，与{3}数据互通。", "Handles {2} online from end to end and exchanges data on {3}."),
)
_DESCRIPTIONS: Final = (
    (
        "在{7}的{0}工作中形成，包括{1}采集、{4}研判和{2}报表。",
        "Grew out of {0} work in {7}: {1} collection, {4} and {2} reports.",
    ),
    ("可独立部署，也可接入已有平台；{7}已用于{4}。", "Runs alone or joins an existing platform; {7} uses it for {4}."),
    (
        "以接口提供{0}能力，{1}和{4}可分别启用。",
        "Offers {0} through an interface; {1} and {4} are switched on separately.",
    ),
)


def _texts(sentences: tuple[str, str], words: Sequence[Sequence[str]]) -> dict[str, str]:
    zh, en = sentences
    return {"zh": zh.format(*(word[0] for word in words)), "en": en.format(*(word[1] for word in words))}


def component(number: int) -> dict[str, Any]:
    """The component of this number, as a line of `import` has it."""
    chance = random.Random(SEED * 1_000_003 + number)
    topics = chance.choices(_TOPICS, cum_weights=_WEIGHTS, k=5)
    quality, thing = chance.choice(_QUALITIES), chance.choice(_OBJECTS)
    place = chance.choice(PLACES), (chance.choice(_SYLLABLES) + chance.choice(_SYLLABLES)).title()
    zh, en = zip(*topics, strict=True)
    words = [*topics, quality, thing, place]
    return {
        "publisher": PUBLISHERS[number % len(PUBLISHERS)],
        "name": f"{en[0]}-{thing[1]}-{number}",
        "title": {
            "zh": f"{place[0]}{quality[0]}{zh[0]}{thing[0]}",
            "en": f"{place[1]} {quality[1]} {en[0]} {thing[1]}".title(),
        },
        "summary": _texts(chance.choice(_SUMMARIES), words),
        "description": _texts(chance.choice(_DESCRIPTIONS), words),
        "kind": chance.choice(("service", "library", "application", "algorithm", "dataset_spec", "standard")),
        "license": chance.choice(("MulanPSL-2.0", "Apache-2.0", "MIT", "EUPL-1.2")),
        "cost_model": chance.choice(("free", "shared_maintenance", "per_deployment")),
        "domains": chance.sample(("A1", "A2", "A3", "A4", "A5", "B1", "B2"), 2),
        "scenarios": [f"{zh[0]}{thing[0]}", f"{zh[1]}{thing[0]}"],
        "tags": sorted({*zh[:2], *en[:2]}),
        "platforms": ["linux/amd64"],
        "version": {"number": f"{chance.randint(1, 4)}.{chance.randint(0, 9)}.0"},
    }


def lines(count: int) -> Iterator[bytes]:
    """Components 0 … count - 1, a JSON object a line."""
    for number in range(count):
        yield orjson.dumps(component(number)) + b"\n"


def write(file: Path, count: int) -> None:
    with file.open("wb") as output:
        output.writelines(lines(count))
