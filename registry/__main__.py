"""`python -m registry`: the command line, a group for each slice. Exit codes: 0 done, 1 refused, 2 usage."""

import click

from registry import __version__
from registry.accounts.commands import members, tokens
from registry.adoption.commands import adopt, outdated
from registry.app import open_database
from registry.catalogue.commands import import_components, publiccode, publish
from registry.demonstration.commands import demo
from registry.kit.console import Console, RefusingGroup
from registry.migrations.upgrading import require_current
from registry.operations.commands import backup, check, init, restore, serve, worker
from registry.organisations.commands import divisions, organisations
from registry.search.commands import reindex, search
from registry.settings import Settings
from registry.statistics.commands import statistics


@click.group(cls=RefusingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="registry")
@click.pass_context
def main(context: click.Context) -> None:
    """Shared-component registry for cities 城市共性组件登记平台: one city innovates, many reuse.

    REGISTRY_DATA is the data folder (default ./var); REGISTRY_DATABASE_URL moves the database to PostgreSQL.
    """
    settings = Settings.from_environment()
    database = open_database(settings)
    if context.invoked_subcommand not in {"init", "restore"}:
        require_current(database)
    context.obj = Console(database, settings.data)
    context.call_on_close(database.dispose)


for command in (
    init,
    serve,
    worker,
    demo,
    check,
    reindex,
    backup,
    restore,
    organisations,
    divisions,
    tokens,
    members,
    publiccode,
    import_components,
    publish,
    search,
    adopt,
    outdated,
    statistics,
):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m registry")
