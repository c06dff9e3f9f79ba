"""`python -m registry`: the command line, a group for each slice. Exit codes: 0 done, 1 refused, 2 usage."""

from collections.abc import Callable
from dataclasses import replace

import click

from registry import __version__
from registry.accounts.commands import members, tokens
from registry.adoption.commands import (
    adopt,
    adoptions,
    attest,
    claims,
    confirmations,
    credit,
    evidence,
    outdated,
    policy,
    ratings,
    respond,
    savings,
)
from registry.advisories.commands import advisories
from registry.app import create_app, open_database, open_storage
from registry.applications.commands import agreements, applications
from registry.artifacts.commands import artifacts, manifest, sign, verify
from registry.cases.commands import benchmarks, cases
from registry.catalogue.commands import components, import_components, publiccode, publish, quarantine, versions
from registry.collaboration.commands import feedback, pairings, questions, release_notes, reports
from registry.comparison.commands import compare, interface
from registry.demands.commands import demands
from registry.demonstration.commands import demo
from registry.diagnosis.commands import diagnosis
from registry.directory.commands import reindex
from registry.gaps.commands import gaps
from registry.kit.calling import Caller
from registry.kit.completion import VARIABLE, completion
from registry.kit.console import Console, Machine, RefusingGroup, language
from registry.kit.database import Database
from registry.kit.errors import Bilingual
from registry.kit.reaching import call_in_process, call_server, server_address
from registry.landscapes.commands import landscape
from registry.migrations.upgrading import require_current
from registry.notifications.commands import inbox, subscriptions
from registry.operations.commands import backup, check, collect, init, restore, serve, sweep, worker
from registry.organisations.commands import divisions, organisations
from registry.projects.commands import projects
from registry.publishing.commands import exchange, providers, stage, staged, trust
from registry.resolution.commands import lock, resolve
from registry.safeguards.commands import safeguards
from registry.sboms.commands import packages, sbom
from registry.scenarios.commands import scenarios
from registry.screening.commands import family, screen, screenings
from registry.search.commands import dictionary, misses, search, similar, synonyms
from registry.services.commands import purchases, services
from registry.settings import FarSettings, Settings
from registry.signing.commands import keys
from registry.standards.commands import standards
from registry.statistics.commands import statistics
from registry.statistics.report_commands import report
from registry.stewardship.commands import reviews, stewarding
from registry.tasks.commands import tasks
from registry.taxonomies.commands import taxonomies
from registry.web.application import RegistryFlask
from registry.webhooks.commands import webhooks
from registry.workdays.commands import workdays

URL_WRONG = Bilingual(
    "“{url}”不是可用的地址：须形如 https://registry.example，且不含用户名和密码。",
    "'{url}' will not do: an address such as https://registry.example is needed, without a user and a password.",
)
TOKEN_WRONG = Bilingual("REGISTRY_TOKEN 的值不是令牌。", "What REGISTRY_TOKEN holds is no token.")


@click.group(cls=RefusingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="registry")
@click.option("--url", metavar="URL", help="Work on the registry at this address, as the bearer of REGISTRY_TOKEN")
@click.pass_context
def main(context: click.Context, url: str | None) -> None:
    """Shared-component registry for cities 城市共性组件登记平台: one city innovates, many reuse.

    Without --url the commands work on this machine: REGISTRY_DATA is the data folder (default ./var);
    REGISTRY_DATABASE_URL moves the database to PostgreSQL. REGISTRY_URL is a --url for all commands.
    """
    far = FarSettings.from_environment()
    url = url or far.url
    if url:
        console = _far_console(url, far)
    else:
        # Who calls from within a process may have an application that only needs its settings.
        opening: Callable[[Settings], RegistryFlask] = context.obj or create_app
        console = _own_console(opening, prepared=context.invoked_subcommand not in UNPREPARED)
    context.obj = console
    context.call_on_close(console.close)


UNPREPARED = frozenset({"init", "restore", "completion", "interface"})
"""What works before there is a database."""


def _far_console(url: str, far: FarSettings) -> Console:
    address = server_address(url)
    if address is None:
        raise click.UsageError(URL_WRONG.in_language(language()).format(url=url))
    if far.token and not far.token.isascii():
        raise click.UsageError(TOKEN_WRONG.in_language(language()))
    return Console(lambda: call_server(address, far.token, language(), far.timeout))


def _own_console(opening: Callable[[Settings], RegistryFlask], *, prepared: bool) -> Console:
    settings = Settings.from_environment()

    def opened() -> Database:
        database = open_database(settings)
        if prepared:
            require_current(database)
        return database

    def caller() -> Caller:
        # What one command asks is no traffic: the log is told of the change itself, not of the request.
        app = opening(replace(settings, access_log="none"))
        database: Database = app.extensions["registry"].database
        if prepared:
            require_current(database)
        return call_in_process(app, language(), database.dispose)

    return Console(caller, Machine(opened, lambda: open_storage(settings), settings.data))


for part in stewarding:
    components.add_command(part)

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
    components,
    reviews,
    sweep,
    collect,
    credit,
    versions,
    artifacts,
    manifest,
    sign,
    verify,
    keys,
    completion,
    taxonomies,
    standards,
    advisories,
    publiccode,
    import_components,
    publish,
    stage,
    staged,
    providers,
    trust,
    exchange,
    quarantine,
    compare,
    interface,
    search,
    similar,
    synonyms,
    dictionary,
    misses,
    safeguards,
    screen,
    screenings,
    family,
    gaps,
    diagnosis,
    sbom,
    packages,
    feedback,
    questions,
    scenarios,
    reports,
    pairings,
    services,
    purchases,
    release_notes,
    demands,
    projects,
    cases,
    benchmarks,
    resolve,
    lock,
    adopt,
    applications,
    agreements,
    workdays,
    adoptions,
    evidence,
    confirmations,
    claims,
    attest,
    outdated,
    landscape,
    respond,
    policy,
    tasks,
    ratings,
    savings,
    webhooks,
    statistics,
    report,
    inbox,
    subscriptions,
):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m registry", complete_var=VARIABLE)
