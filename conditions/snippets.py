"""The glossary and the reviewers in the admin's menu."""

from __future__ import annotations

from wagtail.snippets.views.snippets import SnippetViewSet

from conditions.models import Reviewer, Term


class TermViewSet(SnippetViewSet):
    """Words that texts use as [[word]]."""

    model = Term
    icon = "openquote"
    menu_label = "Glossary"
    add_to_admin_menu = True
    list_display = ["word", "respelling", "meaning", "locale"]
    list_filter = ["locale"]
    search_fields = ["word", "meaning"]
    search_backend_name = None


class ReviewerViewSet(SnippetViewSet):
    """Clinicians whose names pages may show."""

    model = Reviewer
    icon = "user"
    menu_label = "Reviewers"
    add_to_admin_menu = True
    list_display = ["name", "credentials", "active"]
    search_fields = ["name"]
    search_backend_name = None
