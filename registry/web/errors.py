"""What the web layer itself declines."""

from typing import ClassVar

from registry.kit.errors import Bilingual, Refusal


class BodyUnreadable(Refusal):
    status = 400
    title = Bilingual("请求体无法读取", "The body cannot be read")
    sentence = Bilingual("请求体不是有效的 JSON：{reason_zh}。", "The body is not valid JSON: {reason_en}.")


class MediaTypeUnsupported(Refusal):
    status = 415
    title = Bilingual("内容类型不支持", "The media type is not supported")
    sentence = Bilingual("此处只接受 {accepted}。", "Only {accepted} is accepted here.")


class BodyTooLarge(Refusal):
    status = 413
    title = Bilingual("请求体过大", "The body is too large")
    sentence = Bilingual("请求体不得超过 {limit} 字节。", "The body must not exceed {limit} bytes.")


class BodyCutShort(Refusal):
    status = 400
    title = Bilingual("请求体不完整", "The body was cut short")
    sentence = Bilingual(
        "收到的内容少于 Content-Length 所声明的长度；没有保存任何内容，请重新发送。",
        "Fewer bytes came than Content-Length announced. Nothing was kept: send it again.",
    )


class LengthRequired(Refusal):
    status = 411
    title = Bilingual("需要 Content-Length", "Content-Length is required")
    sentence = Bilingual(
        "请求体须以 Content-Length 注明长度：分块传输若中途断开，无法察觉缺失的部分。",
        "State the length of the body in Content-Length: one sent in chunks could be cut short unnoticed.",
    )


class MethodNotAllowed(Refusal):
    status = 405
    title = Bilingual("不支持该方法", "The method is not allowed")
    sentence = Bilingual("此地址支持的方法：{allowed}。", "Methods allowed here: {allowed}.")

    @property
    def extra_headers(self) -> dict[str, str]:
        return {"Allow": str(self.facts["allowed"])}


class IfMatchRequired(Refusal):
    status = 428
    title = Bilingual("需要 If-Match", "If-Match is required")
    sentence = Bilingual(
        "更改须带 If-Match，值为最近一次读取到的 ETag。",
        "A change needs If-Match with the ETag of the last read.",
    )


class RequestRunning(Refusal):
    title = Bilingual("同一请求正在处理", "The same request is still running")
    sentence = Bilingual(
        "带有此 Idempotency-Key 的请求尚未完成，请稍后再试。",
        "A request with this Idempotency-Key has not finished: try again shortly.",
    )
    headers: ClassVar[dict[str, str]] = {"Retry-After": "1"}


class IdempotencyKeyReused(Refusal):
    status = 422
    title = Bilingual("Idempotency-Key 已用于其他请求", "The Idempotency-Key was used for another request")
    sentence = Bilingual(
        "此 Idempotency-Key 已用于内容不同的请求，请换一个。",
        "This Idempotency-Key was used with another request: choose a new one.",
    )


class IdempotencyKeyInvalid(Refusal):
    status = 400
    title = Bilingual("Idempotency-Key 无效", "The Idempotency-Key is not valid")
    sentence = Bilingual(
        "Idempotency-Key 须为 1 至 255 个可见 ASCII 字符。",
        "An Idempotency-Key has 1 to 255 visible ASCII characters.",
    )


class SecretAlreadyShown(Refusal):
    title = Bilingual("密钥只显示一次", "The secret was shown already")
    sentence = Bilingual(
        "此请求签发的密钥已显示过且未被保存；请吊销后重新签发。",
        "The secret this request issued was shown once and is not kept: revoke it and issue another.",
    )


class TooManyRequests(Refusal):
    status = 429
    title = Bilingual("请求过于频繁", "Too many requests")
    sentence = Bilingual("请在 {seconds} 秒后重试。", "Try again in {seconds} seconds.")

    @property
    def extra_headers(self) -> dict[str, str]:
        policy, quota, seconds = (self.facts[fact] for fact in ("policy", "quota", "seconds"))
        return {
            "Retry-After": str(seconds),
            "RateLimit-Policy": f'"{policy}";q={quota};w=60',
            "RateLimit": f'"{policy}";r=0;t={seconds}',
        }


class InternalError(Refusal):
    status = 500
    title = Bilingual("服务内部错误", "Internal error")
    sentence = Bilingual(
        "出现未预料的错误，已记录，编号 {reference}。",
        "Something unforeseen went wrong; it is logged under {reference}.",
    )


class BadRequest(Refusal):
    status = 400
    title = Bilingual("请求无效", "Bad request")
    sentence = Bilingual("服务无法理解该请求。", "The service cannot understand the request.")


class NotAcceptable(Refusal):
    status = 406
    title = Bilingual("无法提供所需格式", "Not acceptable")
    sentence = Bilingual("此处只提供 {offered}。", "Only {offered} is offered here.")
