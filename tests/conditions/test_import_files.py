"""What the importer refuses: whole, with file, path and reason for every fault."""

from __future__ import annotations

import io
import json

import pytest
import yaml
from django.core.management import CommandError, call_command

from conditions.importing.write import file_text
from conditions.models import ConditionPage, Term
from tests.conditions.documents import good

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
pytestmark = pytest.mark.django_db


def text_of(slug="ankle-sprain", **changes):
    return file_text(slug, good(**changes))


def write(folder, text, name="ankle.yaml"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(*paths, **options):
    errors = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_conditions", *map(str, paths), stderr=errors, stdout=io.StringIO(), **options)
    assert not ConditionPage.objects.exists()
    assert not Term.objects.exists()
    return errors.getvalue()


TEN_FAULTS = """\
format: 2
slug: Ankle Sprain
language: en
title: Ankle sprain
titel: Ankle sprain
main_message: 7
emergency:
  - {key: bone, statement: You can see bone, kind: maybe}
  - {key: bone-2, statement: "See https://example.org"}
urgent:
  - {key: pain, statement: Your pain is strong, kind: pain_at_least, value: 11}
overview:
  - paragraph: See [this](http://example.org)
  - steps: [Rest]
treatment:
  - timeframe: {what: Heals in, from: 6, to: 2, unit: weeks}
  - sign: gone
sources:
  - {title: A, published: last year}
similar_conditions:
  - {page: broken-ankle, name: Broken ankle, relation: similar}
"""


def test_a_file_with_ten_faults_is_refused_with_all_of_them(tmp_path):
    said = refusal(write(tmp_path, TEN_FAULTS)).splitlines()
    expected = [
        "1: format:", "2: slug:", "5: titel:", "6: main_message:", "8: emergency[0].kind:", "9: emergency[1]:",
        "11: urgent[0].value:", "13: overview[0].paragraph:", "14: overview[1].steps:", "16: treatment[0].timeframe:",
        "19: sources[0].published:", "21: similar_conditions[0].page:",
    ]  # fmt: skip
    for place in expected:
        assert any(f"ankle.yaml:{place}" in line for line in said), (place, said)


def test_a_key_that_is_there_twice_is_refused_with_both_lines(tmp_path):
    text = text_of() + "emergency:\n  - {key: a, statement: b, key: c}\n"
    said = refusal(write(tmp_path, text))
    assert "emergency: the key “emergency” is there twice, first on line" in said
    assert "emergency[0].key: the key “key” is there twice" in said


def test_a_key_that_is_there_twice_is_refused_in_json_too(tmp_path):
    said = refusal(write(tmp_path, '{"format": 1, "emergency": [], "emergency": []}', "a.json"))
    assert "the key “emergency” is there twice" in said


NESTED = """{"format": 1,
 "title": "Ankle sprain",
 "emergency": [
  {"key": "a", "statement": "You can see bone", "kind": "yes_no",
   "key": "b"}],
 "title": "Ankle"}"""


def test_a_key_that_is_there_twice_in_json_is_named_with_its_place_and_both_lines(tmp_path):
    said = refusal(write(tmp_path, NESTED, "a.json"))
    assert "a.json:5: emergency[0].key: the key “key” is there twice, first on line 4" in said
    assert "a.json:6: title: the key “title” is there twice, first on line 2" in said


def test_every_fault_in_json_has_its_line(tmp_path):
    said = refusal(write(tmp_path, NESTED.replace("yes_no", "maybe"), "a.json"))
    assert "a.json:4: emergency[0].kind: must be one of" in said


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_an_unknown_key_without_a_value_is_refused_as_any_other(tmp_path, name):
    content = yaml.safe_load(text_of()) | {"titel": None}
    content["sources"][0]["published"] = "2024-05-01"
    content["emergency"][0]["statment"] = None
    content["overview"].append({"steps": {"items": ["Rest"], "nonsense": None}})
    text = json.dumps(content) if name == "a.json" else yaml.safe_dump(content)
    said = refusal(write(tmp_path, text, name))
    for place in (
        "titel",
        "emergency[0].statment",
        f"overview[{len(content['overview']) - 1}].steps.nonsense",
    ):
        assert f" {place}: is not a known key" in said


def test_a_known_key_without_a_value_is_as_if_it_were_not_there(tmp_path):
    text = text_of() + "emergency_exemption: ~\n"
    path = write(tmp_path, text.replace("pronunciation:", "pronunciation: null #"))
    call_command("import_conditions", str(path), stdout=io.StringIO())
    assert ConditionPage.objects.get().pronunciation == ""


MARKS = """\
format: 1
slug: ankle-sprain
language: en
title: &name Ankle sprain
main_message: *name
emergency:
  - {key: a, statement: !!str You can see bone}
  - *name
? [a]
: b
"""


def test_every_alias_and_tag_is_named_with_its_place(tmp_path):
    said = refusal(write(tmp_path, MARKS)).splitlines()
    expected = (
        "4: title: anchors",
        "5: main_message: anchors",
        "7: emergency[0].statement: tags",
        "8: emergency[1]: anchors",
    )
    for place in expected:
        assert sum(f"ankle.yaml:{place}" in line for line in said) == 1, (place, said)
    assert not any("emergency[1]: must" in line or "main_message: must" in line for line in said)
    assert any("a key must be a single word" in line for line in said)


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_every_odd_character_is_named_with_its_place(tmp_path, name):
    text = '{"title": "a\x07b",\n"slug": "x",\n"overview": [\n{"paragraph": "c\0d"}]}'
    said = refusal(write(tmp_path, text, name))
    assert f"{name}:1: title: holds a character that is not allowed (U+0007)" in said
    assert f"{name}:4: overview[0].paragraph: holds a NUL character" in said


def test_every_half_of_a_surrogate_pair_is_named_with_its_place(tmp_path):
    text = '{"title": "a\\ud800",\n"emergency": [{"key": "a",\n"statement": "\\udc00"}]}'
    said = refusal(write(tmp_path, text, "a.json"))
    assert "a.json:1: title: holds half of a surrogate pair" in said
    assert "a.json:3: emergency[0].statement: holds half of a surrogate pair" in said


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"- a\n- b\n", "must be a mapping"),
        (b"just words", "must be a mapping"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"title: a\0b", "holds a NUL"),
        (b"a: &x [1]\nb: *x\n", "anchors (&) and aliases (*) are not allowed"),
        (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "not allowed"),
        (b"&a a: 1\n", "not allowed"),
        (b"a: !!python/object/apply:os.system [ls]\n", "tags (!) are not allowed"),
        (b"a: {b: [}\n", "is not YAML"),
        (b"a: 1\n---\na: 1\n", "more than one document"),
        (b"? [a]\n: b\n", "a key must be a single word"),
        (b"a: " + b"[" * 5000, "nested deeper"),
        (b"a: " + b"{a: " * 100 + b"1" + b"}" * 100, "nested deeper"),
        (b"a: " + b"x" * 1_000_001, "larger than 1 MB"),
        (b'a: "\\uD800"\n', "is not YAML"),
    ],
)
def test_a_text_that_is_no_page_is_refused(tmp_path, content, reason):
    assert reason in refusal(write(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[" * 100_000, "nested deeper"),
        ("[" * 30 + "]" * 30, "nested deeper"),
        ('{"a": NaN}', "not a number"),
        ('{"a": ', "is not JSON"),
        ('{"a": "\\ud800"}', "surrogate"),
        ("[]", "must be a mapping"),
    ],
)
def test_a_json_that_is_no_page_is_refused(tmp_path, content, reason):
    assert reason in refusal(write(tmp_path, content, "a.json"))


def test_other_files_and_missing_ones_are_refused(tmp_path):
    said = refusal(write(tmp_path, "x", "notes.txt"), tmp_path / "gone.yaml", tmp_path)
    assert "must end in .yaml" in said
    assert "gone.yaml: is not a file" in said
    assert "holds no files" in said


def test_one_bad_file_keeps_every_file_out(tmp_path):
    good_file = write(tmp_path, text_of(), "a.yaml")
    said = refusal(
        good_file, write(tmp_path, text_of("second", title=" x").replace("title: x", "title: 7"), "b.yaml")
    )
    assert "b.yaml:4: title: must be text" in said


def test_a_page_without_emergency_signs_may_be_a_draft_but_not_published(tmp_path):
    path = write(tmp_path, text_of(emergency=[], symptoms=[{"kind": "paragraph", "text": "Words"}]))
    assert "emergency: Add at least one emergency sign" in refusal(path, publish=True)


def test_an_exemption_needs_a_reviewer_to_be_published(tmp_path):
    path = write(tmp_path, text_of(emergency=[], emergency_exemption="Never."))
    assert "emergency_exemption: needs a reviewer" in refusal(path, publish=True)


def test_an_unknown_reviewer_is_a_fault(tmp_path):
    said = refusal(write(tmp_path, text_of()), reviewed_by="Nobody")
    assert "--reviewed-by: there is no reviewer “Nobody”" in said


def test_two_files_of_one_page_are_refused(tmp_path):
    said = refusal(write(tmp_path, text_of(), "a.yaml"), write(tmp_path, text_of(), "b.yaml"))
    assert "b.yaml:2: slug: the page “ankle-sprain” is in" in said


def test_two_meanings_of_one_word_are_refused(tmp_path):
    other = text_of("second", terms=[{"word": "ligament", "meaning": "Something else."}])
    said = refusal(write(tmp_path, text_of(), "a.yaml"), write(tmp_path, other, "b.yaml"))
    assert "terms[0]: “ligament” is explained in another way" in said


def test_a_glossary_word_that_is_more_than_words_is_refused(tmp_path):
    said = refusal(write(tmp_path, text_of(terms=[{"word": "x<b>", "meaning": "A letter."}])))
    assert "terms[0].word: A glossary word is made of letters" in said


def test_a_language_that_the_site_has_not_is_refused(tmp_path):
    assert "language: this site has no fr" in refusal(write(tmp_path, text_of(language="fr")))


def test_a_picture_that_is_not_there_is_refused(tmp_path):
    figure = [{"kind": "figure", "image": "ankle.svg"}]
    assert "overview[0].figure.image: there is no picture" in refusal(
        write(tmp_path, text_of(overview=figure))
    )


@pytest.mark.parametrize("name", ["../ankle.svg", "/etc/passwd", "a\\b.svg", ".hidden.svg"])
def test_a_picture_outside_of_the_folder_is_refused(tmp_path, name):
    write(tmp_path.parent, b"<svg/>", "ankle.svg")
    figure = [{"kind": "figure", "image": name}]
    assert "there is no picture" in refusal(write(tmp_path, text_of(overview=figure)))


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>alert(1)</script>", b'<path onload="x()"/>', b"<foreignObject/>", b'<image href="https://a.org/x"/>',
        b'<a xlink:href="javascript:x()"/>', b"<style>a{fill:url(https://a.org)}</style>",
    ],
)  # fmt: skip
def test_a_picture_that_holds_a_program_is_refused(tmp_path, inside):
    write(tmp_path, b"<svg xmlns='http://www.w3.org/2000/svg'>" + inside + b"</svg>", "ankle.svg")
    figure = [{"kind": "figure", "image": "ankle.svg"}]
    assert "which a picture may not" in refusal(write(tmp_path, text_of(overview=figure)))


