"""What webhooks decline."""

from registry.kit.errors import Bilingual, Refusal


class TooManyWebhooks(Refusal):
    title = Bilingual("Webhook 过多", "Too many webhooks")
    sentence = Bilingual(
        "“{organisation}”已有 {limit} 个 webhook，请先删除不再使用的。",
        "'{organisation}' has {limit} webhooks already: remove one that is no longer used.",
    )


class WebhookDisabled(Refusal):
    title = Bilingual("Webhook 已停用", "The webhook is disabled")
    sentence = Bilingual("请先重新启用该 webhook。", "Enable the webhook first.")


class ReplayRunning(Refusal):
    title = Bilingual("正在补发", "A replay is running")
    sentence = Bilingual(
        "该 webhook 正在补发到位置 {until}，完成后才能再次补发。",
        "This webhook is being sent events again up to position {until}: wait until that is done.",
    )
