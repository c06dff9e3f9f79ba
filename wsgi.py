"""The entry point of WSGI servers, for example `granian --interface wsgi wsgi:app`."""

import gc

from registry.app import create_app
from registry.operations.following import start_followers
from registry.settings import Settings

app = create_app(Settings.from_environment())
# What is there now stays: without this the collector of cycles walks through all of it again and again.
gc.collect()
gc.freeze()
start_followers(app.extensions)
