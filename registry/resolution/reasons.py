"""Why it is this version of a component: who asks for it, and what spoke for it."""

from collections.abc import Mapping

from registry.kit.errors import Bilingual
from registry.resolution import wording
from registry.resolution.resolving import Asker, Resolution
from registry.resolution.shelves import Ask, Catalogue, Shelf


class Reasons:
    """The reasons for the pins of one answer."""

    def __init__(self, catalogue: Catalogue, resolution: Resolution, running: Mapping[int, int]) -> None:
        self._catalogue, self._resolution, self._running = catalogue, resolution, running

    def askers(self, component: int) -> list[tuple[Asker, str | None]]:
        """Who asks for a component, each with the number of the version that does."""
        return [(asker, self._number(asker)) for asker in self._resolution.asked[component]]

    def _number(self, asker: Asker) -> str | None:
        if asker.component is None:
            return None
        return self._catalogue.number(asker.component, self._resolution.pins[asker.component])

    def reason(self, component: int, place: int) -> tuple[str, Bilingual | None]:
        """Why it is this version, in one word, and what stood against a better one."""
        shelf = self._catalogue.shelf(component)
        if shelf.running == place:
            return "installed", None
        askers = self._resolution.asked[component]
        accepted = shelf.everything if askers else shelf.accepted("")
        for asker in askers:
            accepted &= shelf.accepted(asker.specifier)
        best = shelf.best(accepted) if accepted else place
        if best != place:
            return "newest_fitting", self._obstacle(component, best)
        if shelf.early >> place & 1:
            return "prerelease", None
        newest = shelf.offered & ~shelf.early
        return (
            "newest_stable" if newest and shelf.best(newest & ~shelf.kept or newest) == place else "newest_accepted"
        ), None

    def _obstacle(self, component: int, better: int) -> Bilingual | None:
        for ask in self._catalogue.asks(component, better):
            chosen = self._resolution.pins.get(ask.component)
            if chosen is not None and not self._catalogue.shelf(ask.component).accepted(ask.specifier) >> chosen & 1:
                return wording.obstacle(self._catalogue, component, better, ask, chosen)
        return None

    def why(self, component: int, place: int) -> Bilingual:
        """The reason in sentences."""
        shelf = self._catalogue.shelf(component)
        said = []
        if askers := self.askers(component):
            said.append(wording.who_asks(self._catalogue, askers))
        if (drawn := self._resolution.drawn_in.get(component)) is not None:
            said.append(self._moved_along(component, shelf, drawn))
        said.append(self._chosen(shelf, component, place))
        if (moved := self._moved(shelf, component, place)) is not None:
            said.append(moved)
        english = ". ".join(text.en[0].upper() + text.en[1:] if text.en[:4] == "you " else text.en for text in said)
        return Bilingual("。".join(text.zh for text in said) + "。", english + ".")

    def _chosen(self, shelf: Shelf, component: int, place: int) -> Bilingual:
        reason, passed = self.reason(component, place)
        number, spoke = shelf.offers[place].number, wording.REASONS[reason]
        if passed is not None:
            spoke = Bilingual(f"{spoke.zh}（{passed.zh}）", f"{spoke.en} ({passed.en})")
        return Bilingual(f"选定 {number}：{spoke.zh}", f"{number} is {spoke.en}")

    def _moved_along(self, component: int, shelf: Shelf, ask: Ask) -> Bilingual:
        """Nobody asked for it, but what the city runs of it would miss something."""
        number = shelf.offers[self._running[component]].number
        wanted = wording.named(self._catalogue.name(ask.component), ask.specifier)
        return Bilingual(
            f"城市在运行的 {number} 要求 {wanted}，须一并更换",
            f"{number}, which the city runs, asks for {wanted} and must move along",
        )

    def _moved(self, shelf: Shelf, component: int, place: int) -> Bilingual | None:
        """Why what runs is not kept."""
        was = self._running.get(component)
        if was is None or was == place:
            return None
        number = shelf.offers[was].number
        for asker in self._resolution.asked[component]:
            if not shelf.within(asker.specifier) >> was & 1:
                who = (
                    Bilingual("您", "you")
                    if asker.component is None
                    else _both(f"{self._catalogue.name(asker.component)} {self._number(asker)}")
                )
                return Bilingual(
                    f"在运行的 {number} 不符合{who.zh}的要求", f"{number}, which runs now, does not suit {who.en}"
                )
        return Bilingual(f"在运行的 {number} 不能与其余组件配合", f"{number}, which runs now, does not fit the rest")


def _both(text: str) -> Bilingual:
    return Bilingual(text, text)
