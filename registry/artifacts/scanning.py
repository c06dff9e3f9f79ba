"""A scanner for malware, as a command of the operator's choice: asked before received bytes are kept."""

import os
import shlex
import signal
import subprocess
from typing import Final, NamedTuple

import structlog

from registry.artifacts.errors import ArtifactInfected, ScannerFailed
from registry.artifacts.storage import Received

log = structlog.get_logger("registry.artifacts")

FILE: Final = "{file}"
LONGEST_REPORT: Final = 2000


class Scanner(NamedTuple):
    """A command line that exits with 0 for a clean file and with 1 for an infected one.

    The bytes stand on its standard input; `{file}` in it is where they stand on this machine. Without a command nothing
    is scanned. Where `is_required` a file that could not be scanned is refused, otherwise it is kept as unscanned.
    """

    command: str = ""
    seconds: float = 300.0
    is_required: bool = True

    def judge(self, received: Received) -> Received:
        """What was received, with what the scanner says. Raises ArtifactInfected, ScannerFailed."""
        if not self.command:
            return received
        status, report = self._run(received.place)
        if status == 0:
            return received._replace(scan="clean", report=report or None)
        if status == 1:
            log.warning("artifact_infected", digest=received.digest, report=report)
            raise ArtifactInfected(report=report or "–")
        log.error("scanner_failed", status=status, report=report)
        if self.is_required:
            raise ScannerFailed()
        return received._replace(report=report or None)

    def _run(self, place: str) -> tuple[int | None, str]:
        """The exit status and the last words; no status when it did not end in time or could not be started."""
        words = [place if word == FILE else word for word in shlex.split(self.command)]
        try:
            with open(place, "rb") as content:
                # A session of its own, so that what it started ends with it.
                process = subprocess.Popen(  # noqa: S603 — the operator's own command
                    words, stdin=content, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
                )
        except OSError as error:
            return None, str(error)
        try:
            said, _ = process.communicate(timeout=self.seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return None, f"no answer in {self.seconds:g} s"
        return process.returncode, _printable(said, place)


def _printable(said: bytes, place: str) -> str:
    """The report without where the file stood here, which is nobody's business."""
    text = said[-4 * LONGEST_REPORT :].decode("utf-8", "replace").replace(place, "file")
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()[-LONGEST_REPORT:]
