"""The life of a component: (proposed →) draft → (prepared →) in_review → listed → deprecated → retired."""

from typing import Final

from registry.kit.errors import Bilingual, Refusal

_MOVES: Final = {
    "proposed": ("draft", "listed", "merged", "removed"),
    "draft": ("prepared", "in_review", "listed", "merged", "removed"),
    "prepared": ("in_review", "listed", "draft", "merged", "removed"),
    "in_review": ("listed", "draft", "merged", "removed"),
    "listed": ("deprecated", "retired", "merged", "removed"),
    "deprecated": ("listed", "retired", "merged", "removed"),
    "retired": ("merged",),
    "merged": (),
    "removed": (),
}

SHOWN_TO_ALL: Final = ("proposed", "listed", "deprecated", "retired")
"""What others than the owner may see. Retired components stay readable: cities still run them. Proposed ones are
visible drafts, which nobody can adopt."""

PUBLISHED: Final = ("listed", "deprecated", "retired")
"""What figures count: a visible draft says that something is missing, not that it is there."""

GONE: Final = ("merged", "removed")
"""What needs nothing any more, and what nothing can need."""

ADOPTABLE: Final = ("listed", "deprecated")

TRANSFERABLE: Final = ("draft", "listed", "deprecated", "retired")
"""Not what waits for somebody's decision, nor what its owner has not taken over yet."""

INTO_WHICH_MERGED: Final = ("proposed", "listed", "deprecated")
"""What everybody may see, and what is not at its end: an old name must not lead into the dark."""


class MoveNotAllowed(Refusal):
    title = Bilingual("当前状态不允许此操作", "Not possible in the present status")
    sentence = Bilingual(
        "组件“{component}”的状态为 {status}，不能变为 {to}；可变为：{legal}。",
        "'{component}' is {status} and cannot become {to}; possible from here: {legal}.",
    )


def check_move(component: str, status: str, to: str) -> None:
    """Raises MoveNotAllowed, naming the legal moves, unless a component may go from `status` to `to`."""
    legal = _MOVES[status]
    if to not in legal:
        raise MoveNotAllowed(component=component, status=status, to=to, legal=", ".join(legal) or "-")
