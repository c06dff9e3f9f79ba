"""Events sent to the systems of organisations, by Standard Webhooks: signed, in order, at least once."""
