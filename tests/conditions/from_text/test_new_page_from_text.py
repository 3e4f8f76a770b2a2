"""The admin's three steps: leaflet, review, draft. And everything that is refused on the way."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conditions.models import ConditionIndexPage, ConditionPage, Publication
from tests.conditions.admin_cast import staff
from tests.conditions.from_text.word_files import a_word_file
from tests.factories import a_site, a_user

pytestmark = pytest.mark.django_db
ASK, CREATE = "/admin/conditions/from-text/", "/admin/conditions/from-text/create/"
LEAFLET = """Gout

What is gout?
Gout is a kind of arthritis.

Get medical attention right away if:
You have a fever and a hot joint

Call your healthcare provider if:
It has lasted a week

Parking
Use the car park at the back of the building, and bring coins for the machine that stands by the door.
"""


@pytest.fixture
def index() -> ConditionIndexPage:
    return a_site()


@pytest.fixture
def admin(index: ConditionIndexPage, settings: Any) -> Client:
    """erin, an editor: she may add pages, not publish them."""
    settings.SIGNPOST_DEMO = True
    return staff("erin")


def read(admin: Client, index: ConditionIndexPage, **given: Any) -> Any:
    return admin.post(ASK, {"under": index.pk, "title": "", "text": "", **given})


def draft_form(answer: Any) -> dict[str, str]:
    """The fields of the review, as a browser would send them."""
    return {
        name: str(answer.context["form"][name].value())
        for name in ("under", "title", "document", "leftovers")
    }


def test_the_review_shows_what_goes_where_and_stores_nothing(
    admin: Client, index: ConditionIndexPage
) -> None:
    shown = read(admin, index, text=LEAFLET).content.decode()
    assert "You have a fever and a hot joint" in shown
    assert "Use the car park" in shown
    assert "No section of the page fits its heading" in shown
    assert not ConditionPage.objects.exists()


def test_it_makes_a_draft_that_nobody_else_sees(admin: Client, index: ConditionIndexPage) -> None:
    answer = admin.post(CREATE, draft_form(read(admin, index, text=LEAFLET)))
    page = ConditionPage.objects.get()
    assert answer.headers["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert (page.title, page.slug, page.live, page.owner.email) == ("Gout", "gout", False, "erin@example.org")
    assert page.emergency[0].value["statement"] == "You have a fever and a hot joint"
    assert not Publication.objects.exists()
    assert Client().get("/conditions/gout/").status_code == 404


def test_the_draft_opens_in_the_editor_with_what_was_not_placed(
    admin: Client, index: ConditionIndexPage
) -> None:
    answer = admin.post(CREATE, draft_form(read(admin, index, text=LEAFLET)), follow=True)
    shown = unescape(answer.content.decode())
    assert "Not placed yet" in shown
    assert "Use the car park" in shown
    assert "Use the car park" in ConditionPage.objects.get().get_latest_revision_as_object().import_leftovers


def test_a_page_without_leftovers_shows_no_empty_tab(admin: Client, index: ConditionIndexPage) -> None:
    form = draft_form(read(admin, index, text=LEAFLET)) | {"leftovers": ""}
    assert "Not placed yet" not in admin.post(CREATE, form, follow=True).content.decode()


def test_the_title_can_be_changed_in_the_review(admin: Client, index: ConditionIndexPage) -> None:
    admin.post(CREATE, draft_form(read(admin, index, text=LEAFLET)) | {"title": " Gout  attack "})
    assert ConditionPage.objects.get().title == "Gout attack"


def test_the_same_title_twice_gets_another_address(admin: Client, index: ConditionIndexPage) -> None:
    form = draft_form(read(admin, index, text=LEAFLET))
    for _ in range(2):
        admin.post(CREATE, form)
    assert set(ConditionPage.objects.values_list("slug", flat=True)) == {"gout", "gout-2"}


def test_a_title_without_letters_still_gets_an_address(admin: Client, index: ConditionIndexPage) -> None:
    admin.post(CREATE, draft_form(read(admin, index, text=LEAFLET)) | {"title": "???"})
    assert ConditionPage.objects.get().slug == "page"


def test_an_empty_title_is_asked_for_again(admin: Client, index: ConditionIndexPage) -> None:
    answer = admin.post(CREATE, draft_form(read(admin, index, text=LEAFLET)) | {"title": " "})
    assert "This field is required" in answer.content.decode()
    assert "Use the car park" in answer.content.decode()
    assert not ConditionPage.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "This file is empty"),
        ("blank.txt", b" \n\t ", "This file is empty"),
        ("marks.txt", b"--- ... ***", "no words"),
        ("big.txt", b"word " * 1_000_001, "larger than 5 MB"),
        ("long.txt", b"word " * 50_000, "longer than a leaflet"),
        ("photo.png", b"\x89PNG\r\n\x1a\n", "Choose a text file"),
        ("noise.txt", bytes(range(32)) * 20, "no text that can be read"),
        ("scan.pdf", b"%PDF-1.7", "This is a PDF"),
        ("scan.txt", b"%PDF-1.7", "This is a PDF"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file"),
        ("rich.docx", b"{\\rtf1 hello}", "RTF"),
        ("fake.docx", b"no zip at all", "damaged"),
    ],
)
def test_a_file_that_is_no_leaflet_is_refused_in_plain_words(
    admin: Client, index: ConditionIndexPage, name: str, content: bytes, reason: str
) -> None:
    answer = read(admin, index, file=SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert reason in unescape(answer.content.decode())


def test_a_word_file_is_read(admin: Client, index: ConditionIndexPage) -> None:
    file = SimpleUploadedFile(
        "Leaflet.DOCX", a_word_file(("Title", "Bunion"), ("Heading1", "Symptoms"), ("", "A bump."))
    )
    admin.post(CREATE, draft_form(read(admin, index, file=file)))
    assert ConditionPage.objects.get().title == "Bunion"


def test_neither_or_both_is_asked_about(admin: Client, index: ConditionIndexPage) -> None:
    assert "or choose a file" in read(admin, index).content.decode()
    both = read(admin, index, text="Gout", file=SimpleUploadedFile("a.txt", b"Gout"))
    assert "not both" in both.content.decode()


def test_the_pasted_text_is_still_there_after_an_error(admin: Client, index: ConditionIndexPage) -> None:
    long = "word " * 40_001
    answer = read(admin, index, text=long)
    assert answer.status_code == 422
    assert "longer than a leaflet" in answer.content.decode()
    assert answer.context["form"]["text"].value() == long
    assert " maxlength=" not in str(answer.context["form"]["text"]), "a browser would cut it off silently"


@pytest.mark.filterwarnings("ignore:Bad Request")
def test_a_paste_that_the_server_does_not_even_read_is_told_so(
    admin: Client, index: ConditionIndexPage
) -> None:
    answer = read(admin, index, text="word " * 1_000_000)
    assert answer.status_code == 413
    assert "your text is still there" in answer.content.decode()
    assert Client().post(ASK, {"text": "word " * 1_000_000}).status_code == 302


def test_step_one_is_guarded_against_forged_forms(admin: Client, index: ConditionIndexPage) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = admin.cookies
    assert strict.post(ASK, {"under": index.pk, "text": LEAFLET}).status_code == 403
    assert strict.post(CREATE, {"under": index.pk}).status_code == 403


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_any_usual_encoding_is_read(
    admin: Client, index: ConditionIndexPage, encoding: str
) -> None:
    file = SimpleUploadedFile("a.txt", LEAFLET.replace("kind", "“señor”").encode(encoding))
    answer = read(admin, index, file=file)
    assert "“señor”" in answer.content.decode()
    assert answer.context["form"]["title"].value() == "Gout"


def test_a_text_in_another_language_is_listed_whole_and_said_to_be(
    admin: Client, index: ConditionIndexPage
) -> None:
    text = (
        "Ciática\n\nEs un dolor que baja por la pierna.\n\nLlame al 911 si:\n- No puede controlar la orina\n\n"
        "Tratamiento\n\nUse hielo para el dolor."
    )
    answer = read(admin, index, text=text)
    shown = unescape(answer.content.decode())
    assert "This does not look like English" in shown
    assert answer.context["form"]["title"].value() == "Ciática"
    assert "- No puede" not in shown
    (piece,) = answer.context["unplaced"]
    assert "Llame al 911 si:\nNo puede controlar la orina" in piece.text


def test_scripts_and_styles_of_a_page_are_no_words(admin: Client, index: ConditionIndexPage) -> None:
    html = b"<style>b{}</style><script>steal()</script><h1>Gout</h1><p onclick=steal()>Sore<script>steal()</script></p>"
    answer = read(admin, index, file=SimpleUploadedFile("a.html", html))
    assert "Sore" in answer.content.decode()
    assert "steal" not in answer.content.decode()


def test_a_draft_that_was_tampered_with_is_refused(admin: Client, index: ConditionIndexPage) -> None:
    form = draft_form(read(admin, index, text=LEAFLET))
    for changed in ({"document": "{}"}, {"document": "no json"}, {"under": "999999"}, {"document": ""}):
        assert admin.post(CREATE, form | changed, follow=True).redirect_chain == [(ASK, 302)]
    assert not ConditionPage.objects.exists()


def test_markup_in_a_leaflet_is_words_in_the_review(admin: Client, index: ConditionIndexPage) -> None:
    text = "Gout <script>alert(1)</script>\n\nSymptoms\n<img src=x onerror=alert(2)>\n"
    shown = read(admin, index, text=text).content.decode()
    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown
    assert re.search(r"&lt;img src=x", shown)


def test_a_stranger_and_somebody_who_may_not_add_pages_are_refused(
    admin: Client, index: ConditionIndexPage, client: Client
) -> None:
    form = draft_form(read(admin, index, text=LEAFLET))
    client.force_login(a_user("charlie"))
    for other in (Client(), client, staff("rhea")):
        assert other.get(ASK).status_code in (302, 403)
        assert other.post(ASK, {"under": index.pk, "text": LEAFLET}).status_code in (302, 403)
        assert other.post(CREATE, form).status_code in (302, 403)
    assert not ConditionPage.objects.exists()


def test_the_way_to_it_is_in_the_menu_and_on_the_a_to_z(admin: Client, index: ConditionIndexPage) -> None:
    assert ASK in admin.get("/admin/").content.decode()
    assert f"{ASK}?under={index.pk}" in admin.get(f"/admin/pages/{index.pk}/").content.decode()
