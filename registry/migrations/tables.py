"""Every table of the registry, for Alembic and for the test that migrations and models agree."""

import registry.accounts.models
import registry.adoption.models
import registry.advisories.models
import registry.applications.models
import registry.artifacts.models
import registry.cases.models
import registry.catalogue.models
import registry.collaboration.models
import registry.comparison.models
import registry.demands.models
import registry.diagnosis.models
import registry.events.models
import registry.gaps.models
import registry.landscapes.models
import registry.notifications.models
import registry.organisations.models
import registry.projects.models
import registry.publishing.models
import registry.safeguards.models
import registry.sboms.models
import registry.scenarios.models
import registry.screening.models
import registry.search.models
import registry.services.models
import registry.signing.models
import registry.standards.models
import registry.statistics.models
import registry.taxonomies.models
import registry.web.models
import registry.webhooks.models
import registry.workdays.models  # noqa: F401 — imported for their tables
from registry.kit.database import Base

metadata = Base.metadata
