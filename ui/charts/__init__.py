"""Charts as Vega-Lite specifications, made of what :mod:`ui.layout` says."""
