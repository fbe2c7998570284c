"""Positions → pictures for print and page: a map as SVG or PNG, drawn without the network."""

from reportedly.plot.map import MapPoint, draw_map, paint_map

__all__ = ["MapPoint", "draw_map", "paint_map"]
