"""Who is told what: notices that follow the log, and the ways they reach people."""
