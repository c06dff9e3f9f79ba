"""The words of notices."""

from typing import Final

CHANNELS: Final = ("inbox", "email", "sms", "im")
URGENCIES: Final = ("critical", "high", "normal", "low")
DIGESTS: Final = ("at_once", "daily", "weekly")
MESSAGE_STATUSES: Final = ("waiting", "sent", "failed")
