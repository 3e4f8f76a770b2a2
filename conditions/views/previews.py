"""What else an editor can look at before it is live: the check-in's questions, and the handout. From the draft,
by the builder and the compiler that publishing uses; a draft that is not finished shows what there is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from conditions.builder import document_of
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument
from conditions.domain.questionnaire import Question, Questionnaire, RulePart, SignRule
from conditions.models import ConditionPage, SiteWording
from conditions.presenter import DRAFT, age_note, present, slugs_named
from conditions.selectors.listing import urls_of
from conditions.views.frame import site_frame

_READ_TOGETHER = ("paragraph", "bullets", "steps")
"""A list says with its lead-in, or with the paragraph before it, what its items are."""


def check_in_questions(request: HttpRequest, page: ConditionPage) -> HttpResponse:
    """Every question in asking order, with the level that it can give and the rule behind it."""
    document, wording = document_of(page), SiteWording.current()
    compiled, problem = _compiled(document, wording)
    context = {
        **site_frame(request, wording),
        "title": document.title,
        "problem": problem,
        "questions": [_asked(question, compiled) for question in compiled.questions] if compiled else [],
        "measured": [_decided(rule) for rule in compiled.signs if _is_never_asked(rule)] if compiled else [],
        "page_language": document.language,
    }
    return TemplateResponse(request, "conditions/previews/check_in.html", context)


def handout(request: HttpRequest, page: ConditionPage) -> HttpResponse:
    """The page as a sheet of paper: the signs first, then what to do at home, then the lists of the treatment."""
    document, wording = document_of(page), SiteWording.current()
    view = present(
        document,
        slug=page.slug,
        facts=DRAFT,
        wording=wording,
        urls=urls_of(slugs_named(document), document.language),
        question_count=0,
    )
    context = {
        **site_frame(request, wording),
        "page": view,
        "home_care": _home_care(view),
        "treatment": [block for block in _treatment(view) if block["kind"] in _READ_TOGETHER],
        "page_language": document.language,
    }
    return TemplateResponse(request, "conditions/previews/handout.html", context)


def _home_care(view: dict[str, Any]) -> dict[str, list[Any]]:
    """What to do at home and what not: only what the treatment section itself calls so. A list in it may be of things
    that only a surgeon does, or that nobody should do."""
    blocks = _treatment(view)
    return {
        "do": [item for block in blocks for item in block.get("do") or ()],
        "dont": [item for block in blocks for item in block.get("dont") or ()],
        "options": [block for block in blocks if block.get("home_care")],
    }


def _treatment(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        block for section in view["sections"] if section["id"] == "treatment" for block in section["blocks"]
    ]


def _compiled(document: ConditionDocument, wording: SiteWording) -> tuple[Questionnaire | None, str]:
    try:
        return compile_questionnaire(document, other_worry=wording.other_worry), ""
    except ValueError:
        return None, _("A sign cannot be decided yet: a number is missing, or two signs have one key.")


def _asked(question: Question, questionnaire: Questionnaire) -> dict[str, Any]:
    rule = next((sign for sign in questionnaire.signs if sign.key == question.sign), None)
    return {
        "text": question.text,
        "how_to_tell": question.how_to_tell,
        "choices": _choices(question),
        "level": rule.level.value if rule else "",
        "unsure": rule.level.when_unsure.value if rule else "",
        "together": rule.statement if rule and len(rule.parts) > 1 else "",
        "key": question.key,
        "ages": age_note(question.applies_to),
    }


def _choices(question: Question) -> list[str]:
    if question.kind == "yes_no":
        return [_("Yes"), _("No"), _("Not sure")]
    if question.kind == "integer":
        return [f"{question.minimum} – {question.maximum}", _("Not sure")]
    if question.kind == "date":
        return [_("A date"), _("Not sure")]
    return [choice.text for choice in question.choices]


def _is_never_asked(rule: SignRule) -> bool:
    return all(part.answer_key is None for part in rule.parts)


def _decided(rule: SignRule) -> dict[str, Any]:
    return {
        "statement": rule.statement,
        "level": rule.level.value,
        "rules": [_rule(part) for part in rule.parts],
        "key": rule.key,
    }


def _rule(part: RulePart) -> str:
    if part.kind == "pain_at_least":
        return _("Pain now or worst pain is %(value)d or more") % {"value": part.value}
    return _("It began %(value)d days ago or earlier") % {"value": part.value}
