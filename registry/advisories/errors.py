"""What advisories decline."""

from registry.kit.errors import Bilingual, Refusal


class AdvisoryWithdrawn(Refusal):
    title = Bilingual("安全通告已撤销", "The advisory is withdrawn")
    sentence = Bilingual(
        "安全通告“{identifier}”已撤销，保留备查，不能再更改。",
        "The advisory '{identifier}' is withdrawn: it is kept and cannot be changed any more.",
    )
