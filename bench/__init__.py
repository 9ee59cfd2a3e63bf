"""Timings of govgraph against its peers, taken in one run on one machine, so that their ratios hold.

Each module here with a function `run(options)` is a benchmark; `python -m bench` runs them all.
"""
