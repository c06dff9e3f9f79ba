"""The only file that reads the environment."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from environs import Env, validate

from registry.kit.policy import Policy


class SettingMissing(SystemExit):
    """A setting without which the service would not be safe; the service does not start."""


@dataclass(frozen=True)
class Settings:
    """How this installation runs. See `docs/operate.md` for what each setting means."""

    data: Path
    database_url: str
    secret: str
    production: bool = False
    public_url: str | None = None
    policy: Policy = field(default_factory=Policy)
    reads_per_minute: int = 6000
    writes_per_minute: int = 600
    access_log: str = "writes"
    metrics_token: str | None = None
    trusted_proxies: int = 0
    storage_url: str = ""
    storage_redirects: bool = True
    scanner: str = ""
    scanner_seconds: float = 300.0
    scanner_required: bool = True
    transfers: int = 12
    provider_networks: tuple[str, ...] = ()
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    sms_program: str = ""
    im_program: str = ""
    webhook_networks: tuple[str, ...] = ()

    @property
    def storage(self) -> str:
        """Where artifacts are kept: a folder of this machine unless an object storage is named."""
        return self.storage_url or (self.data / "artifacts").as_uri()

    @property
    def audience(self) -> str | None:
        """Whom identity tokens of machines must be made for: this registry; None where it has no name in production."""
        return (self.public_url or "").rstrip("/") or (None if self.production else "http://localhost")

    @property
    def index_path(self) -> Path:
        return self.data / "index"

    @property
    def directory_path(self) -> Path:
        """The index of organisations."""
        return self.data / "directory"

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read `REGISTRY_…`; in production a missing secret stops the service."""
        env = Env(prefix="REGISTRY_")
        data = Path(env.str("DATA", "./var")).absolute()
        production = env.str("ENVIRONMENT", "") == "production"
        return cls(
            data=data,
            database_url=env.str("DATABASE_URL", f"sqlite:///{data / 'registry.sqlite3'}"),
            secret=_secret(env.str("SECRET", ""), data, production),
            production=production,
            public_url=env.str("PUBLIC_URL", None),
            policy=Policy(
                listing_review=env.bool("LISTING_REVIEW", False),
                artifact_bytes_max=env.int("ARTIFACT_BYTES", Policy.artifact_bytes_max),
                version_artifacts_max=env.int("VERSION_ARTIFACTS", Policy.version_artifacts_max),
                organisation_bytes_max=env.int("ORGANISATION_BYTES", Policy.organisation_bytes_max),
                delist_notice_days=env.int("DELIST_NOTICE_DAYS", 90, validate=validate.Range(min=0)),
                evidence_bytes_max=env.int("EVIDENCE_BYTES", Policy.evidence_bytes_max),
                common_problem_cities=env.int("COMMON_PROBLEM_CITIES", 5, validate=validate.Range(min=2)),
            ),
            reads_per_minute=env.int("READS_PER_MINUTE", 6000),
            writes_per_minute=env.int("WRITES_PER_MINUTE", 600),
            access_log=env.str("ACCESS_LOG", "writes"),
            metrics_token=env.str("METRICS_TOKEN", None),
            trusted_proxies=env.int("TRUSTED_PROXIES", 0),
            storage_url=env.str("STORAGE", ""),
            storage_redirects=env.bool("STORAGE_REDIRECTS", True),
            scanner=env.str("SCANNER", ""),
            scanner_seconds=env.float("SCANNER_SECONDS", 300.0, validate=validate.Range(min=1)),
            scanner_required=env.bool("SCANNER_REQUIRED", True),
            transfers=env.int("TRANSFERS", 12, validate=validate.Range(min=1)),
            provider_networks=tuple(env.list("PROVIDER_NETWORKS", [])),
            smtp_url=_smtp_url(env),
            mail_from=env.str("MAIL_FROM", ""),
            sms_program=env.str("SMS_PROGRAM", ""),
            im_program=env.str("IM_PROGRAM", ""),
            webhook_networks=tuple(env.list("WEBHOOK_NETWORKS", [])),
        )


@dataclass(frozen=True)
class FarSettings:
    """Which registry the command line speaks to when it is not this machine's own."""

    url: str | None = None
    token: str | None = field(default=None, repr=False)
    timeout: float = 30.0

    @classmethod
    def from_environment(cls) -> "FarSettings":
        """Read `REGISTRY_URL`, `REGISTRY_TOKEN` and `REGISTRY_TIMEOUT`."""
        env = Env(prefix="REGISTRY_")
        return cls(
            url=env.str("URL", "") or None,
            token=env.str("TOKEN", "").strip() or None,
            timeout=env.float("TIMEOUT", 30.0, validate=validate.Range(min=0.1, max=600)),
        )


def _smtp_url(env: Env) -> str:
    """Where mail is handed in. Mail without a sender, or whose links lead nowhere, is not sent at all."""
    url = env.str("SMTP_URL", "")
    if url and not (env.str("MAIL_FROM", "") and env.str("PUBLIC_URL", "")):
        raise SettingMissing("REGISTRY_SMTP_URL needs REGISTRY_MAIL_FROM and REGISTRY_PUBLIC_URL beside it.")
    return url


def _secret(given: str, data: Path, production: bool) -> str:
    """The secret that signs cursors. Outside production one is made and kept in the data folder."""
    if given:
        return given
    if production:
        raise SettingMissing("REGISTRY_SECRET is not set: in production the service does not start without it.")
    data.mkdir(parents=True, exist_ok=True)
    kept = data / "secret"
    if not kept.exists():
        try:
            with kept.open("x") as file:
                file.write(secrets.token_urlsafe(32))
            kept.chmod(0o600)
        except FileExistsError:
            pass  # Another process made it at the same moment.
    return kept.read_text()
