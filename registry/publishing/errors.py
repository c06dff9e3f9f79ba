"""What publishing by machines declines."""

from typing import ClassVar

from registry.kit.errors import Bilingual, Refusal


class IdentityTokenRefused(Refusal):
    """The same for whatever is wrong: who tries around learns nothing. The reason stands in the registry's log."""

    status = 401
    title = Bilingual("身份令牌未被接受", "The identity token is not accepted")
    sentence = Bilingual(
        "身份令牌无效、已用过，或该单位没有信任它所代表的任务。请核对受信发布者的声明、签发者与 aud。",
        "The identity token is not valid, was used before, or stands for a machine that this organisation does not "
        "trust. Compare its claims, issuer and audience with the organisation's trusted publishers.",
    )
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": 'Bearer realm="registry", error="invalid_token"'}


class TrustAmbiguous(Refusal):
    title = Bilingual("符合多个受信发布者", "Several trusted publishers match")
    sentence = Bilingual(
        "该任务同时符合“{organisation}”的 {count} 个受信发布者：请改写声明，使其只符合一个。",
        "This machine matches {count} trusted publishers of '{organisation}': let their claims tell them apart.",
    )


class ProviderUnavailable(Refusal):
    status = 503
    title = Bilingual("身份提供方不可用", "The identity provider does not answer")
    sentence = Bilingual(
        "暂时无法取得“{issuer}”的公钥，请稍后重试。",
        "The keys of '{issuer}' cannot be had just now: try again in a moment.",
    )
    headers: ClassVar[dict[str, str]] = {"Retry-After": "30"}


class AudienceUnset(Refusal):
    status = 503
    title = Bilingual("未设置服务地址", "The registry's own address is not set")
    sentence = Bilingual(
        "运营者须先设置 REGISTRY_PUBLIC_URL，身份令牌才能指明它是给本服务的。",
        "The operator has to set REGISTRY_PUBLIC_URL first: identity tokens must be made for it.",
    )


class ProviderTaken(Refusal):
    title = Bilingual("已有该身份提供方", "The identity provider is entered already")
    sentence = Bilingual("“{issuer}”已登记。", "'{issuer}' is entered already.")


class TrustTaken(Refusal):
    title = Bilingual("已有相同的受信发布者", "There is such a trusted publisher already")
    sentence = Bilingual(
        "“{organisation}”已信任声明相同的任务。",
        "'{organisation}' trusts a machine with the same claims already.",
    )


class AlreadyStaged(Refusal):
    title = Bilingual("该版本已在待发布", "The version is staged already")
    sentence = Bilingual(
        "“{component}”的版本 {number} 已在等待批准：请先批准或驳回。",
        "Version {number} of '{component}' waits for approval already: approve or reject that one first.",
    )


class StageClosed(Refusal):
    title = Bilingual("待发布版本已有结论", "The staged version was decided")
    sentence = Bilingual(
        "“{component}”{number} 的待发布版本状态为 {status}，不再接受更改。",
        "What was staged of '{component}' {number} is {status}: nothing about it changes any more.",
    )


class PersonNeeded(Refusal):
    status = 403
    title = Bilingual("须由人批准", "A person has to approve")
    sentence = Bilingual(
        "待发布版本须由另一位人员批准：机器的令牌、提交它的令牌及同一人员的令牌都不能批准。",
        "A person other than who staged it has to approve: neither a machine's token, nor the token that staged it, "
        "nor another one of the same person will do.",
    )
