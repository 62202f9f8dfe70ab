"""Names: what is one slip away from a name that the article, its source or the house knows, and names written two ways."""

from tqcheck.checks.names.added import AddedToName
from tqcheck.checks.names.duplicates import NearDuplicateName
from tqcheck.checks.names.house import HouseName
from tqcheck.checks.names.missing import NameMissing
from tqcheck.checks.names.source import NameInSource
from tqcheck.checks.names.ways import NameWrittenTwoWays

__all__ = ["AddedToName", "HouseName", "NameInSource", "NameMissing", "NameWrittenTwoWays", "NearDuplicateName"]
