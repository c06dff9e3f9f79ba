"""Changes to what a city runs, and to what stands behind it."""

from registry.adoption.actions.adopting import adopt_component
from registry.adoption.actions.crediting import credit_anew
from registry.adoption.actions.moving import move_adoption
from registry.adoption.actions.stepping import changed, require_holder

__all__ = ["adopt_component", "changed", "credit_anew", "move_adoption", "require_holder"]
