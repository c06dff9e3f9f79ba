"""The keys with which organisations sign what they publish."""
