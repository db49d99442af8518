"""How work is run: jobs, runs, leases and the run log."""
