"""Running the service: first steps, serving, following the log, checking, backing up."""
