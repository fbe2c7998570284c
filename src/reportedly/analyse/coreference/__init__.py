"""Every phrase of a text that refers to something, and which of them refer to the same."""

from reportedly.analyse.coreference.resolve import find_references

__all__ = ["find_references"]
