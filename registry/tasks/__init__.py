"""What waits for whom: everything an organisation has yet to do, in one list, the most urgent first."""
