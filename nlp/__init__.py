"""Text to claims, by rules that can be named; which texts are copies of one, which tell of one event, and what texts are about.

Importing this loads no model: spaCy comes with the first sentence worth parsing, the sentence embeddings with the first text to embed.
"""

from graph.linking import Candidate, Linked, link
from nlp._explain import Explained
from nlp._extract import EXTRACTOR, Extraction, Passage, explain, extract
from nlp._files import extract_file, passage_from_dict, read_passages
from nlp._told import Source
from nlp.embeddings import embed, model_name
from nlp.errors import IndexMissing, ModelUnavailable, NlpError
from nlp.events import same_event
from nlp.model import ChatModel, ModelReader
from nlp.naming import Named, names_in
from nlp.search import ClaimIndex, Found, Hit, Searcher
from nlp.stories import Link, Sketch, links_between, near_copies, sketch

__all__ = [
    "EXTRACTOR",
    "Candidate",
    "ChatModel",
    "ClaimIndex",
    "Explained",
    "Extraction",
    "Found",
    "Hit",
    "IndexMissing",
    "Link",
    "Linked",
    "ModelReader",
    "ModelUnavailable",
    "Named",
    "NlpError",
    "Passage",
    "Searcher",
    "Sketch",
    "Source",
    "embed",
    "explain",
    "extract",
    "extract_file",
    "link",
    "links_between",
    "model_name",
    "names_in",
    "near_copies",
    "passage_from_dict",
    "read_passages",
    "same_event",
    "sketch",
]
