"""Word lists: what makes a capitalised word a company, a person, a place or nothing at all."""

from __future__ import annotations

from typing import Final

from nlp._words import words

COMPANY_ENDINGS: Final = words(
    """
    aero aerospace aerostructures air airlines airways ai analytics arts auto automotive avionics bank bancorp battery beverages bio
    biologics biosciences biotech biotherapeutics brands breweries broadcasting cable capital carbon cars chemical chemicals chip
    chips circuit cloud coffee communications compute computing consulting corporation cosmetics cruisers data defense defence devices
    diagnostics digital drives dynamics electric electronics energi energia energy engines engineering enterprises entertainment
    equipment express fashion ferries films finance financial fluvial foods football fuels games gas genomics geothermal global
    graphite group handling health healthcare helium holding holdings hosting hotels hydro industrial industries infrastructure
    innovations institute instruments insurance intelligence interactive international internet investments jets lab laboratories labs
    league logic logistics marine maritime markets materials meat media medical medicines metals micro microsystems mills mining
    mobile mobility motoren motors music natural nav networks nuclear oil oncology optics organics partners pay payments petroleum
    pharma pharmaceuticals photonics pictures platforms plastics power precision press products properties publishing radar radio rail
    railways resources restaurants retail robotics sciences securities security semiconductor semiconductors shipping silicon software
    solar solutions sport sports steel storage stores streaming studios surgical systems tech technologies technology telecom telecoms
    telecommunications telekom television terminals test textiles therapeutics towers toys trading transport travel turbines tv
    underwriters utilities vaccines ventures vision water wholesale wind wines wireless works yachts yards association federation
    series council university club narrowboats oats fruit dairy seeds farms apparel footwear airport airports ports foundry foundries
    brewing distillers agronomy agri agriculture agriscience genetics science co-operative cooperative racing biologicals
    nutrition naturals broadcasters atomic telematics quantum aviation helicopters drones satellites launch
    space orbital fusion hydrogen lithium mobiles pharmacies yachting seats scooters trucks cells browser bikes
    """
)
"""Folded last words that make a run of capitals a company's or an organisation's name."""

COMPANY_BEGINNINGS: Final = words(
    "grupo groupe gruppo gruppe grup banco banca banque compagnie compañía società société coopérative cooperativa"
)
"""Folded first words that do the same."""

PERSON_ROLES: Final = words(
    """
    executive chief founder co-founder cofounder chairman chairwoman chair president director head boss officer spokesman spokeswoman
    spokesperson analyst lawyer professor economist banker minister secretary manager partner investor engineer scientist researcher
    commissioner judge owner mayor editor entrepreneur billionaire counsel treasurer lecturer scholar consultant
    """
)
"""Nouns for somebody's office or trade."""

TITLES: Final = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "judge",
        "senator",
        "president",
        "ceo",
        "cfo",
        "cto",
    )
)

COMPANY_NOUNS: Final = words(
    """
    company firm group startup start-up maker carmaker automaker drugmaker chipmaker retailer grocer supplier manufacturer producer operator
    carrier broadcaster publisher developer studio lab laboratory bank lender insurer utility airline chain supermarket league label
    network provider distributor reseller dealer foundry toolmaker miner trader refiner shipper hotelier brewer distiller vendor
    platform giant conglomerate multinational subsidiary unit venture association federation fund investor processor issuer licensee
    licensor seller buyer host yard shipyard builder plant farm cooperative business agency biotech pharma integrator merchant app
    site newspaper channel streamer rival partner customer owner parent landlord tenant designer engineer contractor wholesaler
    bottler co-op coop co-operative seedmaker organiser organizer agent planemaker
    jeweller brewery winery bookmaker bookseller caterer bootmaker hospital
    """
)
"""Common nouns by which a text speaks of a company it has named: "the carmaker"."""

PRODUCT_NOUNS: Final = words(
    """
    engine engines motor motors chip chips processor processors model models app apps phone phones handset handsets console consoles
    drug drugs vaccine vaccines antibody therapy device devices game games car cars van vans truck trucks show series film films
    podcast software platform service assistant chatbot browser battery batteries sensor sensors satellite satellites jet jets
    aircraft plane planes robot robots turbine turbines range brand burger drink drinks beer coffee cards card accelerator
    accelerators server servers index framework runtime monitor pump system family line lines generation
    """
)
"""Common nouns that a product's name stands before: "its Kumo console"."""

NATIONS: Final = words(
    """
    african american argentine asian australian austrian belgian brazilian british canadian chilean chinese colombian czech danish
    dutch emirati english european finnish french german greek hungarian icelandic indian indonesian irish israeli italian japanese
    korean malaysian mexican nordic norwegian peruvian polish portuguese qatari romanian russian saudi scandinavian scottish
    singaporean spanish swedish swiss taiwanese thai turkish ukrainian vietnamese welsh western eastern northern southern californian
    texan parisian bavarian slovenian slovak croatian serbian bulgarian estonian latvian lithuanian icelandic maltese cypriot luxembourg
    pakistani bangladeshi nigerian kenyan ghanaian moroccan egyptian tunisian algerian ethiopian tanzanian tasmanian catalan basque flemish
    cornish kuwaiti omani jordanian lebanese iraqi iranian kazakh uzbek mongolian filipino philippine cambodian bolivian uruguayan
    paraguayan    ecuadorian venezuelan cuban guatemalan sicilian tuscan
    """
)
"""Folded adjectives of place: never a name by themselves."""

