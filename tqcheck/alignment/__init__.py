from tqcheck.alignment.records import Aligned, Link, Similarity, Unit
from tqcheck.alignment.units import units_of
