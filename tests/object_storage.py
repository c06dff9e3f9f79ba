"""An object storage of the tests' own: a real server that speaks S3, on this machine."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.request import Request, urlopen

BUCKET: Final = "artifacts"


@contextmanager
def object_storage() -> Iterator[str]:
    """A bucket that is empty at first; its `s3://` address, for which the usual settings are in the environment."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    before = dict(os.environ)
    os.environ.update(settings_of(f"http://{host}:{port}"))
    try:
        urlopen(Request(f"http://{host}:{port}/{BUCKET}", method="PUT"), timeout=30).close()
        yield f"s3://{BUCKET}/registry"
    finally:
        os.environ.clear()
        os.environ.update(before)
        server.stop()


def settings_of(endpoint: str) -> dict[str, str]:
    """What an operator sets for an object storage that is not Amazon's."""
    return {
        "AWS_ENDPOINT": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "only for tests",
        "AWS_REGION": "us-east-1",
    }
