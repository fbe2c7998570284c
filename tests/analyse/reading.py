"""The type of the fixture that the tests of the analysis share: text → analysis."""

from collections.abc import Callable

from reportedly.records import Analysis

Analyse = Callable[[str], Analysis]
