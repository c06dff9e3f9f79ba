"""What was seen, in words, and what stands against each game."""

from collections.abc import Mapping
from typing import Any, Final

from registry.kit.errors import Bilingual

SIGNALS: Final = {
    "closed": Bilingual(
        "这些城市给出的复用信用中有 {share:.0%} 留在彼此之间。",
        "{share:.0%} of the credit that these cities grant stays among them.",
    ),
    "reciprocal": Bilingual(
        "一城在其中给出的信用有 {reciprocity:.0%} 得到回报，并占其全部给出的 {concentration:.0%}。",
        "A city has {reciprocity:.0%} of what it grants here back, which is {concentration:.0%} of all that it grants.",
    ),
    "one_operator": Bilingual(
        "彼此之间的采用有 {share:.0%} 由同一经营主体运营。",
        "One operating entity runs {share:.0%} of the adoptions among them.",
    ),
    "at_once": Bilingual(
        "彼此之间的采用均在 {days} 天之内开始。", "All adoptions among them were begun within {days} days."
    ),
    "shallow": Bilingual(
        "彼此之间的采用应用深度均不超过 {depth}。", "No adoption among them goes deeper than {depth}."
    ),
    "explained_by_pairing": Bilingual(
        "其中有城市已登记结对，可以解释互采。", "Some of them are a registered pairing, which explains reciprocity."
    ),
    "explained_by_cluster": Bilingual(
        "这些城市属于同一城市群，可以解释互采。", "They are members of one cluster, which explains reciprocity."
    ),
    "score": Bilingual("综合得分 {score}。", "The score is {score}."),
    "late_go_lives": Bilingual(
        "{period} 的 {all} 项上线中有 {late} 项集中在最后十天。",
        "{late} of {all} go-lives in {period} came in its last ten days.",
    ),
    "many_versions": Bilingual("{days} 天内发布了 {versions} 个版本。", "{versions} versions in {days} days."),
    "ratings_at_once": Bilingual(
        "{days} 天内有 {ratings} 个评价同为 {stars} 星。", "{ratings} ratings of {stars} stars within {days} days."
    ),
    "same_evidence": Bilingual(
        "同一证据文件用于 {adoptions} 项采用。", "The same piece of evidence stands on {adoptions} adoptions."
    ),
    "nothing_proves": Bilingual(
        "{adoptions} 项采用上线超过 {days} 天而没有任何证明。",
        "{adoptions} adoptions are live for more than {days} days and nothing proves them.",
    ),
    "high_baseline": Bilingual(
        "基准成本为同领域已核实基准中位数的 {times} 倍。",
        "The baseline is {times} times the median of the verified ones in its domain.",
    ),
    "near_duplicates": Bilingual(
        "{components} 个组件描述近乎相同（相似度不低于 {least}），且未声明沿袭关系，被同一城市同时使用。",
        "{components} components that one city runs are nearly the same (resemblance {least} or more), and none "
        "says it was made from another.",
    ),
}

ANSWERS: Final = {
    "self_adoption": Bilingual(
        "独立性系数为 0 或 0.3；确认方须为另一单位；被排除的记录列明原因。",
        "Independence counts 0 or 0.3; whoever confirms is of another organisation; what is left out is listed with a "
        "reason.",
    ),
    "paper_adoption": Bilingual(
        "仅申报不计信用；须定期提供存活证明；上线 180 天而无任何证明的予以标记。",
        "What is only declared counts nothing; signs of life are due; live for 180 days without any proof is flagged.",
    ),
    "version_spam": Bilingual(
        "版本数量不计入任何指标；30 天内超过 12 个版本的予以标记。",
        "The number of versions counts nowhere; more than twelve in thirty days are flagged.",
    ),
    "adoption_ring": Bilingual(
        "按有向图识别互采；由人工复核决定 0.5 至 1 的折减，可申诉。",
        "Found in the graph of credit; a reviewer decides a factor from 0.5 to 1, with an appeal.",
    ),
    "friendly_assessor": Bilingual(
        "不得确认与本单位有关的采用；回避与双人签署随评估功能提供。",
        "Nobody confirms what concerns themselves; recusal and two signatures come with assessments.",
    ),
    "inflated_baseline": Bilingual(
        "须注明基准文件类型，按已核实基准中位数的 3 倍封顶，未核实不计；超过者予以标记。",
        "A baseline names its document, is capped at three times the median and counts once "
        "verified; above it is flagged.",
    ),
    "salami": Bilingual(
        "登记时查重；同一发布方近乎相同的组件被同一城市同时使用的予以标记。",
        "Components are screened; near-duplicates of one publisher that one city runs together are flagged.",
    ),
    "cut_off_burst": Bilingual(
        "信用按天计权；期末十天上线超过 40% 的予以标记。",
        "Credit is weighted by days; more than 40 % of go-lives in the last ten days are flagged.",
    ),
    "rating_brigade": Bilingual(
        "每项在用采用一个评价，可改不可重复，按贝叶斯均值；一周内集中的极端评价予以标记。",
        "One rating for each live adoption, a Bayesian mean; extreme ratings within one week are flagged.",
    ),
    "recycled_evidence": Bilingual(
        "证据按 SHA-256 比对，用于两项采用的暂缓并予以标记。",
        "Evidence is compared by SHA-256; what stands on two adoptions is held and flagged.",
    ),
    "class_shopping": Bilingual(
        "城市类别只由主管单位依据变更并留存历史；跨期生效随评估功能提供。",
        "Only an authority changes a class, with its basis and history; effect from the next period "
        "comes with assessments.",
    ),
    "shrunk_denominator": Bilingual(
        "历史记录不删除；期初固定分母随评估功能提供。",
        "Records are never deleted; denominators frozen at the start of a period come with assessments.",
    ),
    "back_dated_edit": Bilingual(
        "信用自记录之日起算；日志只增不改；可查询任一时点已知的内容。",
        "Credit begins on the day of recording; the log is only added to; what was known at any instant can be asked.",
    ),
    "inflated_self_report": Bilingual(
        "自报内容未经核实不计信用；自评与核定的差异随评估功能提供。",
        "What is only reported counts nothing; the difference of self and final scores comes with assessments.",
    ),
    "sham_pairing": Bilingual(
        "结对须双方确认；活动证据与成效随帮扶功能提供。",
        "Both sides confirm a pairing; evidence and results of activities come with assessments of help.",
    ),
    "administrator_favour": Bilingual(
        "每项复核留存人员与理由；本页公布数量。",
        "Every decision keeps who decided and why; their number stands on this page.",
    ),
}

DETECTED: Final = frozenset(
    {
        "paper_adoption",
        "version_spam",
        "adoption_ring",
        "inflated_baseline",
        "salami",
        "cut_off_burst",
        "rating_brigade",
        "recycled_evidence",
    }
)
"""Games that flags are raised for; the others are answered by how things are built."""


def said(signal: Mapping[str, Any]) -> Bilingual:
    """A signal as a sentence, in both languages."""
    text = SIGNALS[signal["code"]]
    return Bilingual(*(each.format(**signal) for each in text))
