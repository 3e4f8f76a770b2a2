"""What goes live is what was signed: every route, by every role, with words in every state."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from conditions.builder import document_of
from conditions.domain.canonical import canonical_json
from conditions.domain.document import document_json
from conditions.importing.write import file_text
from conditions.models import ConditionIndexPage, ConditionPage, Publication, Reviewer, SignOff
from conditions.services.publishing import withdraw
from tests.conditions.publishing.conftest import is_served, page_of, publications, words
from tests.conditions.publishing.test_editor import save
from tests.conditions.signing import routes
from tests.conditions.signing.conftest import (
    at_desk,
    draft_of,
    edit,
    fresh,
    one_more_sign,
    person,
    reworded_sign,
    sign,
)
from tests.factories import a_reviewer, signed

if TYPE_CHECKING:
    from tests.conditions.signing.routes import Route

pytestmark = pytest.mark.django_db

ROLES = ("erin", "rhea", "ruth", "paul", "sam", "max", "root", "charlie")
"""Max is in three groups at once: Editors, Clinical reviewers, Publishers."""
NOT_LIVE, UNREVIEWED, REVIEWED = "not live", "live, not reviewed", "live, reviewed"


def landed(page: ConditionPage) -> str:
    """What a reader gets of the newest draft."""
    current = Publication.objects.current().filter(page_id=page.pk).first()
    if current is None or current.document != _words_of_draft(page):
        return NOT_LIVE
    assert is_served(page)
    return REVIEWED if current.reviewed_on else UNREVIEWED


def _words_of_draft(page: ConditionPage) -> str:
    return canonical_json(document_json(document_of(draft_of(page))))


@pytest.fixture
def saved(index: ConditionIndexPage) -> ConditionPage:
    """A draft that Erin saved in the editor."""
    page = index.add_child(instance=page_of(words()))
    page.save_revision(user=person("erin"))
    save(at_desk("erin"), page)
    return fresh(page)


# --- Routes through the admin ---------------------------------------------------------------------------------


def is_signed(page: ConditionPage) -> None:
    signed(draft_of(page))


def is_unsigned(page: ConditionPage) -> None:
    """Nobody has signed it."""


def is_signed_with_another_sign(page: ConditionPage) -> None:
    """Live and signed; then Erin added a sign, and that is signed too. Whoever publishes it is asked first."""
    signed(draft_of(page)).get_latest_revision().publish()
    edit(page, "erin", emergency=one_more_sign(draft_of(page)))
    signed(draft_of(page))


def is_void(page: ConditionPage) -> None:
    """Live and signed; then Erin changed a section."""
    signed(draft_of(page)).get_latest_revision().publish()
    edit(page, "erin", main_message="Put it up.")


def is_lowered(page: ConditionPage) -> None:
    """Live and signed; then Erin reworded a sign, and Rhea alone has signed that."""
    signed(draft_of(page)).get_latest_revision().publish()
    edit(page, "erin", emergency=reworded_sign(draft_of(page), "You cannot pee at all"))
    sign(page, "rhea")


def is_lowered_while_off(page: ConditionPage) -> None:
    """The same, and the page was unpublished meanwhile."""
    is_lowered(page)
    fresh(page).unpublish()


def is_withdrawn(page: ConditionPage) -> None:
    """Live and signed; then taken out of use for safety. The words did not change since."""
    signed(draft_of(page)).get_latest_revision().publish()
    withdraw(page=fresh(page), reason="A sign was wrong.")


def is_exempted_by_another(page: ConditionPage) -> None:
    """Without emergency signs; Ruth is named for the reason, and Rhea alone has signed it."""
    reason = {"emergency": [], "emergency_exemption": "It never harms.", "emergency_exemption_by": ruth()}
    edit(page, "erin", **reason)
    sign(page, "rhea")


def ruth() -> Reviewer:
    return person("ruth").reviewer


def is_without_emergencies(page: ConditionPage) -> None:
    """Live and signed; during the next review Erin took every emergency sign out, and two have signed even that."""
    signed(draft_of(page)).get_latest_revision().publish()
    edit(page, "erin", main_message="Put it up.")
    routes.submit(page)
    edit(page, "erin", emergency=[])
    signed(draft_of(page))


PUBLISHERS = ("paul", "sam", "max", "root")
ADMINISTRATORS = ("sam", "root")
STATES = (
    is_signed,
    is_signed_with_another_sign,
    is_unsigned,
    is_void,
    is_lowered,
    is_lowered_while_off,
    is_withdrawn,
    is_exempted_by_another,
    is_without_emergencies,
)


def lands(by: Iterable[str], *states: Callable[[ConditionPage], None], as_: str = REVIEWED) -> dict[str, Any]:
    """By these people, of words in these states."""
    return {state.__name__: dict.fromkeys(by, as_) for state in states}


SIGNED = (is_signed, is_signed_with_another_sign)
PUBLISHED = lands(PUBLISHERS, *SIGNED)
MATRIX: dict[Route, dict[str, dict[str, str]]] = {
    routes.by_editor: PUBLISHED,
    routes.by_editor_with_a_change: {},
    routes.by_schedule_in_the_editor: PUBLISHED,
    routes.by_reverting: PUBLISHED,
    routes.by_creating: {},
    routes.by_copy: {},
    routes.by_bulk: PUBLISHED,
    routes.by_bulk_of_the_parent: lands(PUBLISHERS, is_signed),  # which takes what is not live
    routes.by_confirming: PUBLISHED,
    routes.by_confirming_in_bulk: PUBLISHED,
    routes.by_signing: {
        **lands(("rhea", "ruth", "max"), *SIGNED, is_unsigned, is_void, is_withdrawn),
        **lands(("ruth", "max"), is_lowered, is_lowered_while_off),
        **lands(("ruth",), is_exempted_by_another),
    },
    routes.by_workflow_button: lands(("max", "root"), *SIGNED),
    routes.by_confirming_the_approval: lands(("max", "root"), *SIGNED),
    routes.by_stock_task: lands(("rhea", "ruth", "paul", "sam", "max", "root"), *SIGNED),
    routes.by_approving_with_a_change: {},
    routes.at_once: lands(("rhea", "ruth", "max"), is_signed_with_another_sign),
    routes.by_unsigned_with_reason: {
        **lands(ADMINISTRATORS, *SIGNED),
        **lands(ADMINISTRATORS, *STATES[2:-2], as_=UNREVIEWED),
    },
    routes.by_unsigned_without_reason: {},
}
"""For each route and state, what lands by whom; whoever is not named gets nothing live."""


def tried(route: Route, page: ConditionPage, names: Iterable[str]) -> dict[str, str]:
    """What lands when each of them tries it, each on the site as it was."""
    found = {}
    for name in names:
        with transaction.atomic():
            route(page, name)
            found[name] = landed(page)
            assert not ConditionPage.objects.filter(slug="copy", live=True).exists(), name
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("route", MATRIX, ids=lambda route: route.__name__)
def test_what_lands_by_a_route_through_the_admin(
    saved: ConditionPage, route: Route, state: Callable[[ConditionPage], None]
) -> None:
    for name in (*ROLES, "olga"):
        person(name)
    state(saved)
    expected = dict.fromkeys(ROLES, NOT_LIVE) | MATRIX[route].get(state.__name__, {})
    assert tried(route, saved, ROLES) == expected


@pytest.mark.parametrize("route", MATRIX, ids=lambda route: route.__name__)
def test_somebody_in_several_groups_gets_nothing_of_their_own_live_alone(
    saved: ConditionPage, route: Route
) -> None:
    edit(saved, "max", main_message="Put it up.")
    assert tried(route, saved, ["max"]) == {"max": NOT_LIVE}


def test_who_publishes_a_new_sign_at_once(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    clinicians = dict.fromkeys(("rhea", "ruth", "max"), REVIEWED)
    assert tried(routes.at_once, reviewed, ROLES) == dict.fromkeys(ROLES, NOT_LIVE) | clinicians


@pytest.mark.parametrize("name", ROLES)
@pytest.mark.parametrize(
    "view", ["condition_sign", "condition_publish_at_once", "condition_publish_unsigned"]
)
def test_a_decision_is_never_taken_by_reading(written: ConditionPage, name: str, view: str) -> None:
    at_desk(name).get(reverse(view, args=[written.pk]))
    assert publications(written) == []
    assert not SignOff.objects.exists()


# --- Routes of the system -------------------------------------------------------------------------------------


def by_revision(page: ConditionPage) -> None:
    page.get_latest_revision().publish()


def by_generic_page(page: ConditionPage) -> None:
    Page.objects.get(pk=page.pk).get_latest_revision().publish()


def by_save(page: ConditionPage) -> None:
    draft = draft_of(page)
    draft.live = True
    draft.save()


def by_schedule(page: ConditionPage) -> None:
    late = timezone.now() - datetime.timedelta(hours=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=late)
    try:
        call_command("publish_scheduled", stderr=io.StringIO())
    except CommandError as error:
        raise ValidationError(str(error)) from error


SYSTEM = [by_revision, by_generic_page, by_save, by_schedule]


@pytest.mark.parametrize("state", SIGNED, ids=lambda state: state.__name__)
@pytest.mark.parametrize("route", SYSTEM)
def test_the_system_publishes_signed_words(
    saved: ConditionPage, route: Callable[[ConditionPage], None], state: Callable[[ConditionPage], None]
) -> None:
    state(saved)
    route(fresh(saved))
    assert landed(saved) == REVIEWED


@pytest.mark.parametrize(
    "state", [state for state in STATES if state not in SIGNED], ids=lambda state: state.__name__
)
@pytest.mark.parametrize("route", SYSTEM)
def test_the_system_publishes_nothing_else(
    saved: ConditionPage,
    route: Callable[[ConditionPage], None],
    state: Callable[[ConditionPage], None],
) -> None:
    state(saved)
    before = publications(saved)
    with pytest.raises(ValidationError), transaction.atomic():
        route(fresh(saved))
    assert landed(saved) == NOT_LIVE
    assert publications(saved) == before


@pytest.mark.parametrize(
    ("options", "expected"), [({}, UNREVIEWED), ({"reviewed_by": "Rhea Reviewer"}, REVIEWED)]
)
def test_an_import_lands_as_it_was_named(
    index: ConditionIndexPage, tmp_path: Path, options: dict[str, str], expected: str
) -> None:
    a_reviewer()
    (tmp_path / "sprain.yaml").write_text(file_text("sprain", words()))
    call_command("import_conditions", str(tmp_path), publish=True, stdout=io.StringIO(), **options)
    assert landed(ConditionPage.objects.get(slug="sprain")) == expected


def test_an_import_that_lowers_needs_a_second_name(index: ConditionIndexPage, tmp_path: Path) -> None:
    a_reviewer(), a_reviewer("Ruth Second")
    file = tmp_path / "sprain.yaml"
    one = {"publish": True, "reviewed_by": "Rhea Reviewer", "stdout": io.StringIO()}
    file.write_text(file_text("sprain", words()))
    call_command("import_conditions", str(file), **one)
    file.write_text(file_text("sprain", words(asks_side=False)))
    with pytest.raises(CommandError, match="two clinical reviewers sign them"):
        call_command("import_conditions", str(file), **one)
    call_command("import_conditions", str(file), second_approval_by="Ruth Second", **one)
    assert landed(ConditionPage.objects.get(slug="sprain")) == REVIEWED
