"""LT: what LanguageTool's grammar rules say, judged: priors, vetoes, habits, house style."""

from __future__ import annotations

from tqcheck.checks.grammar.check import Grammar

__all__ = ["Grammar"]
