"""Names of people by origin, and of what else is written large: drawn from Faker or made up."""

import random
import re
from functools import cache

from faker import Faker


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


type Pool = tuple[str, ...]

ORIGINS = {
    "Anglo": ("en_US", "en_GB", "en_IE"),
    "Hispanic": ("es_MX", "es_ES", "es_CO"),
    "South Asian": ("en_IN", "en_PK", "en_BD"),
    "East Asian": ("zh_CN", "ja_JP", "vi_VN"),
    "Arabic": ("fr_DZ", "ha_NG"),
    "African": ("en_NG", "yo_NG", "ig_NG", "sw", "tw_GH", "zu_ZA", "en_KE"),
}
OTHERS = _words(
    "de_DE fr_FR it_IT pt_BR nl_NL pl_PL sv_SE tr_TR id_ID cs_CZ da_DK no_NO fi_FI hu_HU ro_RO "
    "hr_HR sl_SI sk_SK lt_LT lv_LV et_EE pt_PT es_AR fr_CH de_AT nl_BE en_PH sq_AL az_AZ"
)
OTHER = "other"
SEED = 20261125
# Written in Latin letters by nobody's locale.
ARABIC_FIRST = _words(
    "Ahmed Mohammed Omar Khalid Yousef Hassan Hussein Tariq Faisal Mahmoud Karim Samir Nabil Walid "
    "Rashid Saeed Hamza Bilal Mustafa Ibrahim Fatima Aisha Layla Noor Huda Mariam Salma Rania Dina "
    "Yasmin Zainab Amira Hanan Samira Nadia Lina Reem Sara Iman Farah"
)
ARABIC_LAST = _words(
    "Al-Farsi Al-Hashimi Al-Masri Haddad Khoury Nasser Mansour Aziz Saleh Darwish Hamdan Farouk "
    "Qasim Abbas Sabbagh Shaheen Najjar Habib Rahman Bakr Zaki Fahmy Shawky El-Sayed Barakat Awad "
    "Ghanem Sulaiman Jaber Othman Khalil Tahan Maalouf Sleiman Yassin Kanaan Hijazi Badawi"
)
# Before a family name of these origins, in small letters.
PARTICLES = {
    "Hispanic": ("de", "de la", "del"),
    "Arabic": ("al", "bin", "ibn", "el"),
    OTHER: ("van", "van der", "van den", "de", "von", "di", "da", "dos", "du", "ter"),
}
SYLLABLES = _words(
    "ba ke lor vin tha mi ran dul so fer qui zan ol nek pra wen jo ti gar sha mel ost ur bri cad "
    "eno fal gri hu lyn mor nis pel rou sta tov ush vel wy xan yar zel"
)
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ -]+")
_FAKED_ADDRESSES = _words("en_US en_GB en_AU fr_FR it_IT es_ES de_DE nl_NL pt_BR pl_PL da_DK")
# Not it_IT: Faker keeps its towns in a set, whose order changes from run to run.
_REAL_TOWNS = _words("en_AU fr_FR de_DE es_ES pl_PL nl_BE pt_PT cs_CZ hu_HU da_DK sv_SE")
KNOWN_TOWNS = (
    *_words(
        "Leeds Boston Lisbon Osaka Nairobi Lagos Mumbai Cairo Lima Bogota Berlin Toronto Sydney "
        "Denver Springfield Geneva Manila Accra Dublin Kyoto Hanoi Madrid Chicago Bristol Houston "
        "London Paris Rome Vienna Tokyo Beijing Seoul Delhi Moscow Istanbul Dubai Singapore Milan "
        "Amsterdam Rotterdam Brussels Antwerp Hamburg Munich Cologne Frankfurt Stuttgart Dresden "
        "Zurich Basel Salzburg Prague Warsaw Krakow Budapest Bucharest Sofia Belgrade Zagreb "
        "Ljubljana Athens Ankara Kyiv Minsk Riga Vilnius Tallinn Helsinki Stockholm Gothenburg "
        "Oslo Bergen Copenhagen Aarhus Reykjavik Edinburgh Glasgow Cardiff Belfast Cork Liverpool "
        "Manchester Birmingham Sheffield Nottingham Newcastle Oxford Cambridge Brighton Porto "
        "Barcelona Valencia Seville Naples Turin Venice Bologna Palermo Marseille Lyon Bordeaux "
        "Toulouse Strasbourg Geneva Casablanca Rabat Tunis Algiers Tripoli Khartoum Kampala Lusaka "
        "Harare Johannesburg Durban Pretoria Kigali Dakar Abuja Kano Kinshasa Luanda Maputo Doha "
        "Riyadh Jeddah Baghdad Tehran Damascus Beirut Amman Jerusalem Muscat Karachi Lahore "
        "Islamabad Dhaka Colombo Kathmandu Kolkata Chennai Bangalore Hyderabad Pune Bangkok "
        "Jakarta Yangon Saigon Shanghai Shenzhen Guangzhou Wuhan Taipei Nagoya Sapporo Fukuoka "
        "Kobe Busan Melbourne Brisbane Perth Adelaide Auckland Wellington Montreal Vancouver "
        "Ottawa Calgary "
        "Edmonton Winnipeg Halifax Seattle Portland Phoenix Dallas Austin Atlanta Miami Orlando "
        "Detroit Cleveland Pittsburgh Philadelphia Baltimore Minneapolis Milwaukee Memphis "
        "Nashville Havana Kingston Caracas Quito Santiago Montevideo Asuncion Brasilia Salvador"
    ),
    *("New York", "San Diego", "Cape Town", "Kuala Lumpur", "Fort Wayne", "Los Angeles"),
    *("San Francisco", "Hong Kong", "Buenos Aires", "Rio de Janeiro", "Addis Ababa"),
)
_FIRMS = (
    "Acme Corp", "Northwind", "Bluewater Bank", "Global Freight Ltd", "City Hospital", "Hooli",
    "Greenfield University", "Oak & Partners", "Sunrise Foods", "the Ministry of Health",
)  # fmt: skip
MONTHS = _words(
    "January February March April May June July August September October November December"
)
DAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_MANY = 1500


