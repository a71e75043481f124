"""A full-screen terminal wallboard for the Bright Pattern Real-Time Statistics API."""

__version__ = "0.1.0"
