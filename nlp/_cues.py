"""The words that make a sentence worth parsing, and the classes of nouns and verbs that rights and deals are made and ended with."""

from __future__ import annotations

from typing import Final

from nlp._words import either, words

ONE: Final = "cloud|place|provider|supplier|company|partner|host|seller|chain|retailer|bank|dealer|distributor|broadcaster|channel|outlet"
"""What "the one" before it may make a sole holder."""
WHOLE_OUTPUT: Final = r"(?:entire|whole|total) (?:[\w-]+ ){0,2}?(?:output|production|supply|catalogue|capacity|crop|harvest)"
RIGHT_CUE: Final = either(
    r"non-?exclusive(?:ly)?|exclusiv\w*|sole(?:ly)?|only|alone|monopol\w+",
    r"nobody|no ?one|nowhere|no other|none other|neither|anywhere but|(?:any(?:body|one)) else|somebody else|another person",
    r"(?:right|option)s? of first (?:refusal|offer|negotiation)|first (?:refusal|offer|call|dibs|option)|right to match|"
    r"must (?:first )?(?:be )?offer(?:ed)?",
    r"(?:obliged|required|bound) to (?:first )?offer",
    r"preferred|primary|preferential|priority|default|main|first-choice",
    r"to (?:itself|themselves)|all (?:of|its|their)|locked in\w*|committed to|single-source\w*|sole-suppl\w+",
    r"(?:has|have|had|must) (?:to )?(?:pass|go|run|route|be routed)",
    r"th(?:at|e|is) (?:right|exclusivity|licen[cs]e|status|privilege|role|position|preference)",
    WHOLE_OUTPUT,
    rf"the one (?:{ONE})|no such \w+",
    r"(?:contest|contradict|disput|reject)(?:s|ed|es)?|den(?:y|ies|ied)",
    ignore_case=True,
)
HOSTING_CUE: Final = either(
    r"available|accessible|access to|on offer|offer(?:s|ed|ing)?|hosts?|hosted|serves?|integrat\w+",
    r"can (?:now |already |also )?(?:use|access|call|run|buy|deploy)|able to use|may (?:offer|use|host)|can be (?:used|had|accessed|"
    r"bought)",
    r"went live|goes? live|arriv\w+|brought|brings?|lands?|landed|added|adds|debut\w*",
    r"go on sale|on sale|on the shelves|start(?:s|ed)? selling|sells?|selling|began selling",
)
DEAL_CUE: Final = either(
    r"deals?|contracts?|agreements?|pacts?|accords?|partnerships?|orders?|ventures?|alliances?|collaborations?|tie-ups?|memorandum",
    r"letters? of intent|leases?|licences?|licenses?|takeovers?|mergers?|merged|acquisitions?|stake",
    r"signed|signs?|inks?|inked|taps?|tapped|licens(?:es|ed|ing)|sold|sells?|selling|led by|rounds?|snap(?:s|ped)",
    r"struck|agreed|agrees|entered into|awarded|invest\w*|buy\w*|bought|rais(?:es?|ed|ing)|ordered|acquir\w+|purchas\w+",
    r"team(?:s|ed|ing)? up|partner(?:s|ed|ing)? with|joins? forces|joined forces|collaborat\w+|putting|commit\w*|spend",
    r"extend\w*|renew\w*|prolong\w*|expand\w*|enlarg\w*|terminat\w*|cancel\w*",
    ignore_case=True,
)
DISPUTE_CUE: Final = either(
    r"(?:counter)?su(?:es?|ed|ing)|lawsuits?|suits?|court|litigation|legal action|arbitrat\w+|tribunal|settl\w+|dispute\w*|injunctions?|"
    r"(?:legal|court) (?:battle|fight|row)|differences|feud",
    r"breach\w*|violat\w*|infring\w*|accus\w+|alleg\w+|complain\w*|undermin\w+|ignor\w+|disregard\w*|contraven\w+|tramp\w+|reneg\w+|"
    r"flout\w*",
    r"cease[- ]and[- ]desist",
    r"conflicts? with|claims?|objects?|objected|wronged|at odds with|baseless|without merit|runs counter|in defiance",
    ignore_case=True,
)

