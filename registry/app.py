"""Putting the slices together: the only file that knows every one of them."""

from werkzeug.middleware.proxy_fix import ProxyFix

from registry.accounts import api as accounts_api
from registry.accounts import pages as accounts_pages
from registry.accounts.access import authenticate, recognise
from registry.adoption import actions as adoption
from registry.adoption import api as adoption_api
from registry.adoption import pages as adoption_pages
from registry.advisories import api as advisories_api
from registry.advisories import pages as advisories_pages
from registry.applications import actions as applications
from registry.applications import api as applications_api
from registry.applications import pages as applications_pages
from registry.artifacts import api as artifacts_api
from registry.artifacts import pages as artifacts_pages
from registry.artifacts.collecting import Collector
from registry.artifacts.scanning import Scanner
from registry.artifacts.storage import Storage
from registry.cases import api as cases_api
from registry.cases import pages as cases_pages
from registry.catalogue import api as catalogue_api
from registry.catalogue import pages as catalogue_pages
from registry.collaboration import actions as collaboration
from registry.collaboration import api as collaboration_api
from registry.collaboration import pages as collaboration_pages
from registry.comparison import api as comparison_api
from registry.comparison import pages as comparison_pages
from registry.comparison.interfaces import InterfaceComparer
from registry.dashboard import concepts as concept_pages
from registry.dashboard import pages as dashboard_pages
from registry.demands import api as demands_api
from registry.demands import pages as demands_pages
from registry.diagnosis import api as diagnosis_api
from registry.diagnosis import pages as diagnosis_pages
from registry.directory import api as directory_api
from registry.directory import pages as directory_pages
from registry.directory.feed import OrganisationFeed
from registry.events import api as events_api
from registry.feeds import api as feeds_api
from registry.feeds import pages as feeds_pages
from registry.gaps import api as gaps_api
from registry.gaps import pages as gaps_pages
from registry.kit.addresses import read_networks
from registry.kit.calling_out import Outside
from registry.kit.clock import Clock
from registry.kit.database import Database
from registry.kit.paging import Cursors
from registry.kit.sweeping import LookedFirst, Sweep, Sweeper
from registry.landscapes import api as landscapes_api
from registry.landscapes import pages as landscapes_pages
from registry.landscapes.actions import remind_of_certifications
from registry.landscapes.following import LandscapeImporter
from registry.migrations.upgrading import require_current
from registry.notifications import actions as notifications
from registry.notifications import api as notifications_api
from registry.notifications import pages as notifications_pages
from registry.notifications.courier import Courier, open_channels
from registry.notifications.following import NoticeFollower
from registry.organisations import api as organisations_api
from registry.organisations import pages as organisations_pages
from registry.organisations.queries import holds_demonstration
from registry.projects import actions as projects
from registry.projects import api as projects_api
from registry.projects import pages as projects_pages
from registry.publishing import api as publishing_api
from registry.publishing import pages as publishing_pages
from registry.publishing.fetching import ProviderKeys
from registry.resolution import api as resolution_api
from registry.resolution import pages as resolution_pages
from registry.safeguards import actions as safeguards
from registry.safeguards import api as safeguards_api
from registry.safeguards import pages as safeguards_pages
from registry.sboms import api as sboms_api
from registry.sboms import pages as sboms_pages
from registry.scenarios import api as scenarios_api
from registry.scenarios import pages as scenarios_pages
from registry.screening import api as screening_api
from registry.screening import pages as screening_pages
from registry.search import api as search_api
from registry.search import pages as search_pages
from registry.search.engine import SearchEngine
from registry.search.misses import MissCounter
from registry.services import actions as bought_services
from registry.services import api as services_api
from registry.services import pages as services_pages
from registry.settings import Settings
from registry.signing import api as signing_api
from registry.signing import pages as signing_pages
from registry.standards import api as standards_api
from registry.standards import pages as standards_pages
from registry.statistics import api as statistics_api
from registry.statistics.actions import issue_due_report
from registry.statistics.following import StatisticsFollower
from registry.stewardship import actions as stewardship
from registry.stewardship import api as stewardship_api
from registry.stewardship import pages as stewardship_pages
from registry.tasks import api as tasks_api
from registry.tasks import pages as tasks_pages
from registry.taxonomies import api as taxonomies_api
from registry.taxonomies import pages as taxonomies_pages
from registry.web import discovery, health, metrics
from registry.web.api import Api
from registry.web.application import RegistryFlask
from registry.web.context import Services
from registry.web.limits import ReadBudgets
from registry.web.logs import configure_logs
from registry.web.pages import init_pages
from registry.web.problems import register_problems
from registry.web.transfers import Transfers
from registry.webhooks import actions as webhooks
from registry.webhooks import api as webhooks_api
from registry.webhooks import pages as webhooks_pages
from registry.webhooks.delivering import Deliverer
from registry.workdays import api as workdays_api
from registry.workdays import pages as workdays_pages

APIS = (
    workdays_api,
    organisations_api,
    accounts_api,
    webhooks_api,
    signing_api,
    taxonomies_api,
    catalogue_api,
    artifacts_api,
    standards_api,
    sboms_api,
    publishing_api,
    advisories_api,
    comparison_api,
    resolution_api,
    search_api,
    directory_api,
    screening_api,
    adoption_api,
    applications_api,
    stewardship_api,
    collaboration_api,
    gaps_api,
    demands_api,
    scenarios_api,
    services_api,
    projects_api,
    cases_api,
    safeguards_api,
    landscapes_api,
    tasks_api,
    statistics_api,
    diagnosis_api,
    notifications_api,
    events_api,
    feeds_api,
)
PAGES = (
    discovery,
    health,
    metrics,
    accounts_pages,
    organisations_pages,
    taxonomies_pages,
    catalogue_pages,
    stewardship_pages,
    standards_pages,
    search_pages,
    directory_pages,
    screening_pages,
    dashboard_pages,
    concept_pages,
    feeds_pages,
    signing_pages,
    artifacts_pages,
    sboms_pages,
    publishing_pages,
    advisories_pages,
    comparison_pages,
    resolution_pages,
    collaboration_pages,
    gaps_pages,
    demands_pages,
    scenarios_pages,
    services_pages,
    projects_pages,
    cases_pages,
    diagnosis_pages,
    adoption_pages,
    applications_pages,
    safeguards_pages,
    landscapes_pages,
    tasks_pages,
    notifications_pages,
    webhooks_pages,
    workdays_pages,
)


