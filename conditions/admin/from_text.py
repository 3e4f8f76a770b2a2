"""New page from text: paste or upload a leaflet, see what was placed where, create the draft.

Nothing is stored between the steps: the draft travels in the form of the second one. Whoever changes it on the way
writes no more than they could write in the editor, and it is parsed as strictly as an import file.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from conditions.admin.placed import sections_of
from conditions.domain.document import ConditionDocument
from conditions.domain.from_text.note import note_of
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import TYPES, read_pasted, read_upload
from conditions.domain.from_text.shapes import MAX_CHARACTERS, Placed, UnreadableError
from conditions.domain.gate import SECTION_NAMES
from conditions.models import ConditionIndexPage
from conditions.services.from_text import create_draft, may_add


class LeafletForm(forms.Form):
    """Step 1: the leaflet, pasted or as a file."""

    under = forms.ModelChoiceField(ConditionIndexPage.objects.none(), label="Where", empty_label=None)
    title = forms.CharField(
        required=False, max_length=200, help_text="Optional. Without it the title of the leaflet is taken."
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label="Paste the leaflet",
        help_text="Plain text, Markdown or HTML. With or without bullet marks.",
        # No maxlength: a browser would cut a longer text off without a word.
        widget=forms.Textarea(attrs={"rows": 14, "data-longest": MAX_CHARACTERS}),
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="Or choose a file",
        help_text="A .txt, .md, .html or .docx file, at most 5 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(TYPES)}),
    )

    def __init__(self, *args: Any, indexes: list[ConditionIndexPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        under: Any = self.fields["under"]
        under.queryset = ConditionIndexPage.objects.filter(pk__in=[index.pk for index in indexes])
        under.label_from_instance = lambda index: f"{index.title} ({index.locale.language_name})"
        if len(indexes) == 1:
            under.initial, under.widget = indexes[0].pk, forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Read and place the leaflet: `placed` is there when this raises nothing."""
        given = super().clean() or {}
        text, file = given.get("text") or "", given.get("file")
        if self.errors:
            return given
        if bool(text.strip()) == bool(file):
            both = "Paste a text or choose a file, not both." if file else "Paste a text, or choose a file."
            self.add_error("text", both)
            return given
        try:
            blocks = read_upload(file.name, file.read()) if file else read_pasted(text)
            language = given["under"].locale.language_code
            given["placed"] = place(blocks, language=language, title=" ".join(given["title"].split()))
        except UnreadableError as error:
            self.add_error("file" if file else "text", str(error))
        return given


class DraftForm(forms.Form):
    """Step 2: what was placed, to be created as a draft under a title."""

    under = forms.ModelChoiceField(ConditionIndexPage.objects.none(), widget=forms.HiddenInput)
    title = forms.CharField(max_length=200, help_text="You can change it here or later.")
    document = forms.CharField(widget=forms.HiddenInput, strip=False)
    leftovers = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args: Any, indexes: list[ConditionIndexPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [index.pk for index in indexes]
        under: Any = self.fields["under"]
        under.queryset = ConditionIndexPage.objects.filter(pk__in=chosen)

    def clean_document(self) -> ConditionDocument:
        """The draft as it travelled."""
        try:
            return ConditionDocument.model_validate_json(self.cleaned_data["document"])
        except ValidationError as error:
            raise forms.ValidationError("The draft was changed on the way. Start again.") from error


@csrf_exempt  # as long as it asks only how long the text is; `_from_text` has the check
@require_http_methods(["GET", "HEAD", "POST"])
def from_text(request: HttpRequest) -> HttpResponse:
    """Step 1, and the review that answers it. A text too long for the server to read at all is told so."""
    try:
        request.POST  # noqa: B018 - reads the request
    except RequestDataTooBig:
        return TemplateResponse(request, "conditions/admin/from_text_too_long.html", status=413)
    return _from_text(request)


@csrf_protect
def _from_text(request: HttpRequest) -> HttpResponse:
    indexes = indexes_for(request.user)
    if not indexes:
        raise PermissionDenied
    if request.method != "POST":
        under = request.GET.get("under", "")
        initial = {"under": int(under)} if under.isascii() and under.isdigit() else {}
        return _ask(request, LeafletForm(indexes=indexes, initial=initial))
    form = LeafletForm(request.POST, request.FILES, indexes=indexes)
    if not form.is_valid():
        return _ask(request, form)
    placed: Placed = form.cleaned_data["placed"]
    draft = DraftForm(
        indexes=indexes,
        initial={
            "under": form.cleaned_data["under"].pk,
            "title": placed.document.title,
            "document": placed.document.model_dump_json(by_alias=True),
            "leftovers": note_of(placed),
        },
    )
    return _review(request, draft, placed)


@require_http_methods(["POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Step 3: the draft, and its editor."""
    indexes = indexes_for(request.user)
    if not indexes:
        raise PermissionDenied
    form = DraftForm(request.POST, indexes=indexes)
    if not form.is_valid():
        document = form.cleaned_data.get("document")
        if document is None or "under" in form.errors:
            messages.error(request, "The draft was changed on the way. Start again.")
            return redirect("condition_from_text")
        return _review(request, form, Placed(document))
    given = form.cleaned_data
    page = create_draft(
        index=given["under"],
        document=given["document"].model_copy(update={"title": " ".join(given["title"].split())}),
        leftovers=given["leftovers"].replace("\r\n", "\n"),
        by=request.user,
    )
    messages.success(request, _created(page.title, page.slug, leftovers=bool(page.import_leftovers)))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _created(title: str, slug: str, *, leftovers: bool) -> str:
    said = f"The draft “{title}” is made, at the address “{slug}”. Nobody but editors sees it until it is published."
    return f"{said} What was not placed is under “Not placed yet”." if leftovers else said


def _ask(request: HttpRequest, form: LeafletForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return TemplateResponse(request, "conditions/admin/from_text.html", {"form": form}, status=status)


def _review(request: HttpRequest, form: DraftForm, placed: Placed) -> HttpResponse:
    context = {
        "form": form,
        "sections": sections_of(placed.document),
        "unplaced": placed.unplaced,
        "notes": placed.notes,
        "recognised": [(found.text, SECTION_NAMES.get(found.section, "")) for found in placed.recognised],
        "leftovers": form["leftovers"].value() or "",
        "errors": form.errors,
    }
    return TemplateResponse(request, "conditions/admin/from_text_review.html", context)


def indexes_for(user: Any) -> list[ConditionIndexPage]:
    """Where `user` may add condition pages."""
    return [index for index in ConditionIndexPage.objects.select_related("locale") if may_add(user, index)]


# --- The ways to it ------------------------------------------------------------------------------------------


class FromTextMenuItem(MenuItem):
    """Shown to whoever may add condition pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(indexes_for(request.user))


def menu_item() -> MenuItem:
    """For `register_admin_menu_item`."""
    return FromTextMenuItem(
        "New page from text",
        reverse("condition_from_text"),
        name="from-text",
        icon_name="doc-full",
        order=110,
    )


def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """In the menu behind the title of the A to Z: for `register_page_header_buttons`."""
    if not isinstance(page.specific_deferred, ConditionIndexPage) or not may_add(
        user, page.specific_deferred
    ):
        return []
    url = f"{reverse('condition_from_text')}?under={page.pk}"
    return [Button("New page from text", url=url, icon_name="doc-full", priority=25)]


def addresses() -> list[URLPattern]:
    """For `register_admin_urls`."""
    return [
        path("conditions/from-text/", from_text, name="condition_from_text"),
        path("conditions/from-text/create/", create, name="condition_from_text_create"),
    ]