ROLES: Final = words(
    "provider supplier partner host distributor reseller seller dealer agent issuer processor manufacturer maker producer vendor carrier "
    "operator licensee home broadcaster network cloud platform source sponsor retailer outlet contractor handler publisher foundry "
    "marketer "
    "importer exporter place representative stockist store venue insurer lender bank airline merchant brand builder service holder "
    "custodian customer buyer purchaser offtaker client "
    "fabricator assembler packager tester wholesaler franchisee ground caterer bottler roaster haulier installer engine method wallet"
)
"""Nouns for the holder of a right: the exclusive *distributor*."""

RIGHTS: Final = words(
    "right rights license licence exclusivity access use claim hold status distribution supply offtake refusal offer call hosting "
    "franchise "
    "concession position territory monopoly privilege priority rank role sale sales lock preference basis terms option lease one "
    "commitment "
    "commitments grip contract agreement deal partnership relationship arrangement tieup alliance collaboration handling marketing "
    "pact accord charge mandate "
    "processing broadcasting publishing production manufacture manufacturing sourcing control obligation pledge promise "
    "responsibility preserve domain"
)
"""Nouns for the right itself: the exclusive *licence*."""

DEALS: Final = words(
    "deal contract agreement pact accord partnership order venture alliance collaboration tieup memorandum lease letter understanding "
    "amendment arrangement clause statement document transfer move change restructuring"
)
"""Nouns that may stand as the subject of "gives", and are no company."""

CONTRACTS: Final = words("deal contract agreement partnership pact arrangement relationship tieup alliance collaboration")
"""Deals that may be exclusive themselves."""

DEAL_NOUNS: Final = words(
    "deal contract agreement pact accord partnership order venture alliance collaboration memorandum lease license licence tie letter "
    "commitment investment purchase acquisition takeover merger stake amendment extension expansion prolongation renewal termination "
    "cancellation understanding tieup"
)
"""Nouns that an agreement is named by."""

BE: Final = words("be become remain stay serve act continue carry rank operate function")
HOLDING: Final = words("remain stay continue carry keep retain hold enjoy preserve maintain")
NAMING: Final = words(
    "name appoint select choose pick make designate call confirm nominate install adopt use tap engage retain declare consider announce "
    "unveil sign hire add"
)
GIVING: Final = words(
    "give grant award hand license licence confer promise sell transfer offer assign pass guarantee cede accord provide entitle bring "
    "owe concede"
)
GETTING: Final = words("get gain obtain receive win secure acquire take buy land clinch earn snap bag step")
HAVING: Final = words("have hold enjoy own possess keep retain get preserve exercise")
LOSING: Final = words("lose waive surrender relinquish forgo forfeit drop abandon give cede renounce return")
SEEKING: Final = words("seek want demand request pursue covet negotiate discuss offer")
STRIPPING: Final = words("strip deprive rob relieve")
ENDING: Final = words(
    "end expire lapse terminate fall run cease stop finish vanish disappear revoke remove cancel replace scrap dissolve go withdraw void "
    "spend close loosen break exhaust extinguish conclude"
)
"""Verbs that rights are held, given, got and ended with."""

DOING: Final = words(
    "sell resell make build design produce manufacture supply broadcast stream publish market host operate handle process import "
    "distribute provide develop print bottle brew repair service carry"
)
"""What a right allows, or a contract is about."""
SIGNING: Final = words(
    "sign strike agree announce enter form reach make seal conclude unveil win land ink execute disclose secure award have clinch set "
    "complete "
    "close finalise finalize place follow confirm give discuss negotiate get write cut establish create launch near lead"
)
AMENDING: Final = words(
    "extend expand amend renew prolong enlarge renegotiate restate revise change deepen broaden widen increase lengthen modify rewrite "
    "update"
)
DEAL_ENDING: Final = words("end terminate cancel scrap tear abandon break expire lapse dissolve drop quit leave collapse fall unwind exit")
DEAL_HOLDING: Final = words("remain run stay continue stand hold keep")
"""Verbs that agreements are made, changed, ended and held with."""

SUITS: Final = words(
    "lawsuit suit complaint claim action litigation case arbitration proceeding proceedings dispute quarrel charge accusation allegation "
    "battle fight feud row difference"
)
FILING: Final = words(
    "file request seek demand "
    "initiate commence bring launch open start lodge prepare consider weigh threaten ponder mull plan take begin pursue study explore"
)
DROPPING: Final = words("drop settle withdraw end abandon resolve close dismiss lose win throw")
BREACHES: Final = words("breach violate infringe break contravene undermine conflict flout trample ignore disregard")
BREACH_NOUNS: Final = words("breach violation infringement")
"""What disputes are about, and how they begin and end."""
