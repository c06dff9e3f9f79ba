"""What is declined about subscriptions."""

from registry.kit.errors import Bilingual, Refusal


class ChannelUnavailable(Refusal):
    title = Bilingual("此通知方式未开通", "This channel is not set up")
    sentence = Bilingual(
        "本平台没有开通“{channel}”通知方式：请改用其他方式，或联系平台管理员配置。收件箱和 Atom 始终可用。",
        "This registry has no '{channel}' channel: use another one or ask its operators to set it up. The inbox and "
        "the Atom feed are always there.",
    )


class SubscriptionTaken(Refusal):
    title = Bilingual("地址已订阅", "The address is subscribed already")
    sentence = Bilingual(
        "本单位已用此地址订阅：请修改原订阅。",
        "Your organisation has a subscription for this address: change that one.",
    )


class CodeOnItsWay(Refusal):
    status = 429
    title = Bilingual("确认码刚刚发出", "A code was sent just now")
    sentence = Bilingual(
        "发往此地址的确认码刚刚发出：请查收，或在 {minutes} 分钟后再要求新的。",
        "A code is on its way to this address: look for it, or ask for another in {minutes} minutes.",
    )


class CodeWrong(Refusal):
    status = 422
    title = Bilingual("确认码不对", "The code is wrong")
    sentence = Bilingual(
        "确认码不对，还可尝试 {left} 次。确认码 24 小时内有效。",
        "This is not the code; {left} attempts are left. A code is good for 24 hours.",
    )


class CodeSpent(Refusal):
    title = Bilingual("确认码已失效", "The code is no longer good")
    sentence = Bilingual(
        "确认码已过期或尝试次数过多：请重新提交订阅以获取新的确认码。",
        "The code has run out, or was tried too often: subscribe again to be sent another one.",
    )


class TooManySubscriptions(Refusal):
    title = Bilingual("订阅过多", "Too many subscriptions")
    sentence = Bilingual(
        "每个单位最多有 {limit} 个订阅：请先删除不再使用的。",
        "An organisation has at most {limit} subscriptions: remove those out of use first.",
    )


class SubscriptionUnconfirmed(Refusal):
    title = Bilingual("订阅尚未确认", "The subscription is not confirmed")
    sentence = Bilingual(
        "订阅尚未用确认码确认，不能启用。", "The subscription was not confirmed by its code, so it cannot be resumed."
    )
