"""Faults on the real feed and the real board, on a turned clock: words, freshness, recovery, requests."""
