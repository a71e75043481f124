"""Measurements that print their figures and assert nothing: `python -m tests.benchmarks.NAME`."""
