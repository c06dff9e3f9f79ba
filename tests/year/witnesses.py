"""What proves an adoption."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, time, timedelta

from tests.year.country import API, Country, Use
from tests.year.worth import Word


class Witnesses(Country):
    """Evidence, confirmations, signs of life, calls."""

    def prove(self) -> None:
        """Evidence that the publisher looks at: mostly accepted."""
        use = self.some(lambda use: use.runs, lambda use: use.component.publisher not in {use.beneficiary, "builder"})
        if use is None or self.places[use.component.publisher] == self.places[use.beneficiary]:
            return
        path = f"{API}/adoptions/{use.identifier}/evidence"
        body = {"kind": "deployment", "title": "示例", "url": f"https://city.example/{self.random.random()}"}
        added = self.done(
            self.client_of(use.adopter).post(path, body), ("adoption.evidence_added", ()), doer=use.adopter
        )
        is_good = self.random.random() < 0.8
        decision = {"decision": "accept" if is_good else "reject", "note": "示例"}
        self.done(
            self.cities[use.component.publisher].post(f"{path}/{added.json['id']}/decisions", decision),
            ("adoption.evidence_decided", use.bodies),
            doer=use.component.publisher,
        )
        if is_good:
            use.known.accepted.append(self.today)

    def confirm(self) -> None:
        by = self.random.choice(["publisher", "publisher", "assessor"])
        use = self.some(
            lambda use: use.runs,
            lambda use: use.component.publisher not in {use.beneficiary, "builder"},
            lambda use: not any(word.by == by and word.until is None for word in use.known.words),
        )
        if use is None:
            return
        verdict = "disputed" if by == "publisher" and self.random.random() < 0.15 else "confirmed"
        who = self.assessor if by == "assessor" else self.cities[use.component.publisher]
        self.done(
            who.post(f"{API}/adoptions/{use.identifier}/confirmations", {"verdict": verdict, "note": "示例"}),
            (f"adoption.{verdict}", use.bodies),
            doer="assessor" if by == "assessor" else use.component.publisher,
        )
        use.known.words.append(Word(by, verdict, self.today))

    def take_back(self) -> None:
        use = self.some(lambda use: any(word.until is None for word in use.known.words))
        if use is None:
            return
        word = next(word for word in use.known.words if word.until is None)
        who = self.assessor if word.by == "assessor" else self.cities[use.component.publisher]
        path = f"{API}/adoptions/{use.identifier}/confirmations"
        found = next(
            item
            for item in self.administrator.get(path).json["items"]
            if item["confirmer"] == word.by and item["withdrawn_at"] is None
        )
        self.done(
            who.post(f"{path}/{found['id']}/withdrawal", {"reason": "示例"}),
            ("adoption.confirmation_withdrawn", use.bodies),
            doer="assessor" if word.by == "assessor" else use.component.publisher,
        )
        word.until = self.today

    def attest(self) -> None:
        use = self.some(lambda use: use.runs)
        if use is None:
            return
        who, path = self.client_of(use.adopter), f"{API}/adoptions/{use.identifier}"
        if self.random.random() < 0.5:
            body = {"statement": "仍在运行", "stated_by": "示例科 某科长"}
            self.done(who.post(f"{path}/attestations", body), ("adoption.attested", ()), doer=use.adopter)
        else:
            self._key(use)
            nonce = self.done(who.post(f"{path}/nonces", {}), doer=use.adopter).json["nonce"]
            usage = self.random.choice(["", "100-9999"])
            message = f"{nonce}\n{use.version or ''}\n{usage}".encode()
            body = {"nonce": nonce, "signature": self._signed(use, message)}
            body |= {"version": use.version} if use.version else {}
            body |= {"usage": usage} if usage else {}
            self.done(who.post(f"{path}/attestations", body), ("adoption.attested", ()), doer=use.adopter)
            if usage:
                use.known.signed.append(self.today)
        use.known.signs.append(self.today)

    def _key(self, use: Use) -> None:
        if use.key is None:
            answer = self.client_of(use.adopter).post(f"{API}/adoptions/{use.identifier}/keys", {})
            self.done(answer, doer=use.adopter)
            use.key = base64.b64decode(answer.json["key"])

    def _signed(self, use: Use, message: bytes) -> str:
        assert use.key is not None
        return hmac.new(use.key, message, hashlib.sha256).hexdigest()

    def report_usage(self) -> None:
        """Calls of the last days, in a file or signed; days reported before are corrected by it."""
        use = self.some(lambda use: use.runs, lambda use: use.known.steps[0][1] < self.today)
        if use is None:
            return
        first = max(use.known.steps[0][1], self.today - timedelta(days=self.random.choice([7, 20, 45])))
        days = [first + timedelta(days=n) for n in range((self.today - first).days)]
        calls = [self.random.choice([0, 40, 900, 20_000]) for _ in days]
        rows = [{"day": day.isoformat(), "calls": number} for day, number in zip(days, calls, strict=True)]
        path, who = f"{API}/adoptions/{use.identifier}/usage", self.client_of(use.adopter)
        if self.random.random() < 0.5:
            self.done(who.post(path, {"days": rows}), ("adoption.used", ()), doer=use.adopter)
        else:
            self._key(use)
            use.reported += 1
            moment = datetime.combine(self.today, time(3, 0, min(59, use.reported)), tzinfo=UTC)
            self._report_signed(use, path, {"days": rows, "issued_at": moment.isoformat().replace("+00:00", "Z")})
        use.known.usage += [(day, number, self.today) for day, number in zip(days, calls, strict=True)]

    def _report_signed(self, use: Use, path: str, body: dict) -> None:
        raw = json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Signature-256": f"sha256={self._signed(use, raw)}"}
        answer = self.client_of(use.adopter).call("POST", path, data=raw, headers=headers)
        self.done(answer, ("adoption.used", ()), doer=use.adopter)
        use.known.signed.append(self.today)
        use.known.signs.append(self.today)
