"""The threads that keep what is derived up with the log."""

import threading

from flask import Flask

from registry.search.engine import SearchEngine
from registry.statistics.following import StatisticsFollower


def start_followers(app: Flask) -> threading.Event:
    """Start following in this process; set the event to stop. Every worker process does this after it was forked."""
    stop = threading.Event()
    engine: SearchEngine = app.extensions["registry.search"]
    statistics: StatisticsFollower = app.extensions["registry.statistics"]
    for name, follower in (("search", engine), ("statistics", statistics)):
        threading.Thread(target=follower.run, args=(stop,), name=f"{name}-follower", daemon=True).start()
    return stop