PEOPLES: Final = {
    **{nation: nation for nation in "british chinese dutch french irish japanese portuguese swiss".split()},
    **{
        nation + "s": nation
        for nation in words(
            "american canadian european german indian italian korean norwegian russian austrian "
            "bavarian texan californian parisian australian brazilian belgian hungarian mexican argentine nigerian kenyan egyptian"
        )
    },
    **dict(
        pair.split(":")
        for pair in (
            "britons:british danes:danish finns:finnish poles:polish scots:scottish spaniards:spanish swedes:swedish turks:turkish "
            "czechs:czech greeks:greek israelis:israeli saudis:saudi maltese:maltese icelanders:icelandic dubliners:irish"
        ).split()
    ),
}
"""How a text may call a company by its country ("the Finns deny any breach"), with the adjective that it may have been called by."""

NOT_NAMES: Final = words(
    """
    a about above according across after again against all along already also although always am among an and another any anybody
    anyone anything apart are around as asked at away back because been before behind being below besides best better between beyond
    both but by can clearly could customers deal deals despite did do does down drivers due during each earlier early either elsewhere
    else enough even eventually ever every everybody everyone everything exclusive exclusivity except few finally first five following
    for four former from fresh further given had half has have having he her here hers him his how however i if in indeed inside
    instead into is it its itself just last late later least less like likewise little local locals long made many may maybe me
    meanwhile might more moreover most much must my near neither never nevertheless next no nobody none nonetheless nor not nothing
    notice now of off often on once one only onto or other others otherwise our out outside over own per perhaps plain plenty
    previously pursuant quite rather read regulators regulatory same second separately seven several shall shares she should since six
    so some somebody someone something soon still such ten than thanks that the their them then thence there thereafter thereby
    therefore thereunder these they thing third this those though three through throughout thus till to today together tomorrow too
    towards two under unless unlike until up upon us use very via was we well were what whatever when whenever where whereas whether
    which while who whoever whom whose why will with within without would yes yesterday yet you your yours talks terms term analysts
    lawyers executives investors bankers critics experts people sources reports rivals officials unions motors service services access
    bidding capacity cells cloud collaboration agreement amendment master network exhibit item form securities section article
    schedule series season staff technically technology training work works news update consideration governing key chairman chief ceo
    effective initial board directors bylaws court company registrant party parties licensee licensor date picture qualifying mr mrs
    ms dr sir photo print related advertisement sponsored subscribe reporting editing written posted published copyright demand prices
    sales costs revenue growth money nearly roughly almost concurrently hours minutes days weeks months years january february march
    april june july august september october november december monday tuesday wednesday thursday friday saturday sunday mondays tuesdays
    wednesdays thursdays fridays saturdays sundays internet web
    online ai api apis gpu gpus cpu cpus llm llms agi ipo cfo cto tv dvd usb ii iii iv chf eur gbp usd jpy sek nok dkk krw cny inr cad
    aud nato opec covid rsv hiv dna vat background details summary overview analysis conclusion introduction broader market
    disposition assets exhibits province commonwealth kingdom undermining implications furthermore additionally
    legal antitrust security features english science big tech internal
    """
)
"""Folded words that are capitalised only because a sentence, a heading or a defined term begins with them."""

FIRST_NAMES: Final = words(
    """
    aaron adam alan albert alex alexander alexandra alice amanda amit amy ana andrea andrew andy angela anna anne annette anthony
    antonio arthur barbara ben benjamin bernard beth bill bob brad brian bruce carl carla carlos carol caroline catherine charles
    charlotte chris christian christina christine christopher claire clara craig dan daniel dario dave david deborah denise dennis
    diana diane dominic don donald donna doug edward elena eli elizabeth ella elon emily emma eric erik ernest eva evan fiona frances
    francesca francis frank fred gary gavin geoff george gerard gina giovanni grace graham greg gwen hannah hans harry heather helen
    henrik henry hugh ian ines ingrid isabel jack jacob jacques james jan jane janet jason jean jeff jennifer jensen jeremy jessica
    jim joan joe joel johan john jon jonas jonathan jordan jose joseph joshua joost joyce juan judith julia julian julie karen karl
    kate katherine kathleen keith kelly ken kenneth kevin kim klaus larry laura lauren laurence lee leo leon leonard linda lisa liz
    louis louise lucas lucy luis luke marcus margaret maria marie mark marta martha martin mary matt matthew maurice max maya megan
    melanie michael michelle miguel mike mira monica nadia nancy naomi natalie nathan neil nicholas nick nicole nigel nina noam noah
    olaf oliver olivia oscar pablo pamela pat patricia patrick paul paula pedro penny peter phil philip pierre rachel ralph raymond
    rebecca richard rita robert robin roger ron rosa rosie ross ruth ryan sally sam samantha samuel sandra sara sarah satya scott sean
    sebastian sergio sharon simon sofia sophie stefan stella stephanie stephen steve steven stuart sue susan sylvia tara ted teresa
    terry thomas tim timothy tina tom tomas tony tracy vera victor victoria vincent virginia walter wanda wei wen wendy william xavier
    yuki yusuf yvonne zoe joaquin dorothea hester marguerite pilar ilse rosalind
    """
)
"""Folded given names."""
