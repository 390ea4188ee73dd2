"""Measurements: `python -m benchmarks.run` prints them and writes them into README.md beside this file."""
