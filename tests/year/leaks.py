"""What operating entities, assessors and the public can read: every door is opened, and no landscape is behind it.

An adoption is known to them by nothing: not by its id, not by a city beside a component, not by a small count.
"""

from collections.abc import Iterator

from tests.build import Client
from tests.year.country import API, Country

PAGED = (
    "components",
    "organisations",
    "advisories",
    "feedback",
    "notices",
    "adoption-claims",
    "applications",
    "flags",
    "webhooks",
    "peer-questions",
    "report-requests",
)
SINGLE = (
    "statistics/overview",
    "components?facets=domain,kind,publisher",
    "feeds/components.atom",
    "events?after=0&limit=1000",
)
OF_A_COMPONENT = ("", "/ratings", "/reuse", "/versions", "/suppliers", "/response-times", "/security-reports")
OF_A_CITY = (
    "landscape",
    "landscape.csv",
    "landscape.svg",
    "credit",
    "updates",
    "tasks",
    "notices",
    "policy",
    "savings",
    "export",
    "certifications",
)
OF_AN_ADOPTION = (
    "",
    "/evidence",
    "/confirmations",
    "/attestations",
    "/usage",
    "/contract",
    "/cost",
    "/reports",
    "/credit",
    "/keys",
)


def texts_read_by(country: Country, reader: Client) -> Iterator[tuple[str, int, str]]:
    """Everything there is to read, with its address and status, as far as the reader may."""
    places = [f"{API}/{place}?limit=100" for place in PAGED] + [f"{API}/{place}" for place in SINGLE]
    for shelf in country.shelves:
        places += [f"{API}/components/{shelf.name}{part}" for part in OF_A_COMPONENT]
    for city in list(country.cities)[:6]:
        places += [f"{API}/organisations/{city}/{part}" for part in OF_A_CITY]
        places += [f"{API}/components?adopted_by={city}", f"{API}/adoptions?adopter={city}"]
        places.append(f"{API}/metrics/cities/{city}")
    for use in country.uses[:12]:
        places += [f"{API}/adoptions/{use.identifier}{part}" for part in OF_AN_ADOPTION]
    for place in places:
        answer = reader.get(place)
        yield place, answer.status_code, answer.get_data(as_text=True)


def found_out(country: Country, text: str) -> list[str]:
    """The adoptions that a text gives away by their ids."""
    return [use.identifier for use in country.uses if use.identifier in text]
