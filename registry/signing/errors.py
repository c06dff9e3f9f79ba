"""What is declined about keys and signatures."""

from registry.kit.errors import Bilingual, Refusal


class KeyTaken(Refusal):
    title = Bilingual("公钥已登记", "The key is registered already")
    sentence = Bilingual(
        "公钥 {fingerprint} 已登记过，无论由本单位还是其他单位；一把密钥只代表一个单位，请生成新的密钥。",
        "The key {fingerprint} was registered before, by this organisation or another: a key stands for one "
        "organisation only. Make a new one.",
    )


class TooManyKeys(Refusal):
    title = Bilingual("密钥过多", "Too many keys")
    sentence = Bilingual(
        "每个单位最多有 {limit} 把在用的密钥：请先停用不再使用的密钥。",
        "An organisation has at most {limit} active keys: retire those that are out of use first.",
    )


class KeyRevoked(Refusal):
    title = Bilingual("密钥已吊销", "The key is revoked")
    sentence = Bilingual(
        "密钥 {fingerprint} 已吊销，不能恢复；只能把泄露时间改得更早。",
        "The key {fingerprint} is revoked, for good; the time since which it is not trusted may only become earlier.",
    )


class SignatureInvalid(Refusal):
    status = 422
    title = Bilingual("签名不成立", "The signature is not good")
    sentence = Bilingual(
        "签名与第 {manifest} 号清单的内容不符：请对下载的清单文件逐字节签名（Ed25519，不先取摘要）。",
        "This is no signature over manifest {manifest}: sign the bytes of the manifest as downloaded (Ed25519, not "
        "over a digest).",
    )


class KeyUnusable(Refusal):
    status = 422
    title = Bilingual("密钥不能用于签名", "The key may not sign this")
    sentence = Bilingual("密钥 {fingerprint} 不能用于签名：{why_zh}。", "The key {fingerprint} may not sign: {why_en}.")


class AlreadySigned(Refusal):
    title = Bilingual("已用此密钥签名", "Signed with this key already")
    sentence = Bilingual(
        "第 {manifest} 号清单已用密钥 {fingerprint} 签名。", "Manifest {manifest} is signed with {fingerprint} already."
    )
