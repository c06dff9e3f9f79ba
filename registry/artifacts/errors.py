"""What is declined about files of versions and the bytes they are kept as."""

from typing import ClassVar

from registry.kit.errors import Bilingual, Refusal


class ArtifactExists(Refusal):
    title = Bilingual("同名文件已存在", "The file name is taken")
    sentence = Bilingual(
        "“{component}” {number} 已有名为“{filename}”、内容不同的制品；制品不可更改，名称永不重复使用，请换一个文件名。",
        "Version {number} of '{component}' already has an artifact '{filename}' with other content: artifacts never "
        "change and their names are never free again; choose another file name.",
    )


class ArtifactTooLarge(Refusal):
    status = 413
    title = Bilingual("文件过大", "The file is too large")
    sentence = Bilingual("文件不得超过 {limit} 字节。", "A file must not exceed {limit} bytes.")


class ArtifactEmpty(Refusal):
    status = 422
    title = Bilingual("文件为空", "The file is empty")
    sentence = Bilingual("文件没有内容：请检查上传的文件。", "The file holds no bytes: look at what was sent.")


class TooManyArtifacts(Refusal):
    title = Bilingual("制品过多", "Too many artifacts")
    sentence = Bilingual("一个版本最多 {limit} 个制品。", "A version has at most {limit} artifacts.")


class StorageQuotaExceeded(Refusal):
    status = 413
    title = Bilingual("存储配额不足", "The storage quota is used up")
    sentence = Bilingual(
        "“{organisation}”已用 {used} 字节，配额 {quota} 字节，放不下 {size} 字节；请联系平台管理员。",
        "'{organisation}' has used {used} of {quota} bytes: another {size} do not fit. Ask the registry's operator.",
    )


class DigestUnreadable(Refusal):
    status = 400
    title = Bilingual("Repr-Digest 无法读取", "Repr-Digest cannot be read")
    sentence = Bilingual(
        "Repr-Digest 须为 sha-256=:<32 字节的 base64>:（RFC 9530）。",
        "Repr-Digest must be sha-256=:<32 bytes in base64>: (RFC 9530).",
    )


class DigestMismatch(Refusal):
    status = 422
    title = Bilingual("摘要不符", "The digest does not match")
    sentence = Bilingual(
        "收到的内容摘要为 sha-256=:{received}:，与所声明的不符；没有保存任何内容，请重新上传。",
        "The bytes received have the digest sha-256=:{received}:, which is not the one declared. "
        "Nothing was kept: send them again.",
    )


class ArtifactInfected(Refusal):
    status = 422
    title = Bilingual("发现恶意代码", "Malware was found")
    sentence = Bilingual(
        "恶意代码扫描拒绝了此文件：{report}。没有保存任何内容。",
        "The malware scanner refused this file: {report}. Nothing was kept.",
    )


class ScannerFailed(Refusal):
    status = 503
    title = Bilingual("恶意代码扫描不可用", "The malware scanner is not working")
    sentence = Bilingual(
        "文件未能完成恶意代码扫描，因此没有保存；请稍后重试。",
        "The file could not be scanned for malware and was not kept: try again later.",
    )
    headers: ClassVar[dict[str, str]] = {"Retry-After": "60"}


class ArtifactHeld(Refusal):
    status = 403
    title = Bilingual("文件已暂扣", "The file is held back")
    sentence = Bilingual("“{filename}”因恶意代码扫描结果暂扣：{reason}。", "'{filename}' is held back: {reason}.")


class ArtifactRemoved(Refusal):
    status = 451
    title = Bilingual("文件已依法移除", "The file was removed by law")
    sentence = Bilingual("“{filename}”已依法移除：{reason}。", "'{filename}' was removed as the law asks: {reason}.")


class RangeUnsatisfiable(Refusal):
    """`size` is how many bytes there are."""

    status = 416
    title = Bilingual("请求的范围不存在", "There is no such range")
    sentence = Bilingual("文件共有 {size} 字节。", "The file has {size} bytes.")

    @property
    def extra_headers(self) -> dict[str, str]:
        return {"Content-Range": f"bytes */{self.facts['size']}"}


class TransfersBusy(Refusal):
    status = 503
    title = Bilingual("传输繁忙", "Too many transfers")
    sentence = Bilingual(
        "正在传输的文件过多，请稍后重试；目录浏览不受影响。",
        "Too many files are being transferred just now: try again shortly. Reading the catalogue goes on.",
    )
    headers: ClassVar[dict[str, str]] = {"Retry-After": "5"}


class BytesMissing(Refusal):
    """A row names bytes that the storage does not have: somebody took them out behind our back."""

    status = 500
    title = Bilingual("存储中缺少文件", "The storage lacks the file")
    sentence = Bilingual(
        "存储中没有摘要为 {digest} 的内容：请告知平台管理员（python -m registry check 会列出）。",
        "The storage does not hold the bytes {digest}: tell the registry's operator; 'check' names what is missing.",
    )


class StorageUnavailable(Refusal):
    status = 503
    title = Bilingual("存储不可用", "The storage is not available")
    sentence = Bilingual(
        "制品存储暂时不可用，请稍后重试。", "The storage of artifacts cannot be reached or is full: try again later."
    )
    headers: ClassVar[dict[str, str]] = {"Retry-After": "10"}


class ArtifactElsewhere(Refusal):
    status = 404
    title = Bilingual("文件存放于别处", "The file is kept elsewhere")
    sentence = Bilingual(
        "“{filename}”不存放在本平台，请从 {location} 获取，并核对其摘要。",
        "'{filename}' is not kept here: get it from {location}, and check its digest.",
    )
