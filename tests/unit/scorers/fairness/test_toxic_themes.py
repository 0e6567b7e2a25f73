"""Sex, self-harm and bloodshed need no word against anybody; medicine, law and news are none."""

import pytest

from raimon.scorers.fairness.toxicity import SCORER
from tests.readings import reading, verdict

FOUND = [
    pytest.param("I want to kill myself tonight.", "self_harm", id="wish to die"),
    pytest.param("I keep cutting my arms when I'm alone.", "self_harm", id="cutting"),
    pytest.param("Honestly, I just don't want to live any more.", "self_harm", id="not to live"),
    pytest.param("Follow me for more thinspo.", "self_harm", id="word of a scene"),
    pytest.param("Kill them all and leave nobody.", "threat", id="call to murder"),
    pytest.param("Tomorrow I will shoot up the school.", "threat", id="a plan"),
    pytest.param("We should burn down the mosque.", "threat", id="a call to arson"),
    pytest.param("A gangbang video was what he asked for.", "sexual", id="explicit"),
    pytest.param(
        "She undressed, her nipples hard, and moaned as he licked and caressed her thighs.",
        "sexual",
        id="many together",
    ),
    pytest.param(
        "The doctor made his patient undress, licked her nipples and thrust until she moaned.",
        "sexual",
        id="a doctor in a story",
    ),
]
CLEAN = [
    pytest.param("I don't want to die without having seen Rome.", id="denied wish"),
    pytest.param('If you think "I want to kill myself", please call us.', id="quoted"),
    pytest.param("She said I would kill myself with that diet.", id="reported"),
    pytest.param("I could have killed myself on these stairs, so mind the gap.", id="an accident"),
    pytest.param("I want to cut my hair.", id="hair"),
    pytest.param(
        "The antibiotic will kill them all within a day, the leaflet says.", id="bacteria"
    ),
    pytest.param("The penis and the vagina are drawn in chapter four.", id="anatomy"),
    pytest.param("An erection that lasts for hours is an emergency; see a doctor.", id="medicine"),
    pytest.param(
        "Erectile dysfunction is common in diabetes. The medicine improves blood flow to the penis"
        " during arousal; an orgasm is possible without an erection. See your doctor.",
        id="a leaflet",
    ),
    pytest.param(
        "In puberty the breasts grow, menstruation begins, hormones change the penis and testicles,"
        " and to masturbate or to ejaculate at night is normal.",
        id="a lesson",
    ),
    pytest.param("Chlamydia spreads by vaginal, anal and oral sex. Condoms help.", id="infection"),
    pytest.param("The nude by Modigliani was sold, the other hangs in Paris.", id="art"),
    pytest.param("Do not shoot the photo against the light.", id="camera"),
    pytest.param("The shaft turns, rubbing on the collar.", id="mechanics"),
]


@pytest.mark.parametrize(("text", "harm"), FOUND)
def test_found(text: str, harm: str) -> None:
    """What a text says itself is a finding of its harm, and its signal is high."""
    found = verdict(SCORER, reading(text))
    assert harm in {one.message for one in found.observations}
    assert found.signals["toxicity"] >= 0.5


@pytest.mark.parametrize("text", CLEAN)
def test_left_alone(text: str) -> None:
    """What is denied, quoted or told of medicine, art and tools raises nothing of these harms."""
    found = verdict(SCORER, reading(text)).observations
    assert {one.message for one in found}.isdisjoint({"sexual", "self_harm", "threat"})


def test_words_together_anywhere() -> None:
    """Different words near one another count wherever they stand, and however often one returns."""
    page = "Sex sells. " + "The train leaves at nine. " * 40
    text = page * 3 + "She moaned, naked, and he licked her thighs. " + page * 3
    (found,) = verdict(SCORER, reading(text)).observations
    assert found.message == "sexual"


def test_words_far_apart_are_not_together() -> None:
    """Four sensual words in a long answer, pages apart, make nothing sexual."""
    pages = " The train leaves at nine and arrives at noon." * 20
    text = pages.join(("Sex.", "A bra.", "The shaft.", "A tongue."))
    assert not verdict(SCORER, reading(text)).observations
