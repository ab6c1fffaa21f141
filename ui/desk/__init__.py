"""The pages. Each lays out widgets and hands values on; what they say is decided in :mod:`ui.views`, how it looks in :mod:`ui.markup`."""
