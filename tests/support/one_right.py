"""The smallest graph that says something: one right, who grants it and who holds it."""

from __future__ import annotations

from graph.rows import Batch, Edge, Node

OPENAI = Node("Entity", "openai", {"name": "OpenAI"}, ("Company",))
MICROSOFT = Node("Entity", "microsoft", {"name": "Microsoft"}, ("Company",))
RIGHT = Node(
    "Right", "r1", {"mode": "exclusive", "valid_from": "2019-07-22", "valid_to": None, "credence": 0.9, "rules": ("hold", "begin")}
)
GRANTED = Edge("GRANTED_BY", RIGHT.key, OPENAI.key)
HELD = Edge("HELD_BY", RIGHT.key, MICROSOFT.key)
FIRST = Batch(seq=3, nodes=(OPENAI, MICROSOFT, RIGHT), edges=(GRANTED, HELD), run="run-1", known="2026-03-02")
