"""The rules that make claims: what each means, with an example. ``tools/rules_page.py`` makes ``docs/rules.md`` of them.

A rule that is not listed here fails the tests. Rules that differ only in a word (``deal-contract``, ``deal-pact``) are a family: their
meaning and example are written once, with the word left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Rule:
    """``meaning``: what the rule reads as what, in a sentence; ``example``: a text that gives a claim by it."""

    name: str
    meaning: str
    example: str


@dataclass(frozen=True)
class Family:
    """Rules of one kind, as the page shows them."""

    title: str
    about: str
    rules: tuple[Rule, ...]


def _family(title: str, about: str, *rows: tuple[str, str, str]) -> Family:
    return Family(title, about, tuple(Rule(*row) for row in rows))


def _with_words(prefix: str, meaning: str, example: str, words: str | dict[str, str]) -> list[tuple[str, str, str]]:
    """A rule for each word; ``{form}`` stands for the word's form in the sentence, with an article where none is given."""
    forms = words if isinstance(words, dict) else {w: f"an {w}" if w[0] in "aeiou" else f"a {w}" for w in words.split()}
    return [(prefix + word, meaning.format(word=word, form=form), example.format(form=form)) for word, form in forms.items()]


_ROLES: Final = _family(
    "Roles",
    "The right of whoever is, becomes, stays or is named something.",
    (
        "role-is",
        "Who is the exclusive or preferred something of somebody holds that right.",
        "Tarvos Cloud is Lintel Software's exclusive cloud provider.",
    ),
    ("role-become", "Who becomes it gets the right.", "Tarvos Cloud becomes Lintel Software's primary training partner."),
    *_with_words(
        "role-",
        "Who {form} somebody's exclusive or preferred something holds that right.",
        "Tarvos Cloud {form} Lintel Software's exclusive cloud provider.",
        {
            "remain": "remains",
            "stay": "stays",
            "serve": "serves as",
            "act": "acts as",
            "continue": "continues as",
            "carry": "carries on as",
            "rank": "ranks as",
            "operate": "operates as",
            "function": "will function as",
        },
    ),
    (
        "role-named",
        "Who is named, appointed or chosen as it gets the right from whoever does the naming.",
        "Oslund Foods has appointed Marrick Trading its exclusive distributor in Spain.",
    ),
    (
        "role-position",
        "Somebody's position or status as it shows that the right is held.",
        "Marrick Trading's position as sole distributor of Oslund Foods' soups is not in question.",
    ),
    (
        "role-as",
        "Who does something as it holds the right.",
        "As exclusive distributor of Oslund Foods in Spain, Marrick Trading sold 4,000 crates.",
    ),
    (
        "role-replaces",
        "Who takes another's place as it gets the right.",
        "Oslund Foods replaced Marrick Trading with Tallow Supply as its exclusive supplier of salt.",
    ),
    (
        "role-displaced",
        "Who is replaced or followed as it has lost the right.",
        "Nordhaven Bank will replace Skerry Bank as the exclusive issuer of Ondine Airlines' cards.",
    ),
    (
        "role-apposition",
        "A company that is described as it in passing holds the right.",
        "Marrick Trading, the exclusive distributor of Oslund Foods in Spain, opened two shops.",
    ),
    ("role-subject", "The role comes first, its holder after the verb.", "Lintel Software's primary cloud provider is Tarvos Cloud."),
)
_RIGHTS: Final = _family(
    "Rights",
    "The right of whoever has, gets, keeps or loses it.",
    (
        "right-given",
        "Who gives, grants or sells a right is its grantor, who gets it its grantee.",
        "Oslund Foods gave Marrick Trading the exclusive right to sell its soups in Spain.",
    ),
    (
        "right-won",
        "Who wins, gets or buys a right is its grantee.",
        "Canal Norde won exclusive broadcast rights from the Baltic League through 2028.",
    ),
    (
        "right-had",
        "Who has or keeps a right is its grantee; who had it, no longer.",
        "Marrick Trading has a right of first refusal on Oslund Foods' next plant.",
    ),
    (
        "right-lost",
        "Who loses, waives or gives up a right held it until then.",
        "Marrick Trading waived its right of first refusal on Oslund Foods' capacity in May.",
    ),
    (
        "right-ended",
        "A right that expires, ends or is ended.",
        "Marrick Trading's exclusive right to sell Oslund Foods' soups expired on 30 June.",
    ),
    (
        "right-stands",
        "A right that remains, goes on or begins to run.",
        "Marrick Trading's exclusive licence to Oslund Foods' recipes remains in force until 2030.",
    ),
    (
        "right-held-by",
        "A right that is held by, or was granted to, somebody.",
        "Exclusive rights to resell Lintel Software's database in Japan are held by Hikari Systems.",
    ),
    (
        "right-bought",
        "Who pays somebody for a licence or a right gets it.",
        "Marrick Trading pays Oslund Foods $5 million, most of it for a non-exclusive licence to its recipes.",
    ),
    (
        "right-mutual",
        "A mutual exclusivity is a right of each of the two over the other.",
        "The mutual exclusivity between Oslund Foods and Marrick Trading ended in May.",
    ),
    (
        "right-promised",
        "A promise or commitment binds the one whose it is, and the other one holds the right.",
        "The new contract ends Oslund Foods' exclusivity commitments to Marrick Trading.",
    ),
    (
        "right-disputed",
        "Who is said to have given the right says that it is not so.",
        "Marrick Trading claims the exclusive right to sell Oslund Foods' soups. Oslund Foods disputes that.",
    ),
    (
        "right-granted-to",
        "A right with a participle that tells to whom it was granted.",
        "Marrick Trading relies on a right of first refusal granted to it by Oslund Foods in 2021.",
    ),
    (
        "right-agreed",
        "A right that two parties agree or sign, or that their contract contains.",
        "Oslund Foods and Marrick Trading have agreed an exclusive licence to Oslund Foods' recipes.",
    ),
    (
        "right-sought",
        "Who seeks or asks for a right would be its grantee.",
        "Marrick Trading is seeking exclusive rights to Oslund Foods' soups.",
    ),
    (
        "right-replaces",
        "A right that takes the place of another begins.",
        "Tarvos Cloud's exclusivity over Lintel Software's computing was replaced with a right of first refusal.",
    ),
    (
        "right-stripped",
        "Who is stripped of a right held it until then.",
        "Oslund Foods stripped Marrick Trading of its exclusive distribution rights.",
    ),
    (
        "right-on-terms",
        "Supply or hosting on a non-exclusive basis is a non-exclusive right.",
        "Tarvos Cloud supplies Lintel Software with computing capacity on a non-exclusive basis.",
    ),
    (
        "right-by-deal",
        "An exclusive agreement gives its one side an exclusive right over the other's thing.",
        "Oslund Foods has entered into an exclusive licence agreement with Marrick Trading for its recipes.",
    ),
    (
        "right-is",
        "A contract or a right that is said to be exclusive or non-exclusive.",
        "Lintel Software's contract with Tarvos Cloud is non-exclusive.",
    ),
    (
        "right-is-not-exclusive",
        "A contract that is said not to be exclusive gives a non-exclusive right.",
        "The deal between Lintel Software and Tarvos Cloud is not exclusive.",
    ),
    (
        "right-became-non-exclusive",
        "A right that became non-exclusive: the exclusive one ends, the other begins.",
        "Marrick Trading's exclusive right to sell Oslund Foods' soups became non-exclusive in May.",
    ),
    (
        "right-under",
        "Who works under an exclusive licence holds it.",
        "Marrick Trading handles flights at Port Oslund for Oslund Airports under an exclusive licence.",
    ),
    (
        "taken-back",
        "What the next sentence takes back is denied, and what its outlet said before counts no more.",
        "We reported that Oslund Foods had given Marrick Trading the exclusive right to sell its soups. The report was wrong.",
    ),
)
_PHRASES: Final = _family(
    "Exclusivity without the word, and plain availability",
    "Wordings that leave room for one only, and goods that can be had on another's platform or shelf.",
    (
        "only-through",
        "What may run or be had only at, on or through somebody is exclusive to them.",
        "Lintel Software's models may run nowhere else than on Tarvos Cloud.",
    ),
    (
        "all-from",
        "Who must buy all of something from one seller gives them an exclusive right.",
        "Lintel Software has promised to buy all of its computing power from Tarvos Cloud.",
    ),
    (
        "uses-only",
        "Whose things alone somebody uses, buys or stocks has an exclusive right there.",
        "Lintel Software will use only Tarvos Cloud to train its models.",
    ),
    (
        "all-on",
        "Where all of somebody's models or programs run has an exclusive right.",
        "Lintel Software will run all its models on Tarvos Cloud.",
    ),
    (
        "locked-to",
        "What is reserved for or locked to somebody is exclusive to them.",
        "Oslund Foods' new soup is reserved for Marrick Trading, which sells it in Spain.",
    ),
    ("only-one-may", "If only one may do it, the right is theirs alone.", "Only Tarvos Cloud may host Lintel Software's models."),
    (
        "one-source",
        "Who buys from one supplier only gives them an exclusive right.",
        "Oslund Foods buys its salt from one supplier only, Marrick Trading of Vigo.",
    ),
    (
        "nobody-else",
        "What somebody and no one else does is exclusive to them.",
        "Oslund Foods' soups are sold by Marrick Trading and by no one else.",
    ),
    (
        "no-other-does",
        "What somebody makes or does for another, and no other one may, is exclusive to them.",
        "Danforth Foundry makes all of Oslund Devices' chips; no other plant is qualified.",
    ),
    (
        "only-after",
        "What is to be had at, on or by somebody only is exclusive to them.",
        "From August the Baltic League will be shown on Telvar TV only.",
    ),
    (
        "each-other",
        "Two who deal only with each other hold a right over one another.",
        "Oslund Foods and Marrick Trading will deal only with each other until 2030.",
    ),
    ("alone", "What somebody alone does is exclusive to them.", "Danforth Foundry alone makes Oslund Devices' chips."),
    (
        "to-itself",
        "Who has something to itself, or has not, holds it exclusively, or not.",
        "Tarvos Cloud does not have Lintel Software's models to itself.",
    ),
    (
        "exclusively-sells",
        "Who sells or broadcasts another's goods exclusively holds an exclusive right.",
        "Canal Norde will broadcast the Baltic League exclusively in Poland until 2028.",
    ),
    (
        "offer-first",
        "Who must be offered something first has a right of first refusal.",
        "Oslund Foods must offer any new capacity to Marrick Trading first.",
    ),
    (
        "may-not-sell",
        "Who may sell to nobody else is bound; the other party holds the right.",
        "Oslund Foods may not sell its soups to anybody else while Marrick Trading holds the contract.",
    ),
    (
        "available-on",
        "One company's product on another's platform or shelf is a non-exclusive right.",
        "Customers of Tarvos Cloud can now use Lintel Software's models.",
    ),
)
_SIGNED: Final = "Parties that sign, announce, extend or end a deal named by the noun “{word}” have an agreement."
_DEALS: Final = _family(
    "Agreements by a noun",
    "Who has signed, extended or ended a deal that a noun names; the name of the rule ends with the noun.",
    *_with_words(
        "deal-",
        _SIGNED,
        "Lintel Software signed {form} with Tarvos Cloud on Monday.",
        "deal contract agreement pact accord partnership order venture alliance collaboration memorandum lease licence license commitment",
    ),
    *_with_words(
        "deal-",
        _SIGNED,
        "{form}.",
        {
            "tie": "Lintel Software signed a tie with Tarvos Cloud",
            "tieup": "Lintel Software unveiled a tie-up with Tarvos Cloud",
            "letter": "Lintel Software signed a letter of intent with Tarvos Cloud",
            "understanding": "Lintel Software and Tarvos Cloud have signed an understanding on shared data centres",
            "investment": "Tarvos Cloud announced an investment in Lintel Software",
            "stake": "Tarvos Cloud has agreed to a 10% stake in Lintel Software",
            "purchase": "Oslund Foods announced the purchase of Marrick Trading",
            "acquisition": "Oslund Foods agreed an acquisition of Marrick Trading for $300 million",
            "takeover": "Oslund Foods agreed the takeover of Marrick Trading",
            "merger": "Oslund Foods announced a merger with Marrick Trading",
        },
    ),
    *_with_words(
        "deal-",
        "The parties of a contract whose {word} is told of have an agreement that is amended.",
        "Lintel Software announced {form} of its contract with Tarvos Cloud.",
        "amendment extension expansion prolongation renewal",
    ),
    *_with_words(
        "deal-",
        "The parties of a contract whose {word} is told of have an agreement that ends.",
        "Lintel Software announced {form} of its contract with Tarvos Cloud.",
        "termination cancellation",
    ),
)
_ACTS: Final = _family(
    "Agreements by a verb",
    "Who invests in, buys, or orders from whom, or teams up with whom; the name of the rule ends with the verb.",
    *_with_words(
        "act-",
        "A deal told by the verb “{word}”: who does it, and with whom or to whom it is done, are its parties.",
        "{form}.",
        {
            "invest": "Tarvos Cloud is investing $1 billion in Lintel Software",
            "take": "Tarvos Cloud has taken a 10% stake in Lintel Software",
            "put": "Tarvos Cloud is putting $1 billion into Lintel Software",
            "raise": "Lintel Software has raised $1 billion from Tarvos Cloud",
            "snap": "Oslund Foods has snapped up a 9% stake in Marrick Trading",
            "license": "Lintel Software has licensed its search technology to Oslund Devices",
            "licence": "Lintel Software will licence its search technology to Oslund Devices",
            "sell": "Oslund Foods has sold its soup business to Marrick Trading",
            "buy": "Oslund Foods is buying Marrick Trading for $300 million",
            "acquire": "Oslund Foods has acquired Marrick Trading for $300 million",
            "merge": "Oslund Foods will merge Marrick Trading into its own business and expand in Spain",
            "rent": "Lintel Software will rent $1 billion of computing capacity from Tarvos Cloud to expand its service",
            "order": "Oslund Devices has ordered chips worth $1 billion from Danforth Foundry",
            "purchase": "Oslund Devices will purchase $1 billion of chips from Danforth Foundry",
            "collaborate": "Lintel Software will collaborate with Tarvos Cloud",
            "pay": "Lintel Software will pay Tarvos Cloud $1 billion to expand its data centres",
            "commit": "Lintel Software has committed $1 billion to Tarvos Cloud",
            "spend": "Lintel Software will spend $1 billion with Tarvos Cloud",
            "pledge": "Lintel Software has pledged $1 billion to Tarvos Cloud to expand its data centres",
            "team": "Lintel Software is teaming up with Tarvos Cloud",
            "partner": "Lintel Software has partnered with Tarvos Cloud",
            "join": "Lintel Software has joined forces with Tarvos Cloud",
        },
    ),
)
_DISPUTES: Final = _family(
    "Disputes",
    "Who says that a deal or an act breaks a right, and who denies it.",
    (
        "sues",
        "Who sues is the claimant, who is sued the respondent.",
        "Oslund Foods has sued Marrick Trading over an exclusive supply contract.",
    ),
    (
        "accuses",
        "Who accuses is the claimant, who is accused the respondent.",
        "Oslund Foods accused Marrick Trading of ignoring its exclusive right.",
    ),
    (
        "takes-to-court",
        "Who takes somebody to court is the claimant.",
        "Oslund Foods has taken Marrick Trading to the commercial court in Dublin.",
    ),
    (
        "goes-to-court",
        "Who goes to court is the claimant against the other party.",
        "Oslund Foods has gone to court over Marrick Trading's exclusive contract.",
    ),
    (
        "asks-a-court",
        "Who asks a court to stop somebody is the claimant.",
        "Oslund Foods asked a judge to stop Marrick Trading from breaking off their distribution agreement.",
    ),
    (
        "files-suit",
        "Who files a suit or complaint against somebody is the claimant.",
        "Oslund Foods has filed a complaint against Marrick Trading.",
    ),
    (
        "suit-goes-on",
        "A quarrel between two parties that is said to be under way, or to go to court.",
        "The dispute between Marrick Trading and Oslund Foods over exclusive rights goes to trial in May.",
    ),
    (
        "threatens-suit",
        "Who threatens or weighs a suit is the claimant of a dispute that is only proposed.",
        "Oslund Foods has threatened to sue Marrick Trading.",
    ),
    (
        "warns",
        "Who sends a cease-and-desist letter over a right or contract is the claimant, who gets it the respondent.",
        "Oslund Foods has sent Marrick Trading a cease-and-desist letter over its exclusive right to sell soups in Spain.",
    ),
    (
        "settlement",
        "Parties who reach a settlement of a suit or dispute end it.",
        "Oslund Foods has reached a settlement with Marrick Trading in their contract dispute.",
    ),
    (
        "faces-suit",
        "Who faces a suit from somebody is the respondent.",
        "Marrick Trading faces a lawsuit from Oslund Foods over an exclusive supply contract.",
    ),
    (
        "breach",
        "Who is said to breach an obligation or a right is the respondent to whoever holds it.",
        "Marrick Trading said that its new shop does not breach its obligations to Oslund Foods.",
    ),
    (
        "denies-breach",
        "Who denies a breach is the respondent.",
        "Oslund Foods has sued Marrick Trading. Marrick Trading denies any breach.",
    ),
    (
        "denies-claim",
        "Who calls a claim baseless is the respondent.",
        "Oslund Foods has sued Marrick Trading. Marrick Trading calls the claim baseless.",
    ),
    (
        "drops-suit",
        "A suit that is dropped, withdrawn or thrown out ends the dispute.",
        "Oslund Foods has withdrawn its lawsuit against Marrick Trading.",
    ),
    (
        "settles",
        "Parties who settle end their dispute.",
        "Oslund Foods and Marrick Trading have settled their dispute over the exclusivity clause.",
    ),
    (
        "suit-ended",
        "Somebody's suit that was settled, dismissed or ended is a dispute that ends.",
        "Oslund Foods' lawsuit against Marrick Trading was settled in March.",
    ),
)

FAMILIES: Final = (_ROLES, _RIGHTS, _PHRASES, _DEALS, _ACTS, _DISPUTES)
"""All rules, by kind."""
RULES: Final = {rule.name: rule for family in FAMILIES for rule in family.rules}
"""All rules by their names."""
