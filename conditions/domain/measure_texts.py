"""The words of the measure questions, by language. Part of the publication, so a handout or a receiver of the
questionnaire needs no translation catalogue of ours. The pain scale is LOINC 72514-3, 0 to 10."""

from __future__ import annotations

from collections.abc import Mapping

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "pain_now": "How bad is your pain now, from 0 (no pain) to 10 (the worst pain you can imagine)?",
        "pain_worst": "How bad was your pain at its worst in the last 24 hours, from 0 to 10?",
        "side": "Which side is it on?",
        "left": "Left",
        "right": "Right",
        "both": "Both sides",
        "middle": "In the middle",
        "started_on": "On which day did it start?",
    },
    "es": {
        "pain_now": "¿Qué tan fuerte es su dolor ahora, de 0 (sin dolor) a 10 (el peor dolor imaginable)?",
        "pain_worst": "¿Qué tan fuerte fue su peor dolor en las últimas 24 horas, de 0 a 10?",
        "side": "¿De qué lado está?",
        "left": "Izquierdo",
        "right": "Derecho",
        "both": "Los dos lados",
        "middle": "En el medio",
        "started_on": "¿Qué día empezó?",
    },
}


def measure_texts(language: str) -> Mapping[str, str]:
    """The texts for `language`, a tag of which the first part counts (`es-MX`); English when there are
    none."""
    return _TEXTS.get(language.partition("-")[0].lower(), _TEXTS["en"])
