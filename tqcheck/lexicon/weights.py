"""The weights of the spelling judgement, made by `python -m training.spelling`; see there for the data."""

from __future__ import annotations

CERTAIN = 0.894
LIKELY = 0.575

WEIGHTS: dict[str, float] = {
    "bias": -4.955,
    "again": -1.672,
    "compound": -1.719,
    "ending": -0.670,
    "ending_key": -0.466,
    "first": -1.193,
    "foreign": -0.095,
    "frequency": -1.366,
    "gap": 2.668,
    "in_article": 0.850,
    "initial": -2.088,
    "kind_accent": 2.267,
    "kind_doubling": 1.615,
    "kind_extra": -1.349,
    "kind_extra_neighbour": 0.107,
    "kind_neighbour": 0.769,
    "kind_omission": 1.079,
    "kind_space": -2.267,
    "kind_substitution": -0.940,
    "kind_transposition": 1.556,
    "kind_two": -3.173,
    "kind_undoubling": 0.335,
    "length": 0.830,
    "long_compounding": -1.374,
    "own": 1.143,
    "prefix": -0.205,
    "short": -0.257,
    "small_list": -0.296,
}
