"""What cities need and nobody offers yet: the demand board."""
