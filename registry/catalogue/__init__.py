"""Components and versions: register, publish, yank, deprecate."""
