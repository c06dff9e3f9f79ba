"""What comes in over HTTP as it is: into the storage, named by nobody until an action names it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from flask import current_app, request
from sqlalchemy.orm import Session

from registry.artifacts.errors import TransfersBusy
from registry.artifacts.naming import OCTETS
from registry.artifacts.receiving import read_digest, take_in
from registry.artifacts.scanning import Scanner
from registry.artifacts.storage import Received, Storage
from registry.web.body import announced_length, body_pieces
from registry.web.context import database
from registry.web.transfers import Transfers

BODY: Final = {
    "required": True,
    "description": "The file as it is; its type in Content-Type",
    "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
}


def storage() -> Storage:
    """Where this application keeps artifacts."""
    found: Storage = current_app.extensions["registry.artifacts"]
    return found


def scanner() -> Scanner:
    """What looks at bytes before they are kept."""
    found: Scanner = current_app.extensions["registry.scanner"]
    return found


def transfers() -> Transfers:
    """The places for transfers in this process."""
    found: Transfers = current_app.extensions["registry.transfers"]
    return found


@contextmanager
def incoming_file(check: Callable[[Session, int], int]) -> Iterator[Received]:
    """The body of this request in the storage, named by nobody; forgotten again unless the block ends well.

    `check` gets a session that reads and the length that was announced: it refuses whatever can be known before the
    bytes are there, and says how many there may be. No transaction is open while they come in. Raises TransfersBusy.
    """
    length, declared = announced_length(), read_digest(request.headers.get("Repr-Digest"))
    with database().reading() as session:
        limit = check(session, length)
    if not transfers().take():
        raise TransfersBusy()
    try:
        received = take_in(storage(), scanner(), body_pieces(), limit=limit, declared=declared)
    finally:
        transfers().leave()
    with discarded_on_failure(received):
        yield received


@contextmanager
def discarded_on_failure(received: Received) -> Iterator[None]:
    """What was received is forgotten again when the block fails."""
    try:
        yield
    except BaseException:
        storage().discard(received)
        raise
