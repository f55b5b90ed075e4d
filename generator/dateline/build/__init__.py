"""The conductor: the stages in their order, and what flows between them."""

from dateline.build.conductor import build
from dateline.build.options import Options, Progress, Result, Whole

__all__ = ["Options", "Progress", "Result", "Whole", "build"]
