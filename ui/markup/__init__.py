"""The pages' own HTML. All of it is built on :mod:`ui.markup.text`, through which every text goes."""
