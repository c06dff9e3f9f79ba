"""What is wrong with which versions, and what mends it."""
