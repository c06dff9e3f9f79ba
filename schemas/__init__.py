"""The wire: what comes in and goes out, word for word. marshmallow and packaging only; nothing of ours is imported."""
