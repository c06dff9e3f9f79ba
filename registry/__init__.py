"""The shared-component registry for cities: one city innovates, many reuse."""

__version__ = "0.1.0"