SWEEPS: tuple[Sweep | LookedFirst, ...] = (
    stewardship.sweep,
    adoption.expire_claims,
    adoption.remind,
    adoption.purge_nonces,
    webhooks.sweep,
    notifications.purge_messages,
    notifications.purge_unconfirmed,
    applications.sweep_steps,
    applications.sweep_trials,
    remind_of_certifications,
    projects.sweep_milestones,
    safeguards.daily_look,
    collaboration.sweep_activities,
    bought_services.sweep_purchases,
    issue_due_report,
)
"""What time alone brings about, in the order in which it is looked for."""


def open_database(settings: Settings, clock: Clock | None = None) -> Database:
    """The database of these settings; its folder is made when it is missing."""
    settings.data.mkdir(parents=True, exist_ok=True)
    return Database(settings.database_url, clock=clock, policy=settings.policy)


def open_sweeper(database: Database) -> Sweeper:
    """What ends what has run out in this database, and tells what is due."""
    return Sweeper(database, SWEEPS)


def open_courier(settings: Settings, database: Database) -> Courier:
    """What carries messages to subscribers, by the ways of these settings."""
    channels = open_channels(settings.smtp_url, settings.mail_from, settings.sms_program, settings.im_program)
    return Courier(database, channels, secret=settings.secret, root=(settings.public_url or "").rstrip("/"))


def open_storage(settings: Settings) -> Storage:
    """The storage of artifacts of these settings; it opens nothing before it is used."""
    return Storage(settings.storage, incoming=settings.data / "incoming", redirects=settings.storage_redirects)


def open_deliverer(settings: Settings, database: Database) -> Deliverer:
    """What sends events to webhooks; outside production this machine itself may be called, as trials do."""
    outside = Outside(allowed=read_networks(settings.webhook_networks), loopback=not settings.production)
    return Deliverer(database, outside, secret=settings.secret, own=settings.public_url)


def create_app(settings: Settings, *, clock: Clock | None = None) -> RegistryFlask:
    """The WSGI application. It opens nothing before the first request, so that it can be forked."""
    app = assemble()
    equip(app, settings, clock)
    return app


def assemble() -> RegistryFlask:
    """The routes, pages and templates of every slice, before there is a database or any setting: this takes the time.

    It answers nothing yet: see `equip`.
    """
    configure_logs()
    app = RegistryFlask("registry")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    init_pages(app, holds_demonstration)
    register_problems(app)
    api = Api(app)
    for slice_api in APIS:
        api.register_blueprint(slice_api.blueprint)
    for slice_pages in PAGES:
        app.register_blueprint(slice_pages.blueprint)
    return app


def equip(app: RegistryFlask, settings: Settings, clock: Clock | None = None) -> None:
    """Give an application all that it works with: everything that follows from settings, or remembers, stands here."""
    app.read_budgets = ReadBudgets(settings.reads_per_minute)
    app.access_log = settings.access_log
    database = open_database(settings, clock)
    engine = SearchEngine(database, settings.index_path)
    directory = SearchEngine(database, settings.directory_path, OrganisationFeed())
    app.extensions["registry"] = Services(
        settings=settings,
        database=database,
        cursors=Cursors(settings.secret),
        authenticate=authenticate,
        recognise=recognise,
    )
    figures = StatisticsFollower(database)
    app.extensions["registry.artifacts"] = open_storage(settings)
    app.extensions["registry.landscapes"] = LandscapeImporter(database, app.extensions["registry.artifacts"])
    app.extensions["registry.collector"] = Collector(database, app.extensions["registry.artifacts"])
    app.extensions["registry.transfers"] = Transfers(settings.transfers)
    app.extensions["registry.scanner"] = Scanner(
        settings.scanner, settings.scanner_seconds, is_required=settings.scanner_required
    )
    app.extensions["registry.publishing"] = ProviderKeys(
        database.clock, allowed=read_networks(settings.provider_networks), loopback=not settings.production
    )
    app.extensions["registry.webhooks"] = open_deliverer(settings, database)
    app.extensions["registry.comparison"] = InterfaceComparer(database, app.extensions["registry.artifacts"])
    app.extensions["registry.search"] = engine
    app.extensions["registry.search.misses"] = MissCounter(database)
    app.extensions["registry.directory"] = directory
    app.extensions["registry.statistics"] = figures
    app.extensions["registry.notifications"] = notices = NoticeFollower(database)
    app.extensions["registry.notifications.messages"] = open_courier(settings, database)
    app.extensions["registry.sweeper"] = open_sweeper(database)
    app.extensions["registry.readiness"] = {
        "database": health.database_is_writable,
        "migrations": lambda: require_current(database),
        "search": lambda: {"events_behind": engine.lag()},
        "directory": lambda: {"events_behind": directory.lag()},
        "statistics": lambda: {"events_behind": figures.lag()},
        "notices": lambda: {"events_behind": notices.lag()},
    }
    if settings.trusted_proxies:
        near = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near, x_host=near)  # type: ignore[method-assign]
