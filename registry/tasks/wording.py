"""The sixteen games of domain rule 4 as they are named in a task."""

from typing import Final

from registry.kit.errors import Bilingual

GAMES: Final = {
    "self_adoption": Bilingual("自我采用", "self-adoption"),
    "paper_adoption": Bilingual("纸面采用", "adoption on paper"),
    "version_spam": Bilingual("版本灌水", "versions for their number"),
    "adoption_ring": Bilingual("互相采用圈", "a ring of adoptions"),
    "friendly_assessor": Bilingual("评估方偏袒", "a friendly assessor"),
    "inflated_baseline": Bilingual("虚高基准", "an inflated baseline"),
    "salami": Bilingual("拆分组件", "components cut into slices"),
    "cut_off_burst": Bilingual("截止日前突击", "a burst before the cut-off"),
    "rating_brigade": Bilingual("集体刷分", "ratings in concert"),
    "recycled_evidence": Bilingual("重复使用证据", "evidence used twice"),
    "class_shopping": Bilingual("挑选城市类别", "shopping for a class"),
    "shrunk_denominator": Bilingual("缩小分母", "a shrunk denominator"),
    "back_dated_edit": Bilingual("倒签修改", "a back-dated edit"),
    "inflated_self_report": Bilingual("虚报数据", "an inflated report of one's own"),
    "sham_pairing": Bilingual("虚假结对", "a sham pairing"),
    "administrator_favour": Bilingual("管理方偏袒", "an administrator's favour"),
}
