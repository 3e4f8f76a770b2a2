"""Panels of the editor that show what there is to say about a page, beside the field that it is about.

The findings themselves come from above (`conditions.templatetags.findings`): a panel only says where they stand.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel


class ChecksPanel(Panel):
    """How many stops, warnings and notes the page has now; brings the script that keeps all of them fresh."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "conditions/admin/checks_panel.html"

        class Media:
            js = ("conditions/typed.js", "conditions/findings.js")
            css = {"all": ("conditions/findings.css",)}


class SectionPanel(FieldPanel):
    """A field with the findings of its section under it. `sections`: other parts of the document it speaks for."""

    def __init__(self, field_name: str, *, sections: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.sections = sections or (field_name,)

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "sections": self.sections}

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "conditions/admin/section_panel.html"


class SectionTitlePanel(TitleFieldPanel, SectionPanel):
    """The title, which fills in the page's address until the page is live."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        template_name = "conditions/admin/section_panel.html"


class ReviewPanel(Panel):
    """Who stands behind each section, and what the edit changes; the impact is counted when somebody looks."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "conditions/admin/review_panel.html"

        class Media:
            js = ("conditions/typed.js", "conditions/impact.js")
            css = {"all": ("conditions/impact.css",)}


class WhenFilledPanel(FieldPanel):
    """A field that is shown as long as something stands in it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and bool(getattr(self.instance, self.field_name))