@pytest.mark.parametrize(
    "content", [b"", b"words", b"\x89PNG\r\n\x1a\n", b"<svg><path></svg>", b"\xff\xd8\xff"]
)
@pytest.mark.parametrize("name", ["ankle.svg", "ankle.png", "ankle.jpg"])
def test_bytes_that_are_no_picture_are_refused(tmp_path, name, content):
    write(tmp_path, content, name)
    figure = [{"kind": "figure", "image": name}]
    assert "overview[0].figure.image: is not a" in refusal(write(tmp_path, text_of(overview=figure)))


def test_a_file_that_is_no_picture_by_its_name_is_refused(tmp_path):
    write(tmp_path, b"words", "ankle.html")
    figure = [{"kind": "figure", "image": "ankle.html"}]
    said = refusal(write(tmp_path, text_of(overview=figure)))
    assert "overview[0].figure.image: must be the name of a picture file" in said


def test_a_picture_with_another_fingerprint_is_refused(tmp_path):
    write(tmp_path, SVG, "ankle.svg")
    content = yaml.safe_load(text_of())
    content["overview"] = [{"figure": {"image": "ankle.svg", "sha256": "0" * 64}}]
    content["sources"][0]["published"] = "2024-05-01"
    said = refusal(write(tmp_path, json.dumps(content), "a.json"))
    assert "overview[0].figure.sha256: is not the fingerprint" in said


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 201),
        ("pronunciation", "x" * 201),
        ("main_message", "x" * 201),
        ("emergency_exemption", "x" * 501),
        ("virtual_care", {"text": "a", "label": "x" * 81, "url": "https://example.org"}),
        ("virtual_care", {"text": "a", "label": "a", "url": "https://example.org/" + "x" * 500}),
        ("terms", [{"word": "ligament", "meaning": "x" * 501}]),
        ("emergency", [{"key": "a", "statement": "x" * 161}]),
        ("emergency", [{"key": "a", "statement": "a", "how_to_tell": "x" * 201}]),
    ],
)
def test_a_text_that_is_too_long_for_its_place_is_refused(tmp_path, field, value):
    content = yaml.safe_load(text_of()) | {field: value}
    content["sources"][0]["published"] = "2024-05-01"
    assert "is longer than" in refusal(write(tmp_path, json.dumps(content), "a.json"))
