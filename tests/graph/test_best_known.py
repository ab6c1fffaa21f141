"""Of how many articles an entity and an outlet tell, whatever they were judged, revised or moved to since."""

from __future__ import annotations

import json
from typing import Any

from telling import Telling, dispute, right

from graph.export import Lines


def nodes(told: Telling, label: str) -> dict[str, dict[str, Any]]:
    with told.ledger() as ledger:
        rows = [json.loads(line) for line in Lines.of(ledger)]
    return {row["props"]["id"]: row["props"] for row in rows if label in row.get("labels", ())}


def test_an_entity_has_the_articles_of_all_its_names_and_ranks_by_them() -> None:
    told = Telling()
    for n in range(3):
        told.say(f"wire/{n}", "2024-06-01", right("Octavius", "Pell Foods"), right("Octavius", "Zed Industries"))
    told.say("mail/1", "2024-06-01", right("Octavius Labs", "Pell Foods"))
    assert {key: e["articles"] for key, e in nodes(told, "Entity").items()} == {
        "octavius": 3,
        "octavius-labs": 1,
        "pell-foods": 4,
        "zed-industries": 3,
    }
    told.judge("Octavius", "Octavius Labs")
    found = nodes(told, "Entity")
    assert {key: e["articles"] for key, e in found.items()} == {"octavius-labs": 4, "pell-foods": 4, "zed-industries": 3}
    assert min(found["octavius-labs"]["rank"], found["pell-foods"]["rank"]) > found["zed-industries"]["rank"]


def test_an_owner_that_no_article_names_has_no_rank() -> None:
    told = Telling()
    told.say("wire/1", "2024-06-01", right("OpenAI", "Azure"))
    owner = nodes(told, "Entity")["microsoft"]
    assert owner["articles"] == 0
    assert "rank" not in owner


def test_who_only_speaks_or_is_traded_in_has_no_rank() -> None:
    told = Telling()
    told.say("wire/1", "2024-06-01", right("OpenAI", "Vell", subject="GPT-3", speaker="Orsk"))
    found = nodes(told, "Entity")
    assert {key for key, e in found.items() if e["articles"]} == {"openai", "vell", "gpt-3", "orsk"}
    assert {key for key, e in found.items() if "rank" in e} == {"openai", "vell"}
    told.say("wire/2", "2024-06-02", dispute("Vell", "Orsk"))
    assert "rank" in nodes(told, "Entity")["orsk"]


def test_a_source_has_the_articles_whose_newest_text_is_its() -> None:
    told = Telling()
    told.say("wire/2", "2024-06-01", right("Octavius", "Pell Foods"), source="Wire", genre="news")
    told.say("wire/1", "2024-06-02", right("Octavius", "Pell Foods"), source="Wire")
    told.say("blog/1", "2024-06-03", right("Octavius", "Pell Foods"), source="Blog")
    told.revise("blog/1", "2024-06-04", right("Octavius", "Pell Foods"), source="Wire")
    told.say("odd/1", "2024-06-03", right("Octavius", "Pell Foods"), source="")
    found = nodes(told, "Source")
    assert {key: s["articles"] for key, s in found.items()} == {"Blog": 0, "Wire": 3, "unknown": 1}
    assert (found["Wire"]["url"], found["Wire"]["genre"]) == ("https://blog/1", "news")
