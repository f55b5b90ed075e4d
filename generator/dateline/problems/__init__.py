"""Faults in content as values: what they are, what they are called, how they are shown."""

from dateline.problems.nearest import nearest_hint, nearest_or
from dateline.problems.problem import Problem, Severity, Span, error, has_errors, warning

__all__ = ["Problem", "Severity", "Span", "error", "has_errors", "nearest_hint", "nearest_or", "warning"]
