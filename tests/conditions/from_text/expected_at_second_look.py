"""Where words of the leaflets of `second_look` belong, written before the rules were tried on them. "-": not placed.

Sections with a stroke between them: either is right.
"""
# ruff: noqa: E501

from __future__ import annotations

SECOND_LOOK: dict[str, tuple[tuple[str, str], ...]] = {
    "gp-website.md": (
        ("overview", "weakness of the muscles"), ("symptoms|diagnosis", "One eyelid"), ("symptoms|diagnosis", "Food tastes"),
        ("emergency", "slurred speech"), ("emergency", "An arm or leg"), ("-", "can be a stroke"), ("urgent", "last three days"),
        ("urgent", "red and sore"), ("call_provider", "after three weeks"), ("call_provider", "feel low"),
        ("causes", "A virus may"), ("treatment", "Steroid tablets"), ("diagnosis", "Usually none"),
    ),
    "discharge-us.txt": (
        ("overview", "lump of minerals"), ("symptoms", "Pink or brown"), ("treatment", "keep your urine pale"),
        ("treatment", "Strain your urine"), ("emergency", "shaking chills"), ("emergency", "fluids down"), ("emergency", "for 8 hours"),
        ("call_provider", "not controlled by"), ("call_provider", "pass the stone"), ("prevention", "Cut down on salt"),
        ("-", "Follow-up appointment"),
    ),
    "charity-page.html": (
        ("overview", "blood vessels in the fingers"), ("also_called", "white finger"), ("symptoms", "then blue"),
        ("causes", "Cold air"), ("causes", "heart tablets"), ("diagnosis", "beside your nails"), ("treatment", "Heated gloves"),
        ("call_provider", "more frequent"), ("call_provider", "Only one hand"), ("emergency", "stays white"),
        ("prevention", "whole body warm"), ("-", "our helpline"),
    ),
    "pharmacy-card.txt": (
        ("overview", "allergy to pollen"), ("symptoms", "sneezing fits"), ("causes", "weeds in bloom"), ("treatment", "nose spray"),
        ("call_provider", "make you drowsy"), ("call_provider", "carry on in winter"), ("urgent|-", "tight chest"),
        ("emergency|-", "Swelling of the lips"), ("prevention", "shower after"),
    ),
    "school-note.txt": (
        ("overview", "tiny insects"), ("symptoms", "itchy scalp"), ("causes", "heads touch"), ("diagnosis", "fine comb is the way"),
        ("treatment", "with conditioner"), ("treatment", "Lotions from"), ("call_provider", "scalp weeps"),
        ("emergency|-", "swelling after a lotion"), ("prevention", "Tie long hair"),
    ),
    "physio.md": (
        ("also_called", "runner's knee"), ("also_called", "PFP"), ("overview", "around the kneecap"), ("symptoms", "in the cinema"),
        ("causes", "the knee is used to"), ("diagnosis", "step down and squat"), ("treatment", "Strengthen hips"),
        ("call_provider", "the knee swells"), ("call_provider", "gives way"), ("urgent", "hot and you feel"),
        ("emergency", "feel your foot"), ("emergency", "out of shape"), ("prevention", "by a tenth"),
    ),
}  # fmt: skip
