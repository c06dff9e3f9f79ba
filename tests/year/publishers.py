"""What publishing cities do."""

from packaging.version import Version

from tests.year.country import API, COMPONENTS, Country, Shelf


class Publishers(Country):
    """Cities that release, yank, warn and deprecate."""

    def _users(self, component: Shelf) -> set[str]:
        using = [use for use in self.uses if use.component is component and use.stage != "retired"]
        return {body for use in using for body in use.bodies} - {component.publisher}

    def release(self) -> None:
        component = self.random.choice(self.shelves)
        newest = max(component.versions, key=Version)
        major, minor = (int(part) for part in newest.split("."))
        number = f"{major + 1}.0" if self.random.random() < 0.2 else f"{major}.{minor + 1}"
        self.done(
            self.client_of(component.publisher).post(f"{API}/components/{component.name}/versions", {"number": number}),
            ("version.published", self._users(component)),
            doer=component.publisher,
        )
        component.versions.append(number)

    def yank(self) -> None:
        component = self.random.choice(self.shelves)
        standing = [number for number in component.versions if number not in component.yanked]
        if len(standing) < 2:
            return
        number = self.random.choice(standing)
        running = [
            use for use in self.uses if use.component is component and use.stage != "retired" and use.version == number
        ]
        concerned = {body for use in running for body in use.bodies}
        path = f"{API}/components/{component.name}/versions/{number}/yank"
        self.done(
            self.client_of(component.publisher).post(path, {"reason": "invalid", "message": "示例"}),
            ("version.yanked", concerned),
            doer=component.publisher,
        )
        component.yanked.add(number)

    def warn(self) -> None:
        """An advisory over a range: it concerns who runs a version in it, and who does not know what it runs."""
        component = self.random.choice(self.shelves)
        border = self.random.choice(component.versions)
        affected = {number for number in component.versions if Version(number) < Version(border)} or {border}
        ranges = [{"introduced": "0"}, {"fixed": border}] if border not in affected else None
        told = {"ranges": [{"type": "ECOSYSTEM", "events": ranges}]} if ranges else {"versions": [border]}
        using = [use for use in self.uses if use.component is component and use.stage != "retired"]
        concerned = {body for use in using if use.version in affected or use.version is None for body in use.bodies}
        self.done(
            self.client_of(component.publisher).post(
                f"{API}/components/{component.name}/advisories",
                {"summary": "Leak", "severity": "high", "affected": [told]},
            ),
            ("advisory.published", concerned),
            doer=component.publisher,
        )

    def deprecate(self) -> None:
        component = self.random.choice([shelf for shelf in self.shelves if not shelf.is_deprecated])
        if sum(shelf.is_deprecated for shelf in self.shelves) > COMPONENTS // 4:
            return
        body = {"reason": "successor", "message": "示例"}
        self.done(
            self.client_of(component.publisher).post(f"{API}/components/{component.name}/deprecation", body),
            ("component.deprecated", self._users(component)),
            doer=component.publisher,
        )
        component.is_deprecated = True
