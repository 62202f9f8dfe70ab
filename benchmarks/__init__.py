"""Measures quality and speed against peers. Prints tables, asserts nothing; data is given, none is shipped."""
