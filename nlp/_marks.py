"""The marks by which news tells what a capitalised word names: a company, a person, a product, a place."""

from __future__ import annotations

import re
from typing import Final

from nlp._lexicon import NATIONS, PERSON_ROLES

OUTLETS: Final = re.compile(
    r"\b(?:Reuters|Bloomberg|CNBC|CNN|BBC|The Information|Financial Times|Wall Street Journal|New York Times|Washington Post|Semafor|"
    r"Axios|Fortune|Forbes|Politico|"
    r"Nikkei|Handelsblatt|Les Echos|Economist|Guardian|Business Insider|TechCrunch|The Verge|Wired|Der Spiegel|Le Monde|Newswire|Herald|"
    r"Gazette|Tribune)\b"
)
"""Newspapers and agencies: sources, hardly ever parties."""
DEFINED: Final = re.compile(
    r"\s*+(?:,\s*+)?\(\s?(?:together with [^()]{0,60}|collectively,? )?"
    r"(?:the |an? )?[“\"‘']?(?:the )?([A-Z][\w&.\- ]{0,38}?)[”\"’',.]*\s?\)"
)
MEANING: Final = re.compile(r"[“\"‘']([A-Z][\w\- ]{0,30})[”\"’'] (?:means|shall mean|refers to)\s+(?:the )?\Z")
"""A term that a contract gives a meaning: “Customer” means …"""
LEGAL_AFTER: Final = re.compile(
    r",?\s++(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|plc|PLC|LLC|LLP|LP|AG|SE|SA|S\.A|S\.p\.A|SpA|SAS|Sarl|NV|N\.V|BV|"
    r"B\.V|GmbH|KGaA|AB|A/S|AS|ASA|Oy|Oyj|Srl|Pty|Pte|KK|K\.K|Bhd|PBC)\b\.?"
)
OFFICE: Final = r"(?:(?:[a-z\-]+ ){0,5}(?:" + "|".join(sorted(PERSON_ROLES)) + r"))"
PERSON_AFTER: Final = re.compile(
    rf"\s+of\s+(?:the )?[A-Z][\w’'.&-]*(?:\s[A-Z][\w’'.&-]*){{0,3}},?\s+(?:said|says|explained|added)\b|"
    rf"[,]\s+(?:(?:who|a|an|the|its|their|(?:the )?\w+[’']s?|[A-Z][\w.&\- ]+[’']s?)\s+(?:former |new |then )?)?{OFFICE}\b|,\s+who (?:runs|"
    rf"teaches|leads|heads|founded|owns)\b"
)
PERSON_BEFORE: Final = re.compile(
    rf"\b{OFFICE},?\s+\Z|\b(?:Mr|Mrs|Ms|Dr|Sir|Dame|Prof)\.?\s+\Z|\b(?:chaired|led|founded|headed|posted|written|edited|"
    rf"reporting) by\s+\Z|(?:\A|\n)By\s+\Z|\|\s+\Z"
)
EMPLOYER_BEFORE: Final = re.compile(rf"\b{OFFICE} (?:of|at)\s+(?:the\s+)?\Z|\bwho (?:runs|leads|heads|founded|owns)\s+(?:the\s+)?\Z")
MAKER_BEFORE: Final = re.compile(r"\b(?:the|a|an|its|[A-Z]\w+[’']s)\s+(?:[\w\-’']+\s+){0,4}?(?P<noun>[a-z][\w\-]+)\s+\Z")
MAKER_FIRST: Final = re.compile(
    r"(?:(?:\A|[.!?:;,—–“\"]\s*)[A-Z][\w.\-]*\s+(?:[a-z\-]+\s+){0,2}?|"
    rf"\b(?:{'|'.join(sorted(n.capitalize() for n in NATIONS))})\s+(?:[a-z\-]+\s+){{0,2}}?|(?:\A|[.!?:;,—–“\"]\s+))"
    r"(?P<noun>[A-Za-z][a-z\-]+)\s+\Z"
)
"""A trade before a name without an article: "Danish jeweller Solveig", "Rival Penrose"."""
RIGHT_AFTER: Final = re.compile(r"[’']s?\s+(?:exclusiv|sole\b|preferred\b|non-?exclusive\b|right\b|contract\b|licen[cs]e\b)")
MAKER_AFTER: Final = re.compile(
    r",\s+(?:an?|the|one of)\s+(?P<words>(?:[\w\-’']+\s+){0,5}?)(?P<noun>[a-z][\w\-]+)(?=[,.;:)—–]|\s(?:in|of|based|that|which|with|for|"
    r"to|and|at|on|from|owned|backed)\b)"
)
VERB_AFTER: Final = re.compile(
    r"\s++(?:(?:also|yesterday|today|recently|later|now|then|\w+ly)\s+)?(?:says?|said|signed|announced|agreed|plans|confirmed|denied|"
    r"denies|dismiss(?:ed|es)|reject(?:ed|s)|sued|disclosed|declined|raised|raises|licensed|licenses|completed|taps|tapped|inks|inked|cancelled|canceled|terminated|scrapped|"
    r"invest|buys|bought|sells|sold|"
    r"has (?:\w+ly )?(?:signed|agreed|won|sued|denied|been|given|granted|made|named|appointed|licensed|bought|\w+ed)|will (?:buy|supply|"
    r"pay|sell|use|invest|host|be|become|make|provide)|would (?:buy|supply|pay|sell|get|become)|"
    r"entered into|holds|keeps|becomes|became|gets|got|gave|gives|grants|granted|named|picked|chose|selected|appointed|made|makes|told|"
    r"retain(?:s|ed)|secure[sd]|obtain(?:s|ed)|receive[sd]|renew(?:s|ed)|extend(?:s|ed)|licen[cs]e[sd]|replace[sd]|operates|produces|supplie[sd]|"
    r"distributes|hosts|handed|stocks|no longer \w+s|"
    r"(?:won|wins|took|takes) (?:(?:the|an?|its|all)\s)?(?:\w+\s)?(?:rights?|contract|exclusive|exclusivity|sole|licen[cs]e)|"
    r"filed|owns|acquired|remains|stays|lost|loses|waived|expects|maintains|insists|argues|replied|replies|calls|carries|owes|had|"
    r"is (?:weighing|considering|suing|seeking|asking|planning|buying|paying|putting|preparing|in talks|close to|said to|understood to|"
    r"pleased to))\b"
)
SAID_BEFORE: Final = re.compile(
    r"\b(?:with|by|between|from|sued|against|given|gives|gave|grants|granted|give|grant|making|made|makes|accused|told|and|owner|parent|"
    r"maker|unit|subsidiary|acquisition of|takeover of|stake in|acquires?|acquired|"
    r"(?:seen|watch|shown|available|stream(?:ed)?|offered|hosted|runs?|series|games?) (?:exclusively|only) on|"
    r"(?:exclusively|solely|only) (?:through|via)|exclusively at),?\s+(?:the\s+)?\Z"
)
SEATED: Final = re.compile(
    r"[^\W\d_][\w.’'&\-]*-(?:based|listed|quoted|traded|headquartered|owned|backed|led|run|controlled|funded|founded|registered|held)"
)
"""A word before a company that is no part of its name: "Osaka-based", "Nasdaq-listed", "family-owned"."""
OWNERSHIP_BEFORE: Final = re.compile(
    rf"\b(?:{SEATED.pattern}|(?:privately|publicly|closely)[ \-](?:held|owned|traded|listed)|"
    r"(?:[Ss]hares|[Ss]tock|[Ss]hareholders|[Ii]nvestors|[Ss]take) (?:in|of))\s+\Z"
)
RECEIVER_BEFORE: Final = re.compile(
    r"\b(?:suppliers?|providers?|suppl(?:y|ies|ied)|licen[cs]ed|offered|sold|pledged|promised|awarded)\b"
    r"(?: (?!to\b)[a-z\-]+){0,5} to\s+\Z"
)
NAMED_BEFORE: Final = re.compile(
    r"\b(?:names?|named|naming|appoint(?:s|ed)?|chose|chooses|chosen|pick(?:s|ed)|select(?:s|ed)|designated|hired|made|makes?|retains?|kept)\s+\Z"
)
NAMED_AFTER: Final = re.compile(
    r"\s+(?:as\s+|to be\s+)?(?:its|their|the)\s+(?:\w+\s+){0,2}?(?:exclusive|sole|only|preferred|primary|default|main|official)\b"
)
PLACE_AND_BEFORE: Final = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Oo]utside|[Tt]hroughout|[Ff]or)\s+(?:the\s+)?(?P<place>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}),?"
    r"\s+(?:and|or)\s+(?:the\s+)?\Z"
)
PLACE_BEFORE: Final = re.compile(r"\b(?:in|near|at|outside|across|around|north of|south of|west of|east of|off)\s+(?:the\s+)?\Z")
INSIDE_BEFORE: Final = re.compile(r"\b(?:in|near|outside|around|across|north of|south of|west of|east of|off)\s+\Z")
NAME_OF_BEFORE: Final = re.compile(r"\b(?!The\b)[A-Z][\w&]+ of\s+\Z")
MAYBE_PLACE_BEFORE: Final = re.compile(r"\b(?:of|from|to|into|for)\s+(?:the\s+)?\Z")
MADE_AFTER: Final = re.compile(
    r",?\s+(?:which\s+)?(?:is|was|has been|are)\s+(?:\w+ly\s+)?"
    r"(?:made|sold|produced|manufactured|used|brewed|built|approved|registered|applied|prescribed|available|taken|grown|stocked)\b"
)
"""What is said of goods: "which is made by", "was approved in June"."""
SOLD_BEFORE: Final = re.compile(
    r"\b(?:sell|sells|selling|markets?|marketing|distribut(?:e|es|ing)|stock(?:s|ing)?|prescrib(?:e|es|ing)|(?:bottles?|doses?|tins?|cans?|packs?|"
    r"sales|versions?|maker|makers|manufacturers?) of|treated with)\s+(?:the )?\Z"
)
"""What is done with goods: "to sell *Velutrin*"."""
GOODS_AFTER: Final = re.compile(
    r"[®™]?(?:\s+(?:to|in|at|from|and|or|through|for|on|under|as|by|until|outside|across|worldwide)\b|[,.;:)]|\Z)"
)
"""What follows the name of goods that are sold; a maker's name would have its goods after it."""
ORG_AFTER: Final = re.compile(
    r",\s+(?:which(?! (?:is|was|are) (?:made|sold|produced|manufactured|used|brewed|built|approved|registered)\b)|"
    r"listed|based|headquartered)\b|"
    r",?\s+of\s+[A-Z]\w+\b(?!\s+[A-Z])"
)
AUXILIARY_AFTER: Final = re.compile(r"\s++(?:will|would|may|shall|has|is|must)\s++(?:(?:also|now|not|never|still|\w+ly)\s+)?[a-z]+")
PERSON_VERB: Final = re.compile(r"\s++(?:wrote|told|explained|argued|added|says|said)\b")
ASIDE_BEFORE: Final = re.compile(
    r"\b(?:subsidiary|unit|arm|division|affiliate|part|owner|parent|offshoot|rivals?|customers?|ahead|instead) of\s+(?:the\s+)?\Z|"
    r"\b(?:its|their) (?:(?:parent|owner|subsidiary|affiliate)(?: company)?|unit),?\s+(?:the\s+)?\Z|"
    r"\b(?:owned|backed|controlled|led|run) by\s+\Z|"
    r"\b(?:such as|unlike|like|including|rivals?|behind|alongside|side by side with|next to|formerly|previously|against those of)\s+\Z"
)
EMPLOYED_AFTER: Final = re.compile(
    rf",\s+(?:(?:the|a|an)\s+)?{OFFICE}\s+(?:of|at|for)\s+(?:the\s+)?\Z|,\s+who (?:runs|leads|heads|founded|owns)\s+(?:the\s+)?\Z"
)
EMPLOYED_BEFORE: Final = re.compile(rf"\A(?:[’']s?)?\s+(?:[A-Z]{{3}}|{OFFICE}),?\s+\Z")
EMPLOYER_AFTER: Final = re.compile(rf"[’']s?\s+(?:(?:C[A-Z]O|{OFFICE}),?\s+[A-Z]|{OFFICE}\b)")
"""A company by somebody's office in it: "Acme's chief executive Jane Roe"."""
TICKER_AFTER: Final = re.compile(
    r"\s*\((?:(?i:NYSE(?: American| Arca)?|Nasdaq(?:GS|GM|CM)?|AMEX|LSE|AIM|LON|TSX(?:-?V)?|ASX|NZX|TSE|TYO|HKEX|HKG|SEHK|SGX|NSE|BSE|KRX|"
    r"SIX|FRA|ETR|Xetra|Euronext(?: [a-z]+)?|EPA|AMS|BIT|BME|OMX|STO|OSE|OSL|CPH|HEL|JSE|OTC(?:QB|QX|MKTS)?)|ticker|symbol):\s?"
    r"([A-Z0-9]{1,6}(?:[.\-][A-Z]{1,3})?)\)"
)
"""The stock symbol behind a listed company's name."""
GIVEN_BACK_BEFORE: Final = re.compile(
    r"\b(?:return(?:s|ed|ing)?|hand(?:s|ed|ing)? back|g(?:ive|ives|ave|iving) back|revert(?:s|ed)?)\b[^.;]{0,60}?\bto\s+(?:the )?\Z"
)
"""What tells whose the rights are: to whom they are returned."""
WILL_SELL_AFTER: Final = re.compile(
    r"\s+(?:will|would|may|can|shall|is to)\s+(?:\w+ly\s+)?(?:develop and |make and )?"
    r"(?:sell|market|distribute|commerciali[sz]e|broadcast|stream|publish|host|import|resell|show|air)\b"
)
"""What tells who is to hold an exclusive contract: who sells what is the other's."""
