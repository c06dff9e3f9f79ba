"""What stewardship declines."""

from registry.kit.errors import Bilingual, Refusal


class AlreadyPreparer(Refusal):
    title = Bilingual("已授权", "It may prepare already")
    sentence = Bilingual(
        "“{entity}”已可代“{owner}”编制组件。", "'{entity}' may prepare components for '{owner}' already."
    )


class NotListed(Refusal):
    title = Bilingual("组件未上架", "The component is not listed")
    sentence = Bilingual(
        "“{component}”的状态为 {status}；此操作只适用于已上架的组件。",
        "'{component}' is {status}: this is for components that are listed.",
    )


class NotTransferable(Refusal):
    title = Bilingual("现在不能移交", "It cannot be transferred now")
    sentence = Bilingual(
        "“{component}”的状态为 {status}；待他人决定或尚未接管的组件不能移交。",
        "'{component}' is {status}: what waits for a decision, or was not taken over yet, is not transferred.",
    )


class TransferOpen(Refusal):
    title = Bilingual("已有移交待确认", "A transfer is open already")
    sentence = Bilingual(
        "“{component}”已有一项移交等待接收方答复；请先撤回。",
        "A transfer of '{component}' waits for its receiver: withdraw it first.",
    )


class TooManyProposals(Refusal):
    title = Bilingual("可见草稿过多", "Too many visible drafts")
    sentence = Bilingual(
        "贵单位已有 {limit} 份可见草稿待接管或处理；处理后方可再录入。",
        "Your organisation has {limit} visible drafts that nobody has taken over or decided on yet: wait until some "
        "are.",
    )


class NotProposed(Refusal):
    title = Bilingual("不是可见草稿", "Not a visible draft")
    sentence = Bilingual(
        "“{component}”的状态为 {status}；只有他人录入的可见草稿可以接管。",
        "'{component}' is {status}: only visible drafts that others entered are taken over.",
    )


class NotMergeableInto(Refusal):
    title = Bilingual("不能并入该组件", "It cannot be merged into that")
    sentence = Bilingual(
        "“{component}”不能并入“{into}”（状态为 {status}）：目标须已上架或已弃用；可见草稿之间也可以合并。",
        "'{component}' cannot be merged into '{into}', which is {status}: it must be listed or deprecated; "
        "a visible draft may also be merged into another.",
    )


class NotASupplier(Refusal):
    status = 403
    title = Bilingual("仅限经营主体", "For operating entities")
    sentence = Bilingual(
        "只有经营主体可以声明为组件提供服务。", "Only operating entities state that they supply a component."
    )


class ClaimOpen(Refusal):
    title = Bilingual("声明已存在", "The claim is there already")
    sentence = Bilingual(
        "“{supplier}”对“{component}”的服务声明仍有效；请续期或先撤回。",
        "'{supplier}' has a claim for '{component}' already: renew it, or withdraw it first.",
    )


class ClaimClosed(Refusal):
    title = Bilingual("声明已不可更改", "The claim is closed")
    sentence = Bilingual(
        "该声明的状态为 {status}，不能再作此操作。", "The claim is {status}: this is no longer possible."
    )
