"""What changed between two versions, and components side by side."""
