"""What we measure: one file per measurement, run by ``python -m benchmarks``."""
