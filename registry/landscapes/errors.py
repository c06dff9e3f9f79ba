"""What landscapes decline."""

from registry.kit.errors import Bilingual, Refusal


class TableUnreadable(Refusal):
    status = 422
    title = Bilingual("表格无法读取", "The table cannot be read")
    sentence = Bilingual("表格无法读取：{reason_zh}。", "The table cannot be read: {reason_en}.")

    @classmethod
    def of(cls, zh: str, en: str) -> "TableUnreadable":
        return cls(reason_zh=zh, reason_en=en)


class ImportRunning(Refusal):
    title = Bilingual("导入尚未完成", "The import still runs")
    sentence = Bilingual(
        "该导入尚未完成；完成后再逐行更正。", "This import has not finished: mend its rows once it has."
    )


class OnlyTried(Refusal):
    title = Bilingual("这是试运行", "It was a dry run")
    sentence = Bilingual(
        "试运行不写入任何内容，其行不能更正；请更正文件后正式导入。",
        "A dry run writes nothing, so its rows are not mended: correct the file and import it.",
    )


class RowDone(Refusal):
    title = Bilingual("该行已处理", "The row is done with")
    sentence = Bilingual("第 {line} 行已处理（{outcome}）。", "Line {line} is done with ({outcome}).")


class RowStillDirty(Refusal):
    """The corrected cells still cannot be taken: what is the matter stands in `diagnostics`."""

    status = 422
    title = Bilingual("该行仍有问题", "The row still cannot be taken")
    sentence = Bilingual("第 {line} 行仍不能导入：{first_zh}", "Line {line} still cannot be taken: {first_en}")

    @property
    def members(self) -> dict[str, object]:
        return {"diagnostics": self.facts["diagnostics"]}


class CertifiedToday(Refusal):
    title = Bilingual("今天已确认过", "Certified today already")
    sentence = Bilingual(
        "“{organisation}”今天已确认过其采用清单完整。", "'{organisation}' has certified its landscape today already."
    )


class LineTwice(Refusal):
    """Two lines of one file speak of the same use."""

    status = 422
    title = Bilingual("重复的行", "The line is there twice")
    sentence = Bilingual(
        "第 {line} 行已写了同一单位采用的同一组件；请合并为一行。",
        "Line {line} speaks of the same component for the same body: make them one line.",
    )


class SinceDiffers(Refusal):
    status = 422
    title = Bilingual("起始日期不一致", "The day differs")
    sentence = Bilingual(
        "该采用自 {since} 起处于此阶段；历史不会改写，请留空或写该日期。",
        "The adoption is in this stage since {since}: history is not rewritten; leave the cell empty or give that day.",
    )


class FieldChanged(Refusal):
    status = 422
    title = Bilingual("此列不能由导入更改", "This column is not changed by an import")
    sentence = Bilingual(
        "已有采用的这一项现为“{present}”；请在采用页面更改，或留空。",
        "The adoption there is says '{present}': change that on the adoption itself, or leave the cell empty.",
    )


class TooManyImports(Refusal):
    title = Bilingual("导入过多", "Too many imports")
    sentence = Bilingual(
        "“{organisation}”已有 {limit} 个未完成的导入；请等它们完成。",
        "'{organisation}' has {limit} imports that have not finished: wait for these.",
    )