@cache
def _fake(locale: str) -> Faker:
    fake = Faker(locale)
    fake.seed_instance(SEED)
    return fake


@cache
def _drawn(locale: str) -> tuple[Pool, Pool]:
    """Return given and family names of a locale, in Latin letters."""
    fake = _fake(locale)
    if locale in {"zh_CN", "ja_JP"}:
        full = [fake.romanized_name().split() for _ in range(_MANY)]
        return tuple(sorted({n[0] for n in full})), tuple(sorted({n[-1] for n in full}))
    first = {fake.first_name() for _ in range(_MANY * 2)}
    last = {fake.last_name() for _ in range(_MANY * 2)}
    return _latin(first), _latin(last)


def _latin(names: set[str]) -> Pool:
    return tuple(sorted(name for name in names if LATIN.fullmatch(name) and name[0].isupper()))


@cache
def pool_of(origin: str) -> tuple[Pool, Pool]:
    """Return the given and the family names of an origin."""
    pools = [_drawn(locale) for locale in ORIGINS.get(origin, OTHERS)]
    first = tuple(name for pool in pools for name in pool[0])
    last = tuple(name for pool in pools for name in pool[1])
    if origin == "Arabic":
        return first + ARABIC_FIRST * 8, last + ARABIC_LAST * 8
    return first, last


def invented(dice: random.Random) -> str:
    """Return a word that no list knows, written like a name."""
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 3))).capitalize()


@cache
def addresses() -> Pool:
    """Return house and street as several countries write it."""
    lines = {
        _fake(locale).street_address().replace("\n", ", ")
        for locale in _FAKED_ADDRESSES
        for _ in range(150)
    }
    return tuple(sorted(lines))


@cache
def towns() -> Pool:
    """Return towns, those that everybody knows more often."""
    drawn = {_fake(locale).city() for locale in _REAL_TOWNS for _ in range(200)}
    made = {_fake("en_US").city() for _ in range(300)}
    return KNOWN_TOWNS * 8 + _latin(drawn | made)


@cache
def countries() -> Pool:
    """Return the countries, without what explains them."""
    drawn = {_fake("en_US").country().partition("(")[0].strip() for _ in range(2000)}
    return tuple(sorted(drawn))


@cache
def regions() -> Pool:
    """Return the states of the United States."""
    return tuple(sorted({_fake("en_US").state() for _ in range(1000)}))


@cache
def jobs() -> Pool:
    """Return occupations as prose writes them."""
    return tuple(sorted({_fake("en_US").job().partition(",")[0].lower() for _ in range(600)}))


@cache
def _companies() -> Pool:
    return tuple(sorted({_fake("en_US").company() for _ in range(600)}))


def firm(dice: random.Random) -> str:
    """Return a company: known to this page, called after families, or made up."""
    kind = dice.randrange(4)
    if kind == 0:
        return dice.choice(_FIRMS)
    if kind == 1:
        return dice.choice(_companies())
    ending = dice.choice(("", "", "", " Systems", " Labs", " Group", " Ltd.", " Health", " Data"))
    return brand(dice) + ending


def brand(dice: random.Random) -> str:
    """Return what a product, a place or a ship may be called: made up, or after a family."""
    kind = dice.randrange(3)
    if kind == 0:
        return dice.choice(pool_of(dice.choice(tuple(ORIGINS)))[1])
    if kind == 1:
        return invented(dice)
    return (
        dice.choice(WORDS).capitalize() + dice.choice(("", " ")) + dice.choice(WORDS).capitalize()
    )


