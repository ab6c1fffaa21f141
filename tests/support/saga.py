"""A saga told by hand, with everything that a page has to show: successions, carve-outs, overlaps, disputes, rumours, denials,
prospects, copies, coarse dates, territories and terms. Facts are simplified, outlets and words are our own.
"""

from __future__ import annotations

from pathlib import Path

from telling import Telling, dispute, right

from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from graph.store import GraphStore

API = "hosting.stateless_api"
STATE = "hosting.stateful_runtime"


def saga() -> Telling:
    """OpenAI's rights from 2019 to 2026, and two smaller grantors."""
    t = Telling()
    t.say(
        "meridian.example/2019/billion",
        "2019-07-22",
        right(
            "OpenAI",
            "Microsoft",
            valid_from="2019-07-22",
            speaker="OpenAI",
            quote="Microsoft will be our exclusive cloud provider, and we will move our services to run on Azure.",
        ),
        right(
            "OpenAI",
            "Microsoft",
            "preferred",
            "distribution",
            subject="new AI technologies",
            speaker="OpenAI",
            quote="Microsoft becomes our preferred partner for bringing new AI technologies to market.",
        ),
        source="Meridian Wire",
        title="Microsoft invests $1 billion in OpenAI, becomes its exclusive cloud provider",
    )
    t.say(
        "norwick.example/2019/billion",
        "2019-07-22",
        right(
            "OpenAI", "Microsoft", valid_from="2019-07-22", quote="Microsoft will be the exclusive cloud provider of OpenAI, the two said."
        ),
        source="Norwick Business Daily",
        title="Microsoft invests $1 billion in OpenAI",
        like=["meridian.example/2019/billion"],
    )
    t.say(
        "stackline.example/gpt-3",
        "2020-09-22",
        right(
            "OpenAI",
            "Microsoft",
            "exclusive",
            "licence",
            subject="GPT-3",
            valid_from="2020-09-22",
            speaker="Kevin Scott",
            quote="We are teaming up with OpenAI to exclusively license GPT-3, so that we can use it in our own products.",
        ),
        source="Stackline",
        title="OpenAI gives Microsoft an exclusive license to GPT-3",
    )
    t.say(
        "courier.example/2023/billions",
        "2023-01-23",
        right(
            "OpenAI",
            "Microsoft",
            change="holds",
            speaker="Microsoft",
            quote="As OpenAI’s exclusive cloud provider, Azure will power all of its workloads across research, products and API services.",
        ),
        source="The Harbour Courier",
        title="Microsoft to invest billions more in OpenAI",
    )
    t.say(
        "quillpost.example/opinion/2024",
        "2024-03-02",
        right(
            "OpenAI",
            "Microsoft",
            "exclusive",
            "compute",
            change="holds",
            stance="reported",
            valid_from="2020",
            quote="Ever since 2020, when the two are said to have shaken hands, no other cloud has carried a single OpenAI model.",
        ),
        source="Quillpost",
        title="The quiet monopoly nobody voted for",
        genre="opinion",
    )
    t.say(
        "meridian.example/2025/first-refusal",
        "2025-01-21",
        right(
            "OpenAI",
            "Microsoft",
            change="ends",
            valid_to="2025-01-21",
            speaker="Microsoft",
            quote="The new agreement moves away from exclusivity on new capacity.",
        ),
        right(
            "OpenAI",
            "Microsoft",
            "first_refusal",
            valid_from="2025-01-21",
            speaker="Microsoft",
            condition="new capacity only",
            quote="It moves to a model where Microsoft has a right of first refusal on new capacity.",
        ),
        right(
            "OpenAI",
            "Microsoft",
            "exclusive",
            API,
            change="holds",
            valid_to="2030",
            speaker="Microsoft",
            quote="The OpenAI API is exclusive to Azure, runs on Azure, and this holds through 2030.",
        ),
        source="Meridian Wire",
        title="Microsoft gives up exclusive on OpenAI computing, keeps first refusal",
    )
    t.say(
        "ledger.example/google-talks",
        "2025-06-10",
        right(
            "OpenAI",
            "Google",
            "non_exclusive",
            "compute",
            stance="reported",
            valid_from="2025-05",
            speaker="three people familiar with the matter",
            quote="OpenAI in May signed up for Google Cloud to run some of its models, three people familiar with the matter said.",
        ),
        source="Cloud Ledger",
        title="OpenAI turns to Google for computing",
    )
    t.say(
        "rumourmill.example/oracle",
        "2025-07-14",
        right(
            "OpenAI",
            "Oracle",
            "exclusive",
            "compute.training",
            stance="reported",
            valid_from="2025-07",
            confidence=0.3,
            speaker="a person on a forum",
            quote="word is that Oracle now gets to train everything, and nobody else does",
        ),
        source="Forum of Rumours",
        title="heard this at a bar",
        genre="blog",
    )
    t.say(
        "stackline.example/open-weights",
        "2025-08-05",
        right(
            "OpenAI",
            "Amazon",
            "non_exclusive",
            "hosting",
            subject="gpt-oss open weights",
            valid_from="2025-08-05",
            speaker="Amazon",
            quote="OpenAI’s open-weight models are available in Bedrock and SageMaker from today.",
        ),
        source="Stackline",
        title="OpenAI’s open weights come to Bedrock",
    )
    t.say(
        "meridian.example/2025/recapitalised",
        "2025-10-28",
        right(
            "OpenAI",
            "Microsoft",
            "first_refusal",
            change="ends",
            valid_to="2025-10-28",
            speaker="Microsoft",
            quote="Microsoft will no longer have a right of first refusal to be OpenAI’s compute provider.",
        ),
        right(
            "OpenAI",
            "Microsoft",
            "exclusive",
            API,
            change="holds",
            condition="until AGI is verified by an expert panel",
            speaker="Microsoft",
            quote="API products developed with third parties will be exclusive to Azure until an expert panel verifies AGI.",
        ),
        source="Meridian Wire",
        title="OpenAI recapitalises; Microsoft keeps the API and drops first refusal",
    )
    t.say(
        "cloudpress.example/thirty-eight",
        "2025-11-03",
        right(
            "OpenAI",
            "Amazon",
            "non_exclusive",
            "compute",
            valid_from="2025-11-03",
            valid_to="2032",
            speaker="OpenAI and Amazon",
            quote="The $38 billion agreement starts at once and runs for seven years, for training as well as for inference.",
        ),
        source="Cloud Press",
        title="OpenAI signs $38 billion of AWS capacity",
    )
    t.say(
        "stackline.example/frontier",
        "2026-02-27",
        right(
            "OpenAI",
            "Amazon",
            "exclusive",
            "distribution",
            subject="OpenAI Frontier",
            valid_from="2026-02-27",
            speaker="Amazon",
            quote="AWS will be the exclusive third-party cloud to sell OpenAI Frontier to enterprises.",
        ),
        right(
            "OpenAI",
            "Amazon",
            "non_exclusive",
            STATE,
            subject="OpenAI Frontier",
            valid_from="2026-02-27",
            speaker="OpenAI",
            quote="Together we build a stateful runtime environment on Bedrock, where Frontier agents keep their memory.",
        ),
        right(
            "OpenAI",
            "Amazon",
            "non_exclusive",
            API,
            stance="reported",
            valid_from="2026-02-27",
            speaker="a person at Amazon",
            quote="Calls to the models, stateless or not, will be answered from Bedrock, a person at Amazon said.",
        ),
        source="Stackline",
        title="Amazon buys in, and gets Frontier",
    )
    t.say(
        "meridian.example/2026/weighs",
        "2026-03-18",
        dispute("Microsoft", "OpenAI", "Amazon", stance="proposed", over="exclusive hosting of stateless APIs"),
        right(
            "OpenAI",
            "Microsoft",
            "exclusive",
            API,
            change="holds",
            speaker="a Microsoft spokesperson",
            quote="“We are confident that OpenAI understands that every stateless call goes through Azure,” a Microsoft spokesperson said.",
        ),
        source="Meridian Wire",
        title="Microsoft weighs legal action over Amazon’s OpenAI deal",
    )
    t.say(
        "harbour.example/2026/weighs",
        "2026-03-18",
        dispute("Microsoft", "OpenAI", "Amazon", stance="proposed", over="exclusive hosting of stateless APIs"),
        source="The Harbour Courier",
        title="Microsoft weighs legal action over Amazon’s OpenAI deal",
        like=["meridian.example/2026/weighs"],
    )
    t.say(
        "ledger.example/no-breach",
        "2026-03-20",
        right(
            "OpenAI",
            "Microsoft",
            "exclusive",
            STATE,
            stance="denied",
            speaker="OpenAI",
            quote="“Nothing that keeps state was ever Azure’s alone,” said OpenAI, and called talk of a breach wrong.",
        ),
        source="Cloud Ledger",
        title="OpenAI: no breach",
    )
    t.say(
        "courier.example/2026/any-cloud",
        "2026-04-27",
        right(
            "OpenAI",
            "Microsoft",
            "exclusive",
            API,
            change="ends",
            valid_to="2026-04-27",
            speaker="Microsoft and OpenAI",
            quote="OpenAI may now serve all of its products to customers on any cloud provider.",
        ),
        right(
            "OpenAI",
            "Microsoft",
            "preferred",
            "compute",
            valid_from="2026-04-27",
            condition="unless Microsoft cannot and chooses not to support them",
            speaker="Microsoft and OpenAI",
            quote="Microsoft remains the primary cloud partner, and OpenAI products ship first on Azure.",
        ),
        right(
            "OpenAI",
            "Microsoft",
            "non_exclusive",
            "licence",
            subject="model and product IP",
            valid_from="2026-04-27",
            valid_to="2032",
            speaker="Microsoft and OpenAI",
            quote="Microsoft’s licence to OpenAI’s model and product IP runs through 2032 and is no longer exclusive.",
        ),
        source="The Harbour Courier",
        title="Microsoft and OpenAI let go of exclusivity",
    )
    t.say(
        "ledger.example/cerebras-2027",
        "2026-05-30",
        right(
            "OpenAI",
            "Cerebras",
            "preferred",
            "compute.inference",
            valid_from="2027-01",
            speaker="OpenAI",
            quote="From January 2027, Cerebras will be the preferred home of OpenAI’s fastest inference.",
        ),
        source="Cloud Ledger",
        title="Fast tokens: OpenAI books Cerebras for 2027",
    )
    t.say(
        "stackline.example/anthropic",
        "2023-09-25",
        right(
            "Anthropic",
            "Amazon",
            "preferred",
            "compute",
            valid_from="2023-09-25",
            quote="AWS becomes Anthropic’s primary cloud provider for mission-critical workloads.",
        ),
        source="Stackline",
        title="Amazon puts up to $4 billion into Anthropic",
    )
    t.say(
        "pharma.example/helio",
        "2021-07-02",
        right(
            "Orchid Oncology",
            "Helio Therapeutics",
            "exclusive",
            "distribution",
            subject="ARX-101",
            territory="EU",
            valid_from="2021-07-01",
            valid_to="2031-06-30",
            quote="Helio Therapeutics holds the exclusive right to sell ARX-101 in the European Union for ten years.",
        ),
        right(
            "Orchid Oncology",
            "Kirin Labs",
            "exclusive",
            "distribution",
            subject="ARX-101",
            territory="Japan",
            valid_from="2019-05-01",
            valid_to="2026-04-30",
            quote="In Japan, Kirin Labs keeps its exclusive rights to ARX-101 until April 2026.",
        ),
        source="Meridian Wire",
        title="Helio takes ARX-101 to Europe",
    )
    t.finish()
    return t


