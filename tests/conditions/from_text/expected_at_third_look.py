"""Where words of the leaflets of `third_look` belong, written before the rules were tried on them. "-": not placed.

Sections with a stroke between them: either is right.
"""
# ruff: noqa: E501

from __future__ import annotations

THIRD_LOOK: dict[str, tuple[tuple[str, str], ...]] = {
    "ankle.html": (
        ("overview", "band between two bones"), ("symptoms", "hurts to stand"), ("symptoms", "turns purple"),
        ("causes", "roll the foot inward"), ("diagnosis", "take four steps"), ("treatment", "Wrap it snugly"),
        ("treatment", "in circles"), ("call_provider", "no smaller after"), ("call_provider", "giving way"),
        ("emergency", "points the wrong way"), ("emergency", "white or numb"), ("prevention", "brush your teeth"),
    ),
    "bursitis.txt": (
        ("also_called", "Housemaid"), ("overview", "filled with fluid"), ("symptoms", "puffy and warm"),
        ("symptoms", "Kneeling is painful"), ("causes", "Carpet layers"), ("diagnosis", "a little fluid out"),
        ("treatment", "off your knees"), ("treatment", "if germs are found"), ("call_provider", "two weeks"),
        ("call_provider", "comes back"), ("emergency", "with shaking"), ("emergency", "red streaks"),
        ("prevention", "knee pads"), ("sources", "Knee Handbook"),
    ),
    "vertigo.md": (
        ("overview", "slipped out of place"), ("symptoms", "roll over"), ("symptoms", "within a minute"), ("causes", "bump to the head"),
        ("causes", "in bed for long"), ("diagnosis", "watch your eyes"), ("treatment", "Epley"), ("treatment", "two pillows"),
        ("call_provider", "more than a week"), ("call_provider", "keep vomiting"), ("emergency", "double vision"),
        ("emergency", "cannot swallow"), ("emergency", "body is weak"),
    ),
    "shingles.txt": (
        ("overview", "waking up again"), ("symptoms", "stripe of blisters"), ("symptoms", "burn or tingle"),
        ("overview|causes|-", "never had it"), ("treatment", "Tablets against"), ("treatment", "wet cloths"),
        ("call_provider|urgent", "see the rash"), ("urgent", "near your eye"), ("urgent", "weak immune"),
        ("emergency", "you are confused"), ("emergency", "very bad headache"), ("prevention", "vaccine for people"),
    ),
}  # fmt: skip
