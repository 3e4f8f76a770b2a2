"""One table: each finding, a page that gets it, and the same page a little better that does not."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument
from conditions.domain.findings import Code, CodeFact, Kind, Known, findings, findings_json
from conditions.domain.gate import SECTION_NAMES, stops
from tests.conditions.documents import documents, good

TODAY = datetime.date(2026, 5, 4)
BOOK = {
    "M54.30": CodeFact(True, (("G570", "G570"), ("M511", "M511"))),
    "G57.00": CodeFact(True),
    "M51.16": CodeFact(True, (("M543", "M543"),)),
    "G57.0": CodeFact(False),
}
KNOWN = Known(pages=frozenset({"ankle-fracture"}), glossary=frozenset({"stenosis"}), codebook=BOOK.get)


def found(document, known=KNOWN):
    return {(f.code, f.path) for f in findings(document, today=TODAY, known=known)}


def sign(statement="You can see bone", key="a", **more):
    return {"key": key, "statement": statement, **more}


def pain(value, key="pain"):
    return sign(f"Your pain is {value} or more", key, kind="pain_at_least", value=value)


def text(words):
    return {"overview": [{"kind": "paragraph", "text": words}], "terms": []}


def icd(*codes, role="is"):
    return {"codes": [{"system": "ICD-10-CM", "code": code, "role": role} for code in codes]}


def system(name, code="Z99.999"):
    return {"codes": [{"system": name, "code": code, "role": "is"}]}


def stated(statement):
    return {"emergency": [sign(statement)]}


FEVER = {"key": "fever", "statement": "You have a fever"}
HOT = {"key": "hot", "statement": "The ankle is hot"}
BOTH = sign("It is hot and you have a fever", "both", kind="all_of", all_of=[HOT, FEVER])
SIX = [sign(f"Sign {number} is there", f"s{number}") for number in range(6)]
CATCH = sign("Something else worries you", "worry")
AT = "emergency[0].statement"
FIGURE = {"kind": "figure", "image": "a.svg", "sha256": "0" * 64}

TABLE = [
    (Code.SHADOWED, "call_provider[0]", {"urgent": [pain(7, "p7")], "call_provider": [pain(8, "p8")]},
     {"urgent": [pain(9, "p9")], "call_provider": [pain(8, "p8")]}),
    (Code.SHADOWED, "urgent[0]", {"emergency": [FEVER], "urgent": [sign("You have a  FEVER.", "f2")]},
     {"emergency": [sign("You have a rash", "f1")], "urgent": [sign("You have a fever", "f2")]}),
    (Code.SHADOWED, "call_provider[0]", {"urgent": [FEVER], "call_provider": [BOTH]},
     {"urgent": [BOTH], "call_provider": [FEVER]}),
    (Code.SHADOWED, "call_provider[1]", {"call_provider": [pain(7, "p7"), pain(8, "p8")]},
     {"call_provider": [pain(7, "p7") | {"applies_to": {"age_to": 60}}, pain(8, "p8")]}),
    (Code.ALWAYS, "emergency[0]", {"emergency": [pain(0)]}, {"emergency": [pain(1)]}),
    (Code.VAGUE, AT, stated("You feel very unwell"), stated("You cannot keep water down")),
    (Code.VAGUE, AT, stated("You have severe pain"), stated("Your pain wakes you at night")),
    (Code.NOT_YES_NO, AT, stated("Do you have a fever?"), stated("You have a fever")),
    (Code.NOT_YES_NO, AT, stated("Call your provider"), stated("You called your provider twice")),
    (Code.NOT_YES_NO, AT, stated("You have pain if you walk"), stated("You have pain when you walk")),
    (Code.NOT_YES_NO, AT, stated("It is red or hot or sore"), stated("It is red or hot")),
    (Code.NOT_YES_NO, AT, stated("Consider an ambulance"), stated("You cannot get up")),
    (Code.NOT_YES_NO, "emergency[0].all_of[0].statement",
     {"emergency": [BOTH | {"all_of": [HOT | {"statement": "Is it hot?"}, FEVER]}]}, {"emergency": [BOTH]}),
    (Code.TOO_MANY_SIGNS, "urgent", {"urgent": SIX}, {"urgent": [*SIX[:5], CATCH]}),
    (Code.UNKNOWN_CODE, "codes[0].code", icd("Z99.999"), icd("G57.00")),
    (Code.UNKNOWN_CODE, "codes[0].code", icd("Q"), {"codes": [{"system": "SNOMED CT", "code": "Q", "role": "is"}]}),
    (Code.UNKNOWN_SYSTEM, "codes[0].system", system("ICD10-XM"), system("SNOMED CT")),
    (Code.NOT_BILLABLE, "codes[0].code", icd("G57.0"), icd("G57.00")),
    (Code.EXCLUDES1, "codes[1].role", icd("M54.30", "G57.00"), icd("M54.30", "G57.00", role="related")),
    (Code.EXCLUDES1, "codes[1].role", icd("G57.00", "M54.30"), icd("M51.16", "G57.00")),
    (Code.BROKEN_LINK, "overview[0].text", text("See [a](page:gone)."), text("See [a](page:ankle-fracture).")),
    (Code.BROKEN_LINK, "similar_conditions[0].page",
     {"similar_conditions": [{"page": "gone", "name": "Gone", "relation": "similar"}]},
     {"similar_conditions": [{"page": "ankle-fracture", "name": "Broken", "relation": "similar"}]}),
    (Code.NO_LAY_NAME, "also_called", {"also_called": [{"text": "distortion", "kind": "medical"}]},
     {"also_called": [{"text": "twisted ankle", "kind": "lay"}]}),
    (Code.MEDICAL_WORD, "overview[0].text", text("It can be tendinopathy."), text("It can be a sore band.")),
    (Code.MEDICAL_WORD, "overview[0].text", text("A radicular pain."), text("A sprain of the ankle.")),
    (Code.TERM_NOT_MARKED, "overview[0].text", text("It can be stenosis."), text("It can be narrow.")),
    (Code.PERCENTAGE, "overview[0].text", text("It helps 20 % of people."), text("It helps 20 % of people (1 in 5).")),
    (Code.PERCENTAGE, "overview[0].text", text("It helps 20 percent."), text("It helps 20% of people, 20 out of 100.")),
    (Code.OLD_SOURCE, "sources[0].published", {"sources": [{"title": "A", "published": "2021-05-03"}]},
     {"sources": [{"title": "A", "published": "2021-05-04"}]}),
    (Code.UNDATED_SOURCE, "sources[0].published", {"sources": [{"title": "A"}]},
     {"sources": [{"title": "A", "published": "2025-05-04"}]}),
    (Code.NO_ALTERNATIVE, "causes[0].alt", {"causes": [FIGURE]}, {"causes": [FIGURE | {"alt": "An ankle"}]}),
    (Code.NO_URGENT, "urgent", {"urgent": [], "symptoms": [{"kind": "paragraph", "text": "It hurts."}]}, {}),
    (Code.NO_PREVENTION, "prevention", {"prevention": []}, {"prevention": [{"kind": "paragraph", "text": "Walk."}]}),
    ("emergency_link", "emergency[0]", stated("See [this](https://example.org)"), stated("Call [us](tel:911)")),
    ("no_emergency_sign", "emergency", {"emergency": []}, {"emergency": [], "emergency_exemption": "Harmless."}),
    ("missing", "call_provider", {"call_provider": []}, {}),
    ("duplicate_key", "emergency[1].key", {"emergency": [sign(), sign("It is cold")]},
     {"emergency": [sign(), sign("It is cold", "b")]}),
    ("ages", "emergency[0].applies_to", {"emergency": [sign(applies_to={"age_from": 70, "age_to": 60})]},
     {"emergency": [sign(applies_to={"age_from": 60, "age_to": 70})]}),
    ("dead", "emergency[0]",
     {"emergency": [BOTH | {"all_of": [HOT, HOT | {"key": "2", "statement": "The ankle is not hot"}]}]},
     {"emergency": [BOTH]}),
    ("dead", "emergency[0]",
     {"emergency": [sign(kind="lasted_at_least", value=3000, applies_to={"age_to": 5})]},
     {"emergency": [sign(kind="lasted_at_least", value=300, applies_to={"age_to": 5})]}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "path", "bad", "better"), TABLE)
def test_a_page_gets_the_finding_and_a_better_page_does_not(code, path, bad, better):
    symptoms = {"symptoms": [{"kind": "paragraph", "text": "It hurts."}]}
    assert (code, path) in found(good(**symptoms | bad))
    assert (code, path) not in found(good(**symptoms | better))


@pytest.mark.parametrize(
    "name",
    [
        "ICD-10",
        "ICD10",
        "icd-10-cm",
        "ICD 10 CM",
        "ICD-10-CM (2026)",
        "ICD–10–CM",
        "ICD-10-CM FY2026",
        "ICD10CM",
    ],
)
def test_a_system_is_known_however_it_is_written(name):
    assert ("unknown_code", "codes[0].code") in found(good(**system(name)))
    assert found(good(**system(name, "G57.00"))).isdisjoint({("unknown_system", "codes[0].system")})


@pytest.mark.parametrize(
    "name", ["ICD-11", "ICD-9-CM", "ICD-10-GM", "ICD-10-PCS", "ICD-10 (WHO)", "ORPHA", "snomed ct"]
)
def test_another_system_is_left_alone(name):
    assert not [path for _, path in found(good(**system(name))) if path.startswith("codes")]


def test_nothing_is_said_of_a_system_when_nobody_can_look_codes_up():
    assert not [path for _, path in found(good(**system("IDC-10")), Known()) if path.startswith("codes")]


def test_the_table_holds_every_warning():
    elsewhere = {Code.READING_GRADE, Code.LONG_SENTENCE, Code.LONG_PARAGRAPH}
    notes = {Code.GRADE_OF_TERMS, Code.GRADE_IN_TARGET, Code.NO_GRADE, Code.QUESTIONS}
    beside_what_is_live = {Code.UNSIGNED, Code.SIGN_OFF_VOID, Code.SIGN_CHANGED, Code.SECOND_APPROVAL}
    assert {row[0] for row in TABLE} >= set(Code) - elsewhere - notes - beside_what_is_live


def test_it_says_how_many_questions_and_minutes():
    messages = [f.message for f in findings(good(), today=TODAY) if f.code == Code.QUESTIONS]
    assert messages == ["The check-in has 9 questions: about 2 minutes."]


def test_one_question_is_not_said_in_the_plural():
    nothing = good(emergency=[], urgent=[], call_provider=[], asks_pain=False, asks_side=False)
    messages = [f.message for f in findings(nothing, today=TODAY) if f.code == Code.QUESTIONS]
    assert messages == ["The check-in has 1 question: about 1 minute."]


def test_the_length_is_what_the_compiler_asks():
    assert len(compile_questionnaire(good(), other_worry="Else").questions) == 9


def test_stops_come_first_then_warnings_then_notes():
    kinds = [f.kind for f in findings(good(emergency=[], also_called=[]), today=TODAY)]
    assert kinds == sorted(kinds, key=list(Kind).index)
    assert set(kinds) == set(Kind)


def test_a_sign_swallowed_from_above_is_no_stop():
    document = good(
        urgent=[pain(7, "p7")], call_provider=[pain(8, "p8")], symptoms=text("It hurts.")["overview"]
    )
    assert stops(document) == []


def test_the_word_lists_are_for_english_only():
    document = good(language="es", **stated("Es severe if or or"))
    assert (Code.VAGUE, AT) not in found(document)


def anything() -> st.SearchStrategy[ConditionDocument]:
    """Documents that the gate lets through, and the same with whole sections gone or said twice."""

    def worse(document, gone, twice):
        changes = dict.fromkeys(gone, ())
        if twice:
            changes["call_provider"] = document.call_provider + document.emergency + document.emergency
        return document.model_copy(update=changes)

    sections = st.sets(
        st.sampled_from(["emergency", "urgent", "overview", "sources", "also_called", "codes"])
    )
    return st.builds(worse, documents(), sections, st.booleans())


@settings(deadline=None, max_examples=60)
@given(anything(), st.dates(datetime.date(1990, 1, 1)))
def test_there_is_an_answer_for_any_page_on_any_day(document, today):
    found = findings(document, today=today, known=KNOWN)
    assert all(f.message and f.where and f.section in SECTION_NAMES for f in found)
    assert findings_json(found) == findings_json(findings(document, today=today, known=KNOWN))


@settings(deadline=None, max_examples=60)
@given(anything())
def test_what_stops_a_page_is_exactly_what_the_gate_says(document):
    stopped = [(f.code, f.path) for f in findings(document, today=TODAY) if f.kind is Kind.STOP]
    assert sorted(stopped) == sorted({(stop.code, stop.field) for stop in stops(document)})