HOSTILE = '<img src="http://evil.example/x.png" onerror="document.title=1"><script>document.title=2</script>'
HOSTILE_MARKDOWN = "![x](http://evil.example/y.png) [click](javascript:alert(1)) :material/delete: $\\frac{a}{b}$ **bold**"


def hostile() -> Telling:
    """Names, titles, quotes, outlets and addresses that would like to be markup."""
    t = Telling()
    t.say(
        "hostile.example/1",
        "2025-01-05",
        right(
            "Zed <b>Widgets</b>",
            "Yolk & Sons <i>![x](http://evil.example/z.png)</i>",
            "exclusive",
            "distribution",
            subject=HOSTILE_MARKDOWN,
            condition=HOSTILE,
            territory="<u>Nowhere</u>",
            valid_from="2025-01-05",
            speaker=HOSTILE_MARKDOWN,
            quote=f"{HOSTILE} said {HOSTILE_MARKDOWN}",
        ),
        source=HOSTILE,
        title=f"{HOSTILE_MARKDOWN} {HOSTILE}",
        url="javascript:document.title=3",
        canonical_url="data:text/html,<script>document.title=4</script>",
    )
    t.say(
        "hostile.example/2",
        "2025-02-01",
        right("Zed <b>Widgets</b>", "Umber Works", "exclusive", "distribution", valid_from="2025-02-01", quote=f"and {HOSTILE}"),
        source=HOSTILE_MARKDOWN,
        title=HOSTILE,
    )
    t.finish()
    return t


def told_home(folder: Path, *tellings: Telling) -> Home:
    """A home whose log and graph hold the tellings."""
    home = Home.at(folder).create()
    log = EventLog.open(home.log_url)
    for telling in tellings:
        log.append(telling.events)
    with GraphStore.open(home.graph_url, home.graph_dir, idle=30) as store, Ledger.open(home.index_file, log) as ledger:
        project(log, store, ledger)
    log.close()
    return home
