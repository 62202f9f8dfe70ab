"""The weights of the spelling judgement, made by `python -m training.spelling`; see there for the data."""

from __future__ import annotations

CERTAIN = 0.88
LIKELY = 0.54

WEIGHTS: dict[str, float] = {
    "bias": -4.392,
    "again": -1.437,
    "compound": -1.043,
    "ending": -0.871,
    "ending_key": -0.454,
    "first": -1.065,
    "foreign": -0.326,
    "frequency": -1.169,
    "gap": 2.325,
    "in_article": 0.407,
    "initial": -0.160,
    "kind_accent": 0.588,
    "kind_doubling": 1.333,
    "kind_extra": -1.099,
    "kind_extra_neighbour": -0.061,
    "kind_neighbour": 0.527,
    "kind_omission": 1.189,
    "kind_space": -1.110,
    "kind_substitution": -0.608,
    "kind_transposition": 0.976,
    "kind_two": -2.456,
    "kind_undoubling": 0.721,
    "length": 0.966,
    "long_compounding": -1.280,
    "own": 1.402,
    "prefix": -0.130,
    "short": -0.473,
    "small_list": -0.668,
}
