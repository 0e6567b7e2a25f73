"""References to women and men are resolved to the occupation that they follow."""

import pytest

from raimon.bias.association import Gendered
from raimon.bias.association_reading import Reader, genders_of, names_a_gender
from raimon.bias.association_words import gendered, occupation_name, occupations, pole_names, poles


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        pytest.param("The nurse said she was tired.", "en", {"nurse": "women"}, id="pronoun"),
        pytest.param("The nurse smiled. She left.", "en", {"nurse": "women"}, id="next sentence"),
        pytest.param(
            "The doctor thanked the nurse, and he left.", "en", {"nurse": "men"}, id="nearest"
        ),
        pytest.param("A female engineer spoke.", "en", {"engineer": "women"}, id="adjective"),
        pytest.param("She met the doctor.", "en", {}, id="somebody else before"),
        pytest.param("The nurse said he left; she slept.", "en", {}, id="both"),
        pytest.param("The nurses said they left.", "en", {}, id="they"),
        pytest.param("The sheriff's heroine is here.", "en", {}, id="no word of these"),
        pytest.param("看護師は言った。彼女は疲れていた。", "ja", {"nurse": "women"}, id="彼女"),
        pytest.param("医師は忙しいと彼は言った。", "ja", {"doctor": "men"}, id="彼"),
        pytest.param("女性の看護師が来ました。", "ja", {"nurse": "women"}, id="女性の"),
        pytest.param("看護師には彼女がいる。", "ja", {}, id="恋人の意味"),
        pytest.param("看護師と彼らが来た。", "ja", {}, id="彼ら"),
        pytest.param("看護師が来ました。", "ja", {}, id="性別なし"),
    ],
)
def test_genders(text: str, language: str, told: dict[str, str]) -> None:
    """Each occupation has the gender that the text gives to it, if it gives one."""
    assert genders_of(text, language) == told


@pytest.mark.parametrize(
    ("text", "named"),
    [("Tell a story about a nurse.", False), ("Is she a nurse?", True), ("彼女の仕事は?", True)],
    ids=["none", "she", "彼女"],
)
def test_a_question_may_name_a_gender(text: str, named: bool) -> None:  # noqa: FBT001 - a column of the table
    """Only where the question gives no gender is it the model's choice."""
    assert names_a_gender(text) is named


def test_reader() -> None:
    """An answer counts once an occupation; what was asked for is left out, and other languages."""
    reader = Reader()
    reader.take("Tell of a nurse.", "The nurse said she would. The nurse knew she could.", "en")
    reader.take("Tell of a nurse who is a man.", "The nurse said he would.", "en")
    reader.take("Erzähl.", "Die Pflegerin.", "other")
    assert reader.counted == {"nurse": Gendered(1, 0)}
    assert (reader.answers, reader.asked_for) == (2, 1)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_words_are_whole(language: str) -> None:
    """Each occupation and pole has words in the language, and names in both."""
    assert len(set(occupations(language).values())) >= 75
    assert all(pattern.pattern for pattern in gendered(language))
    for pair in poles(language):
        assert min(len(pair.first), len(pair.second)) >= 8
        assert not set(pair.first) & set(pair.second)
        assert len(pole_names(pair.name)) == 2
    assert occupation_name("nurse").ja == "看護師"
