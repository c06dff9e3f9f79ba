"""What is declined about bills of materials."""

from registry.kit.errors import Bilingual, Refusal


class SbomUnreadable(Refusal):
    status = 400
    title = Bilingual("软件物料清单无法读取", "The bill of materials cannot be read")
    sentence = Bilingual(
        "软件物料清单不是有效的 JSON：{reason_zh}。没有保存任何内容。",
        "The bill of materials is not valid JSON: {reason_en}. Nothing was kept.",
    )


class SbomFormatUnsupported(Refusal):
    status = 415
    title = Bilingual("软件物料清单的格式不受支持", "The form of the bill of materials is not supported")
    sentence = Bilingual(
        "这是 {found_zh}；此处只接受 CycloneDX {versions} 的 JSON，请先转换。没有保存任何内容。",
        "This is {found_en}: CycloneDX {versions} as JSON is accepted here, so convert it first. Nothing was kept.",
    )


class SbomInvalid(Refusal):
    status = 422
    title = Bilingual("软件物料清单不符合 CycloneDX", "The bill of materials is not valid CycloneDX")
    sentence = Bilingual(
        "软件物料清单有 {count} 处须更正，详见 errors。没有保存任何内容。",
        "The bill of materials needs correction in {count} places; see errors. Nothing was kept.",
    )


class SbomTooLarge(Refusal):
    status = 413
    title = Bilingual("软件物料清单过大", "The bill of materials is too large")
    sentence = Bilingual(
        "软件物料清单不得超过 {bytes} 字节、{packages} 个软件包。没有保存任何内容。",
        "A bill of materials has at most {bytes} bytes and {packages} packages. Nothing was kept.",
    )


class PackageQueryInvalid(Refusal):
    status = 422
    title = Bilingual("查询条件不足", "The question cannot be answered")
    sentence = Bilingual("{reason_zh}", "{reason_en}")


class SbomIndexing(Refusal):
    title = Bilingual("正在编入索引", "It is being indexed")
    sentence = Bilingual(
        "“{filename}”正由另一请求编入索引，请稍后再试。", "Another request is indexing '{filename}': try again shortly."
    )
