"""The entry point of WSGI servers, for example `granian --interface wsgi wsgi:app`."""

from registry.app import create_app
from registry.operations.following import start_followers
from registry.settings import Settings

app = create_app(Settings.from_environment())
start_followers(app.extensions)
