"""Makes what the package ships as numbers: weights, priors. Needs data that is given, and numpy."""
