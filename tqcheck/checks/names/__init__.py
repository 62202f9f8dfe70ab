"""Names: what is one slip away from a name that the article, its source or the house knows, and names written two ways."""

from tqcheck.checks.names.duplicates import NearDuplicateName
from tqcheck.checks.names.ways import NameWrittenTwoWays

__all__ = ["NameWrittenTwoWays", "NearDuplicateName"]
