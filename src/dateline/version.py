"""The version of the package, where every room may look it up."""

__version__ = "0.1.0"
