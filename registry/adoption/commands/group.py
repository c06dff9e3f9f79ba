"""Where the commands about single adoptions belong."""

import click


@click.group()
def adoptions() -> None:
    """Adoptions: what is recorded of them, what they cost, how much they are called."""
