"""A tale as pages: a medicine sold by one company in Europe and another in Japan, a blog that is wrong, a copy, a quiet correction."""

from __future__ import annotations

from dataclasses import dataclass

from hosting import Answer, rss, rss_item

Body = tuple[str, bytes | str]


@dataclass(frozen=True)
class Page:
    """One page of an outlet; ``kind`` is its schema.org type."""

    path: str
    outlet: str
    title: str
    published: str
    text: tuple[str, ...]
    kind: str = "NewsArticle"
    modified: str | None = None

    def served(self) -> Body:
        modified = f'"dateModified": "{self.modified}T09:00:00+00:00", ' if self.modified else ""
        data = (
            f'{{"@context": "https://schema.org", "@type": "{self.kind}", "headline": "{self.title}", '
            f'"datePublished": "{self.published}T09:00:00+00:00", {modified}'
            f'"publisher": {{"@type": "Organization", "name": "{self.outlet}"}}}}'
        )
        body = "".join(f"<p>{p}</p>" for p in self.text)
        return "text/html; charset=utf-8", (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{self.title}</title>'
            f'<meta property="og:site_name" content="{self.outlet}"><script type="application/ld+json">{data}</script></head>'
            f"<body><article><h1>{self.title}</h1>{body}</article></body></html>"
        )


_DEAL = (
    "Alder Pharma has granted Brightwell Health the exclusive right to distribute its eye drops in Europe, both said on Monday.",
    "The contract runs from 1 April 2019 until 31 March 2029. Alder Pharma makes the drops at its plant in Cork and will go on doing so.",
)
PAGES = (
    Page("/wire/1", "Harbour Wire", "Brightwell to sell Alder drops in Europe", "2019-03-04", _DEAL),
    Page("/tide/1", "The Evening Tide", "Alder drops come to Europe", "2019-03-05", (*_DEAL, "This story came from Harbour Wire.")),
    Page(
        "/blog/2",
        "Notes of an Optician",
        "Who sells the drops?",
        "2020-01-20",
        ("I hear that Tessmer Labs reportedly holds the exclusive right to distribute Alder Pharma's eye drops in Germany. So they say.",),
        kind="BlogPosting",
    ),
    Page(
        "/wire/3",
        "Harbour Wire",
        "Kodama to sell Alder drops in Japan",
        "2021-05-05",
        (
            "Alder Pharma has granted Kodama Trading the exclusive right to distribute its eye drops in Japan, it said on Wednesday.",
            "The contract runs from 1 May 2021 until 30 April 2026.",
        ),
    ),
    Page(
        "/wire/3b",
        "Harbour Wire",
        "Brightwell sues Alder",
        "2022-02-08",
        ("Brightwell Health sued Alder Pharma on Tuesday, saying that it had breached its exclusive right to distribute the eye drops.",),
    ),
    Page(
        "/tide/3c",
        "The Evening Tide",
        "Brightwell and Alder settle",
        "2022-06-14",
        ("Brightwell Health and Alder Pharma have settled their lawsuit over the exclusive right to distribute the eye drops, they said.",),
    ),
    Page(
        "/mast/4",
        "The Mast",
        "Alder widens its deal",
        "2023-08-08",
        ("Alder Pharma has granted Kodama Trading the exclusive right to distribute its eye drops in South Korea, The Mast has learned.",),
    ),
    Page(
        "/wire/5",
        "Harbour Wire",
        "Brightwell gives up exclusivity in Europe",
        "2024-10-10",
        ("Brightwell Health's exclusive right to distribute Alder Pharma's eye drops in Europe ended in September 2024, it said.",),
    ),
)
CORRECTED = Page(
    "/mast/4",
    "The Mast",
    "Alder widens its deal",
    "2023-08-08",
    ("Alder Pharma has granted Kodama Trading a non-exclusive right to distribute its eye drops in South Korea, The Mast has learned.",),
    modified="2023-09-01",
)


def site(at: str, *, corrected: bool) -> dict[str, Answer | Body]:
    """What is served, with the feed that lists it under the address ``at``."""
    pages = [CORRECTED if corrected and page.path == CORRECTED.path else page for page in PAGES]
    items = [rss_item(f"{at}{page.path}", page.title, date="Mon, 04 Mar 2019 09:00:00 GMT") for page in pages]
    return {"/feed": rss(*items), **{page.path: page.served() for page in pages}}
