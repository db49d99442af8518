"""When triggers fire, by APScheduler and zoneinfo."""
