"""The event log, the domain model, beliefs and the graph.

Public modules: ``claims``, ``dates``, ``fields``, ``gazetteer``, ``errors`` (the model, which other rooms build on), ``home``,
``events``, ``log``, ``blobs`` (the log), ``beliefs``, ``project`` (claims to rights to graph), ``store``, ``embedded``
(the servers) and ``answers``. Modules with a leading underscore are this package's own.
"""
