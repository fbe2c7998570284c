"""Reportedly reads reports and builds a case: who says what about whom, when and how firmly."""
