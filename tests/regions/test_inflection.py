import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.inflection import stems, without_endings


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("turku", {"turku", "turu"}),
        ("lahti", {"lahti", "lahde", "lahte"}),
        ("helsinki", {"helsinki", "helsingi"}),
        ("kamppi", {"kamppi", "kampi"}),
        ("joki", {"joe", "joke"}),
        ("vesi", {"vede", "vete"}),
        ("hame", {"hamee"}),
        ("kauniainen", {"kauniaisi", "kauniaise", "kauniais"}),
        ("varkaus", {"varkaude", "varkaute"}),
        ("itakeskus", {"itakeskukse"}),
        ("pihtipudas", {"pihtiputaa"}),
        ("virrat", {"virroi", "virtoi", "virtai"}),
        ("punkalaidun", {"punkalaitume"}),
        ("sund", {"sundi"}),
        ("espoo", {"espoo"}),
    ],
)
def test_stems(name: str, some: set[str]) -> None:
    assert some <= stems(name)


@pytest.mark.parametrize("name", ["espoo", "kuopio", "kotka", "rusko", "forssa"])
def test_only_what_alternates_has_grades(name: str) -> None:
    assert stems(name) == {name}


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("turussa", "turu"),
        ("turkuun", "turku"),
        ("espooseen", "espoo"),
        ("kankaanpaahan", "kankaanpaa"),
        ("kauniaisiin", "kauniaisi"),
        ("virtoihin", "virtoi"),
        ("kauniaisten", "kauniais"),
        ("uudellamaalla", "uusimaa"),
        ("uuteenkaupunkiin", "uusikaupunki"),
        ("isossakyrossa", "isokyro"),
        ("vahankyron", "vahakyro"),
        ("vanhassavaasassa", "vanhavaasa"),
        ("esbos", "esbo"),
    ],
)
def test_cuts_endings(word: str, stem: str) -> None:
    assert stem in without_endings(word)


@pytest.mark.parametrize("word", ["", "n", "in", "xyz", "02100"])
def test_cuts_nothing_else(word: str) -> None:
    assert without_endings(word) == set()


@given(st.text(st.sampled_from("aeikpstnlruhd")))
def test_cutting_shortens(word: str) -> None:
    assert all(1 < len(stem) < len(word) for stem in without_endings(word))
    assert len(stems(word)) <= 40