def work(dice: random.Random) -> str:
    """Return a heading or title: plain words, each with a capital letter."""
    words = [word.capitalize() for word in dice.sample(WORDS, dice.randint(2, 4))]
    if dice.random() < 0.4:  # noqa: PLR2004 - a share
        words.insert(0, dice.choice(("The", "A", "My", "Your", "How to", "Why", "Best")))
    if len(words) > 2 and dice.random() < 0.4:  # noqa: PLR2004 - likewise
        words.insert(2, dice.choice(("of", "and", "for", "in", "the")))
    return " ".join(words)


def date(dice: random.Random) -> str:
    """Return a date in one of five ways."""
    day, month, year = dice.randint(1, 28), dice.choice(MONTHS), dice.randint(1950, 2030)
    return dice.choice(
        (
            f"{year}-{MONTHS.index(month) + 1:02}-{day:02}",
            f"{day} {month} {year}",
            f"{month} {day}, {year}",
            f"{MONTHS.index(month) + 1}/{day}/{year}",
            dice.choice(DAYS),
        )
    )


def month(dice: random.Random) -> str:
    """Return a month."""
    return dice.choice(MONTHS)


WORDS = _words(
    "silent harbour garden market simple guide better sleep healthy habits winter light broken "
    "bridge quick start project plan budget review digital strategy customer service data privacy "
    "deep learning machine open source power energy green blue red golden silver white black "
    "river mountain road house kitchen table music story night morning summer dance love time "
    "money travel tips weekend family work life balance stress management first step final draft "
    "summary report key points main ideas background history future global climate change water "
    "food recipe chicken salad soup bread cheese coffee tea chocolate cake apple lemon garlic "
    "olive oil rice pasta sauce spring break school college course lesson test exam skills job "
    "interview letter cover resume design system network cloud security mobile phone screen "
    "camera battery walk tree forest ocean island beach city street park museum theatre film book "
    "novel poem song band game player team match season league cup world war peace king queen "
    "empire law court public health care mental physical exercise yoga body mind heart brain "
    "blood pressure heat storm rain snow fire stone iron glass paper wood walk run smart tools "
    "online business marketing sales growth value price market cost tax loan credit card bank"
)
# Written large and no name: from somewhere, spoken, believed; a heavenly body, a network.
OF_PLACES = _words(
    "african american arab arabic asian australian austrian belgian brazilian british buddhist "
    "bulgarian canadian caribbean catholic chinese christian croatian cuban czech danish dutch "
    "egyptian english ethiopian european filipino finnish french german greek hebrew hindi hindu "
    "hispanic hungarian icelandic indian indigenous indonesian iranian iraqi irish islamic israeli "
    "italian japanese jewish korean latin latino lebanese maya mexican moroccan muslim nigerian "
    "norwegian ottoman pakistani palestinian persian peruvian polish portuguese roman romanian "
    "russian saudi scottish serbian slovak somali spanish sudanese swahili swedish swiss syrian "
    "tamil thai tibetan turkish ukrainian urdu vietnamese viking welsh western eastern northern "
    "southern sun moon earth mars venus jupiter saturn mercury neptune uranus pluto africa america "
    "asia europe antarctica arctic atlantic pacific mediterranean britain england scotland wales "
    "palestine alps himalayas amazon nile sahara internet google facebook twitter youtube "
    "instagram netflix microsoft apple android linux windows python java javascript bible koran "
    "quran christmas easter halloween thanksgiving ramadan hanukkah"
)
# They begin sentences more often than they stand inside.
OPENERS = _words(
    "however therefore thus hence moreover furthermore additionally alternatively meanwhile "
    "nevertheless nonetheless instead otherwise besides finally firstly secondly thirdly lastly "
    "overall similarly likewise consequently accordingly again also yes no sure okay yeah oh well "
    "here there this that these those please thanks thank hello welcome sorry congratulations "
    "although though because since while when where why how what who whose which whether unless "
    "until despite according during after before between within without regarding remember note "
    "let she he they we you it its his her their our your my mom mum dad grandma grandpa mommy "
    "daddy auntie ladies gentlemen customer user assistant bot agent applicants banks users "
    "chapter verse chorus bridge intro outro scene act step ingredients instructions overview "
    "conclusion introduction summary abstract appendix war ii iii iv vs"
)
OF_TWO_WORDS = (
    *("South Korea", "North Korea", "Ivory Coast", "Sri Lanka", "Saudi Arabia", "Costa Rica"),
    *("Puerto Rico", "El Salvador", "San Marino", "Sierra Leone", "South Africa", "New Zealand"),
    *(
        "Great Britain",
        "Northern Ireland",
        "Middle East",
        "Latin America",
        "Las Vegas",
        "Palo Alto",
    ),
    *(
        "New Delhi",
        "Saint Petersburg",
        "Santa Monica",
        "Silicon Valley",
        "Burkina Faso",
        "Cape Verde",
    ),
)
