"""Tests, each reading as a sentence of the specification."""
