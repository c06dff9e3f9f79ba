"""What accounts decline."""

from registry.kit.errors import Bilingual, Refusal


class ScopeNotGrantable(Refusal):
    status = 403
    title = Bilingual("不能授予该权限", "The scope cannot be granted")
    sentence = Bilingual(
        "不能授予权限“{scope}”：超出签发者或该单位类型的权限。",
        "The scope '{scope}' cannot be granted: it exceeds the issuer's rights or what this kind of "
        "organisation may hold.",
    )


class AdministratorsDisjoint(Refusal):
    status = 403
    title = Bilingual("三员分立", "Administrators are disjoint")
    sentence = Bilingual(
        "系统管理、安全管理和审计权限不得由同一令牌持有。",
        "System, security and audit administration cannot be joined in one token.",
    )


class RoleTaken(Refusal):
    title = Bilingual("已有该角色", "The role is held already")
    sentence = Bilingual(
        "“{login}”在“{organisation}”已有角色“{role}”。",
        "'{login}' holds the role '{role}' in '{organisation}' already.",
    )
