"""The words that make a sentence worth parsing, and the classes of nouns and verbs that rights are granted and ended with."""

from __future__ import annotations

import re
from typing import Final

RIGHT_CUE: Final = re.compile(
    r"\b(?:non-?exclusive(?:ly)?|exclusiv\w*|sole(?:ly)?|only|alone|nobody|no ?one|nowhere|no other|none other|neither|anywhere but|(?:any(?:body|one)) else|somebody else|another person|"
    r"(?:right|option)s? of first (?:refusal|offer)|first (?:refusal|offer|call)|right to match|preferred|primary|preferential|priority|default|first-choice|to (?:itself|themselves)|monopol\w+|all of|must (?:first )?offer|main|"
    r"(?:has|have|had|must) (?:to )?(?:pass|go|run|route|be routed)|th(?:at|e|is) (?:right|exclusivity|licen[cs]e|status|privilege|role|position|preference)|the one (?:cloud|place|provider|supplier|company|partner)|sole-suppl\w+|single-source\w*|locked in\w*|committed to)\b",
    re.IGNORECASE,
)
HOSTING_CUE: Final = re.compile(
    r"\b(?:available|offers?|offered|offering|on offer|can (?:now |already |also )?(?:use|access|call|run|buy|deploy)|able to use|may (?:offer|use|host)|hosts?|hosted|host and serve|serves?|went live|goes? live|arriv\w+|brought|brings?|lands?|landed|added|adds|debut\w*|access to|accessible|go on sale|on sale|"
    r"on the shelves|start(?:s|ed)? selling|sells?|selling|began selling|can be (?:used|had|accessed|bought)|integrat\w+)\b"
)
DEAL_CUE: Final = re.compile(
    r"\b(?:deals?|contracts?|agreements?|pacts?|accords?|partnerships?|orders?|ventures?|alliances?|collaborations?|tie-up|memorandum|letters? of intent|leases?|licences?|licenses?|"
    r"signed|signs?|struck|agreed|agrees|invest\w*|buy\w*|bought|rais(?:es?|ed|ing)|team(?:s|ed|ing)? up|partner(?:s|ed|ing)? with|joins? forces|joined forces|collaborat\w+|orders?|ordered|acquir\w+|purchas\w+|takeover|merger|stake|extend\w*|renew\w*|prolong\w*|expand\w*|enlarg\w*|terminat\w*|cancel\w*|entered into|putting|commit\w*|spend|awarded)\b",
    re.IGNORECASE,
)
DISPUTE_CUE: Final = re.compile(
    r"\b(?:su(?:es?|ed|ing)|lawsuits?|suits?|court|litigation|legal action|arbitrat\w+|tribunal|breach\w*|violat\w*|infring\w*|accus\w+|alleg\w+|complain\w*|undermin\w+|ignor\w+|disregard\w*|contraven\w+|"
    r"conflicts? with|claims?|dispute\w*|objects?|objected|settl\w+|wronged|at odds with|tramp\w+|reneg\w+|baseless|without merit|runs counter|flout\w*|in defiance)\b",
    re.IGNORECASE,
)

_ROLES = """
    provider supplier partner host distributor reseller seller dealer agent issuer processor manufacturer maker producer vendor carrier operator licensee home broadcaster
    network cloud platform source sponsor retailer outlet contractor handler publisher foundry marketer importer exporter place representative stockist store venue
    insurer lender bank airline merchant brand builder service supply-partner holder custodian fabricator assembler packager tester wholesaler franchisee
    ground
""".split()  # fmt: skip
ROLES: Final = frozenset(_ROLES)
"""Nouns for the holder of a right: the exclusive *distributor*."""

_RIGHTS = """
    right rights license licence exclusivity access use claim hold status distribution supply offtake refusal offer call hosting franchise concession position territory
    monopoly privilege priority rank role sale sales use supplier-status monopoly lock patch preference basis terms option lease one commitment commitments contract agreement deal partnership
""".split()  # fmt: skip
RIGHTS: Final = frozenset(_RIGHTS)
"""Nouns for the right itself: the exclusive *licence*."""

DEALS: Final = frozenset(
    (
        "deal",
        "contract",
        "agreement",
        "pact",
        "accord",
        "partnership",
        "order",
        "venture",
        "alliance",
        "collaboration",
        "tie-up",
        "memorandum",
        "lease",
        "letter",
        "understanding",
        "amendment",
        "arrangement",
        "clause",
        "statement",
        "document",
        "transfer",
        "move",
        "change",
        "restructuring",
    )  # fmt: skip
)
"""Nouns that may stand as the subject of "gives", and are no company."""

CONTRACTS: Final = frozenset(("deal", "contract", "agreement", "partnership", "pact", "arrangement"))
"""Deals that may be exclusive themselves."""

BE: Final = frozenset(("be", "become", "remain", "stay", "serve", "act", "continue", "carry", "rank", "operate", "function"))
HOLDING: Final = frozenset(("remain", "stay", "continue", "carry", "keep", "retain", "hold", "enjoy", "preserve", "maintain"))
NAMING: Final = frozenset(("name", "appoint", "select", "choose", "pick", "make", "designate", "call", "confirm", "nominate", "install", "adopt", "use", "tap", "engage", "retain", "declare", "consider"))  # fmt: skip
GIVING: Final = frozenset(
    (
        "give",
        "grant",
        "award",
        "hand",
        "license",
        "licence",
        "confer",
        "promise",
        "sell",
        "transfer",
        "offer",
        "assign",
        "pass",
        "guarantee",
        "cede",
        "accord",
        "provide",
        "entitle",
        "bring",
        "owe",
        "concede",
    )  # fmt: skip
)
SEEKING: Final = frozenset(("seek", "want", "demand", "request", "pursue", "covet", "negotiate", "discuss", "offer"))
STRIPPING: Final = frozenset(("strip", "deprive", "rob", "relieve"))
GETTING: Final = frozenset(
    ("get", "gain", "obtain", "receive", "win", "secure", "acquire", "take", "buy", "land", "clinch", "earn", "snap", "bag", "step")
)
HAVING: Final = frozenset(("have", "hold", "enjoy", "own", "possess", "keep", "retain", "get", "preserve", "exercise"))
LOSING: Final = frozenset(
    ("lose", "waive", "surrender", "relinquish", "forgo", "forfeit", "drop", "abandon", "give", "cede", "renounce", "return")
)
ENDING: Final = frozenset(
    (
        "end",
        "expire",
        "lapse",
        "terminate",
        "fall",
        "run",
        "cease",
        "stop",
        "finish",
        "vanish",
        "disappear",
        "revoke",
        "remove",
        "cancel",
        "replace",
        "scrap",
        "dissolve",
        "go",
        "withdraw",
        "void",
        "spend",
        "close",
        "loosen",
        "break",
        "exhaust",
        "extinguish",
        "conclude",
        "stop",
    )  # fmt: skip
)
BEGINNING: Final = frozenset(("begin", "start", "commence", "take", "come", "sign", "agree", "announce"))
