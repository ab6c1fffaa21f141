"""Any text may come: no crash, exact quotes, the same outcome on any number of processes, nothing heavy imported in vain."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims import claim_to_dict
from nlp import Passage, extract, extract_file

DAY = date(2025, 6, 10)
PIECES = (
    *(
        "OpenAI",
        "Microsoft's",
        "Azure",
        "Brackholm Narrowboats Ltd.",
        "Amazon",
        "the carmaker",
        "it",
        "its",
        "they",
        "Claude",
        "the two",
        "nobody else",
    ),
    *(
        "exclusive right",
        "sole supplier",
        "right of first refusal",
        "non-exclusive basis",
        "only on",
        "alone",
        "preferred partner",
        "exclusivity",
    ),
    *(
        "gave",
        "has",
        "lost",
        "named",
        "is",
        "will be",
        "remains",
        "expired",
        "signed a contract with",
        "sued",
        "denied that",
        "breach of",
        "available on",
    ),
    *(
        "until 2030",
        "since 2019",
        "on Monday",
        "for $5bn",
        "to itself",
        "in England and Wales",
        "according to people familiar",
        ".",
        ";",
        ":",
        "\n",
        "’s",
        "“",
        "”",
        "•",
    ),
)
SENTENCES = (
    "Lintel Software has named Tarvos Cloud its exclusive cloud provider until 2030.",
    "Brackholm Narrowboats Ltd. (the “Company”) sued Microsoft, which denied that it had breached the agreement.",
    "OpenAI signed a $5bn contract with Oracle on Monday, people familiar with it said; it is non-exclusive.",
    "Neither party shall sell the engine outside the U.S., except to Verhoeven Optics.",
)
REMAINS = (
    "<p>",
    "</div>",
    "&nbsp;",
    "&#8217;",
    "<!--",
    "-->",
    "<script>var a = {}",
    "\u200b",
    "\u202e",
    "\u0301",
    "\ufeff",
    "\0",
    "\ud83d",
    "\udfff",
    "😀",
    "עברית",
    "\u2028",
    "\r\n",
    "\t",
    "\x85",
    "ﬁ",
    "İ",
    "ß",
)
anything = st.text(st.characters(), max_size=12)
"""Any code point, lone surrogates as JSON can bring them among them."""
pieces = st.sampled_from(PIECES) | st.sampled_from(SENTENCES) | st.sampled_from(REMAINS) | anything


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A sentence with noise somewhere within."""
    sentence, noise = draw(st.sampled_from(SENTENCES)), draw(st.sampled_from(REMAINS) | anything)
    at = draw(st.integers(0, len(sentence)))
    return sentence[:at] + noise + sentence[at:]


texts = (
    st.lists(pieces, max_size=40).map(" ".join)
    | st.lists(pieces, max_size=40).map("".join)
    | st.lists(broken(), min_size=1, max_size=4).map(" ".join)
    | st.text(st.characters(), max_size=200)
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_gives_well_formed_claims_with_exact_quotes(text: str) -> None:
    (found,) = extract([Passage("x", "", text, DAY, "")])
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.quote
        json.dumps(claim_to_dict(claim))
    lines = io.BytesIO()
    given = json.dumps({"id": "x", "text": text, "published_at": "2025-06-10"})
    with io.TextIOWrapper(lines, encoding="utf-8") as out:
        extract_file(io.StringIO(given), out, explain=True)
        out.flush()
        (written,) = lines.getvalue().decode("utf-8").split("\n")[:-1]
    whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    for row in json.loads(written)["claims"]:
        assert whole[row["char_start"] : row["char_end"]] == row["quote"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=6))
def test_a_passage_is_read_the_same_alone_and_among_others(many: list[str]) -> None:
    together = list(extract(Passage(str(i), "", text, DAY, "") for i, text in enumerate(many)))
    alone = [next(iter(extract([Passage(str(i), "", text, DAY, "")]))) for i, text in enumerate(many)]
    assert together == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "." * 5000,
        "A" * 200_000,
        "Aa " * 20_000,
        "exclusive" * 20_000,
        "Google's " * 5_000,
        "\ud83d exclusive to Google \udfff",
        "\x00\x01 sole",
    ],
    ids=["empty", "blank", "lines", "dots", "one-word", "capitals", "one-cue", "possessives", "surrogates", "controls"],
)
def test_odd_texts_neither_crash_nor_claim(text: str) -> None:
    (found,) = extract([Passage("x", "", text, DAY, "")])
    assert found.claims == ()


def test_a_text_longer_than_a_window_is_read_to_its_end() -> None:
    sentence = "Lintel Software has named Tarvos Cloud its exclusive cloud provider. "
    filler = "The weather was fine and the lake was calm on that day in the hills above the town. " * 3000
    text = sentence + "\n\n" + filler + "\n\n" + sentence
    (found,) = extract([Passage("x", "", text, DAY, "")])
    starts = [c.start for c in found.claims]
    assert len(text) > 200_000
    assert starts[0] == 0
    assert starts[-1] > len(text) - 200
    assert all(text[c.start : c.end] == c.quote for c in found.claims)


def test_a_window_ends_where_a_sentence_does() -> None:
    sentence = "Lintel Software has named Tarvos Cloud its exclusive cloud provider."
    filler = "The weather was fine and the lake was calm on that day in the hills above the town. "
    for shift in range(30, 130, 13):
        text = "x" * shift + " " + filler * ((100_000 - 40) // len(filler)) + sentence + " " + filler * 9
        (found,) = extract([Passage("x", "", text, DAY, "")])
        assert [c.quote for c in found.claims] == [sentence.rstrip(".")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Der Konzern Lintel hat mit Tarvos einen alleinigen Vertrag über die Nutzung der Cloud geschlossen, sagten beide am Montag.",
            "de",
        ),
        ("Le groupe Lintel a signé avec Microsoft un accord exclusif pour héberger ses modèles pendant cinq ans, selon la société.", "fr"),
    ],
)
def test_another_language_is_said_and_gives_no_claims(text: str, language: str) -> None:
    (found,) = extract([Passage("x", "", text, DAY, "")])
    assert (found.language, found.claims, found.mentions) == (language, (), ())


def test_a_short_text_is_read_whatever_its_names_look_like() -> None:
    (found,) = extract([Passage("x", "", "Brünnhilde Süßwaren GmbH named Société Générale its exclusive banker.", DAY, "")])
    assert found.language in (None, "en")


def test_processes_change_nothing() -> None:
    rows = json.loads((Path(__file__).parent / "golden" / "rights.json").read_text(encoding="utf-8"))
    passages = [Passage(str(i), "", row["text"], DAY, "") for i, row in enumerate(rows)]
    one = [[claim_to_dict(c) for c in e.claims] for e in extract(passages)]
    for processes in (2, 3):
        more = [[claim_to_dict(c) for c in e.claims] for e in extract(passages, processes=processes)]
        assert json.dumps(one) == json.dumps(more)


def test_importing_is_cheap_and_reading_needs_no_torch() -> None:
    program = """
import sys
import nlp
assert not {"spacy", "torch", "sentence_transformers", "datasketch", "numpy"} & set(sys.modules)
from datetime import date
text = "OpenAI has given Microsoft exclusive rights to host its models."
(found,) = nlp.extract([nlp.Passage("x", "", text, date(2025, 6, 10), "")])
assert len(found.claims) == 1
assert nlp.near_copies({"a": text * 9}, {"b": text * 9})
assert "spacy" in sys.modules and "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
