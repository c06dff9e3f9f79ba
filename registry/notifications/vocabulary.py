"""The words of notices."""

from typing import Final

CHANNELS: Final = ("email", "sms", "im")
"""The ways beside the inbox, which every organisation has."""

URGENCIES: Final = ("critical", "high", "normal", "low")
"""The most urgent first."""

DIGESTS: Final = ("at_once", "daily", "weekly")
MESSAGE_STATUSES: Final = ("waiting", "sent", "failed")
SUBSCRIPTION_STATUSES: Final = ("unconfirmed", "active", "paused")
LANGUAGES: Final = ("zh", "en")
