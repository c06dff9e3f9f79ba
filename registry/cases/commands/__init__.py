"""Cases and benchmarks, from the command line."""

from registry.cases.commands.benchmarks import benchmarks
from registry.cases.commands.cases import cases

__all__ = ["benchmarks", "cases"]
