"""Text to claims, by rules that can be named; and which texts tell the same story.

Importing this loads no model: spaCy comes with the first sentence worth parsing, the sentence embeddings with the first pair of
texts that counting shingles leaves open.
"""

from nlp._explain import Explained
from nlp._extract import EXTRACTOR, Extraction, Passage, explain, extract
from nlp._files import extract_file, passage_from_dict, read_passages
from nlp._told import Source
from nlp.stories import Link, near_copies

__all__ = [
    "EXTRACTOR",
    "Explained",
    "Extraction",
    "Link",
    "Passage",
    "Source",
    "explain",
    "extract",
    "extract_file",
    "near_copies",
    "passage_from_dict",
    "read_passages",
]
