"""The entry point of WSGI servers: `granian --interface wsgi wsgi:app`."""

from registry.app import create_app
from registry.settings import Settings

app = create_app(Settings.from_environment())
