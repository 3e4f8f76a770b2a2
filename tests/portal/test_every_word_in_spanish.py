"""Every word that a Spanish reader meets is Spanish. Needs no gettext: the sources are read here."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import get_language

from conditions.builder import fill_page
from conditions.models import ConditionPage
from conditions.services.tree import ensure_tree
from tests import factories
from tests.conditions.documents import good
from tests.triage.web.walker import Walker

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "locale" / "es" / "LC_MESSAGES"
OF_STAFF = (
    "templates/conditions/admin",
    "templates/conditions/previews",
    "templates/wagtailadmin",
    "templates/api",
    "templates/care_team",
    "conditions/admin",
    "conditions/views/previews.py",
    "triage/views/worklist",
    "triage/views/audit.py",
    "triage/forms/audit.py",
    "portal/models.py",
)
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
SHORT = re.compile(r'{% translate "([^"]+)"(?! context)')
LONG = re.compile(r"{% blocktranslate\b.*?%}(.*?)(?:{% plural %}.*?)?{% endblocktranslate %}", re.DOTALL)


def sources(folder: str, pattern: str) -> Iterator[Path]:
    for path in sorted((ROOT / folder).rglob(pattern)):
        if not str(path.relative_to(ROOT)).startswith(OF_STAFF):
            yield path


def of_templates() -> Iterator[str]:
    for path in sources("templates", "*.html"):
        text = path.read_text()
        yield from SHORT.findall(text)
        yield from (re.sub(r"{{ (\w+) }}", r"%(\1)s", words) for words in LONG.findall(text))


def of_code() -> Iterator[str]:
    for app in ("conditions", "triage", "portal"):
        for path in sources(app, "*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                    said = node.args[0]
                    if isinstance(said, ast.Constant):
                        yield str(said.value)


def built() -> dict[object, str]:
    with (FOLDER / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined, no-any-return]


def without_plural(key: object) -> str:
    return str(key[0] if isinstance(key, tuple) else key)


def test_every_marked_text_of_the_patients_pages_is_translated() -> None:
    known = {without_plural(key) for key in built()}
    words = {*of_templates(), *of_code()}
    assert len(words) > 400
    assert sorted(words - known - {word.replace("%", "%%") for word in known}) == []


def test_the_built_file_says_what_the_source_says() -> None:
    text = (FOLDER / "django.po").read_text()
    said = [
        ast.literal_eval(quoted) for quoted in re.findall(r'^msgstr(?:\[\d\])? (".*")$', text, re.MULTILINE)
    ]
    assert "" not in said[1:]
    assert sorted(said[1:]) == sorted(words for key, words in built().items() if key != "")


def test_translations_name_the_same_variables() -> None:
    for key, words in built().items():
        if key != "" and not isinstance(key, tuple):
            assert set(re.findall(r"%\(\w+\)[sd]", str(key))) == set(re.findall(r"%\(\w+\)[sd]", words)), key


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/es/search/", "Buscar una enfermedad"),
        ("/es/nowhere/", "No encontramos esta página"),
        ("/es/accounts/login/", "Iniciar sesión"),
        ("/es/accounts/signup/", "Crear una cuenta"),
    ],
)
def test_a_spanish_address_answers_in_spanish(address: str, words: str) -> None:
    page = Client().get(address).content.decode()
    assert '<html lang="es">' in page
    assert words in page
    assert "Conditions A to Z" not in page


@pytest.mark.django_db
def test_the_language_ends_with_the_request() -> None:
    Client().get("/es/search/")
    assert get_language() == "en"


@pytest.mark.django_db
def test_a_spanish_check_in_is_spanish_from_start_to_result() -> None:
    factories.a_site()
    index = ensure_tree("es")
    page = ConditionPage(title="Dolor", slug="dolor", live=False)
    fill_page(page, good(**{**factories.PAGE, "language": "es"}))
    factories.republish(index.add_child(instance=page))
    guest = Walker(Client()).open("/es/check-in/dolor/")
    assert "Antes de comenzar" in guest.text
    guest.press("start")
    assert "¿Es esto verdad para usted ahora?" in guest.text
    guest.answer("yes")
    assert "No hemos llamado por usted" in guest.text
    guest.press("send")
    assert "Qué hacer ahora" in guest.text
    assert '<html lang="es">' in guest.html
