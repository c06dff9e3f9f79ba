"""The group that the commands of the board hang on."""

import click


@click.group()
def demands() -> None:
    """What cities need and find nowhere: post it, second it, offer components for it."""
