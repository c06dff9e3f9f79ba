"""Which versions fit together, and with what a city already runs."""
