"""The page tree: home, one index per language, and the condition pages under it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.forms import TextInput
from django.http import Http404, HttpRequest
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from conditions.blocks.content import ContentBlock
from conditions.blocks.facts import CodesBlock, OtherNamesBlock, SimilarConditionsBlock, SourcesBlock
from conditions.blocks.signs import SignsBlock
from conditions.domain.document import BLOCK_SECTIONS, MAX_MAIN_MESSAGE, SIGN_SECTIONS
from conditions.models.meanwhile import KnowsWhetherItWasLive, TakesItsTurn, went_live_meanwhile
from conditions.models.review import Reviewer
from conditions.models.sign_keys import ConditionPageForm, settle_keys
from conditions.models.writing import note_writer
from conditions.page_views import ShownByViews, page_views
from conditions.panels import ChecksPanel, ReviewPanel, SectionPanel, SectionTitlePanel, WhenFilledPanel
from conditions.signals import condition_page_changing, condition_page_saved


class HomePage(TakesItsTurn, ShownByViews, Page):
    """The front door of one language; everything public is under it."""

    introduction = models.CharField(max_length=300, blank=True)

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["conditions.ConditionIndexPage"]
    private_page_options: ClassVar[list[str]] = []
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "home page"

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """One home page per language."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()


class ConditionIndexPage(TakesItsTurn, ShownByViews, Page):
    """All condition pages of one language, A to Z."""

    introduction = models.CharField(max_length=300, blank=True)

    parent_page_types: ClassVar[list[str]] = ["conditions.HomePage"]
    subpage_types: ClassVar[list[str]] = ["conditions.ConditionPage"]
    private_page_options: ClassVar[list[str]] = []
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "A to Z of conditions"

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """One index per language."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Any:
        """Add a page. The tree locks this page's row, so what goes live meanwhile comes first: an import that adds one
        as well would wait for this page, and this page for the import."""
        condition_page_changing.send(sender=ConditionPage, page=kwargs.get("instance"))
        return super().add_child(**kwargs)

    def clean(self) -> None:
        """Refuse a second index: condition slugs are unique per language because siblings' slugs are.

        Raises:
            ValidationError: this language has an index already.
        """
        super().clean()
        if type(self).objects.filter(locale=self.locale).exclude(pk=self.pk).exists():
            raise ValidationError("This language has its A to Z page already.")


class ConditionPage(KnowsWhetherItWasLive, TakesItsTurn, ShownByViews, Page):
    """The public page about one condition: one field per section, in an order that the template fixes."""

    sample = models.BooleanField(
        default=False, help_text="Sample content: the page says that a clinician must review it before use."
    )
    # Lines without a length of their own: a draft keeps what was written, and the document's bounds stop it at the gate.
    pronunciation = models.TextField(blank=True, help_text="How to say the title.")
    also_called = StreamField(OtherNamesBlock(), blank=True)
    main_message = models.TextField(
        blank=True, help_text=f"What matters most, in at most {MAX_MAIN_MESSAGE} characters."
    )
    virtual_care_text = models.TextField("text", blank=True)
    virtual_care_label = models.TextField("button", blank=True)
    virtual_care_url = models.TextField("address", blank=True, help_text="Starts with https://")
    virtual_care_learn_more = models.TextField(
        "address to learn more", blank=True, help_text="Starts with https://"
    )
    emergency = StreamField(SignsBlock(), blank=True)
    emergency_exemption = models.TextField(
        "reason for no emergency signs",
        blank=True,
        help_text="Only when this condition has no emergency signs. It counts when a reviewer stands behind it.",
    )
    emergency_exemption_by = models.ForeignKey(
        Reviewer,
        verbose_name="reviewer who stands behind it",
        null=True,
        blank=True,
        # A draft that names a reviewer who was deleted stays readable. Whoever signed anything cannot be deleted.
        on_delete=models.SET_NULL,
        related_name="+",
    )
    urgent = StreamField(SignsBlock(), blank=True)
    call_provider = StreamField(SignsBlock(), blank=True)
    overview = StreamField(ContentBlock(), blank=True)
    similar_conditions = StreamField(SimilarConditionsBlock(), blank=True)
    symptoms = StreamField(ContentBlock(), blank=True)
    causes = StreamField(ContentBlock(), blank=True)
    diagnosis = StreamField(ContentBlock(), blank=True)
    treatment = StreamField(ContentBlock(), blank=True)
    prevention = StreamField(ContentBlock(), blank=True)
    codes = StreamField(CodesBlock(), blank=True)
    sources = StreamField(SourcesBlock(), blank=True)
    asks_pain = models.BooleanField(
        "ask about pain", default=False, help_text="The check-in asks for pain, 0 to 10."
    )
    asks_side = models.BooleanField(
        "ask which side", default=False, help_text="The check-in asks left, right or both."
    )
    import_leftovers = models.TextField(
        "not placed yet",
        blank=True,
        help_text="From the text that this page was made of. Nobody but editors sees it. Move what belongs on the "
        "page to its section, then empty this.",
    )

    written_by = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="Who was the last to write each part, and when; see `conditions.models.writing`.",
    )

    base_form_class = ConditionPageForm
    parent_page_types: ClassVar[list[str]] = ["conditions.ConditionIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []

    about_panels: ClassVar[list[Any]] = [
        ChecksPanel(),
        SectionTitlePanel("title"),
        SectionPanel("pronunciation", widget=TextInput),
        SectionPanel("main_message", widget=TextInput),
        SectionPanel("also_called"),
        MultiFieldPanel(
            [
                SectionPanel("virtual_care_text", sections=("virtual_care",), widget=TextInput),
                FieldRowPanel(
                    [
                        FieldPanel("virtual_care_label", widget=TextInput),
                        FieldPanel("virtual_care_url", widget=TextInput),
                    ]
                ),
                FieldPanel("virtual_care_learn_more", widget=TextInput),
            ],
            heading="Virtual care",
            help_text="Optional. It stands under the emergency strip, never inside emergency advice.",
        ),
    ]
    help_panels: ClassVar[list[Any]] = [
        HelpPanel(
            content="<p>Each list means <strong>any of these</strong>. The list decides how urgent a sentence is. "
            "These sentences are also the questions of the check-in, so write each as one plain statement "
            "that a person can answer with yes or no.</p>"
        ),
        MultiFieldPanel(
            [
                SectionPanel("emergency", heading="Signs"),
                SectionPanel("emergency_exemption", widget=TextInput),
                SectionPanel("emergency_exemption_by"),
            ],
            heading="Get medical attention right away",
        ),
        MultiFieldPanel([SectionPanel("urgent", heading="Signs")], heading="Get care today"),
        MultiFieldPanel(
            [SectionPanel("call_provider", heading="Signs")], heading="Call your healthcare provider"
        ),
        MultiFieldPanel(
            [FieldPanel("asks_pain"), SectionPanel("asks_side", sections=("measures",))],
            heading="The check-in also asks",
        ),
    ]
    section_panels: ClassVar[list[Any]] = [
        SectionPanel("overview", heading="What is it?"),
        SectionPanel("similar_conditions", heading="Conditions that feel similar"),
        SectionPanel("symptoms", heading="Symptoms"),
        SectionPanel("causes", heading="Causes"),
        SectionPanel("diagnosis", heading="How it is diagnosed"),
        SectionPanel("treatment", heading="Treatment: home care first"),
        SectionPanel("prevention", heading="Prevention"),
    ]
    leftover_panels: ClassVar[list[Any]] = [WhenFilledPanel("import_leftovers")]
    source_panels: ClassVar[list[Any]] = [
        SectionPanel("sources"),
        SectionPanel("codes"),
        FieldPanel("sample"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(about_panels, heading="At the top"),
            ObjectList(help_panels, heading="When to get help"),
            ObjectList(section_panels, heading="The sections"),
            ObjectList(source_panels, heading="Codes and sources"),
            ObjectList([ReviewPanel()], heading="Review"),
            ObjectList(Page.promote_panels, heading="Address"),
            ObjectList(Page.settings_panels, heading="Settings"),
            ObjectList(leftover_panels, heading="Not placed yet"),
        ]
    )

    class Meta:
        verbose_name = "condition page"
        constraints = [
            models.CheckConstraint(
                condition=Q(emergency_exemption_by__isnull=True) | ~Q(emergency_exemption=""),
                name="condition_page_exemption_has_a_reason",
            )
        ]

    def clean(self) -> None:
        super().clean()
        self._check_address()

    def _check_address(self) -> None:
        """A page that was unpublished can be taken out of use later, so its address stays as well, until it is live.

        Raises:
            ValidationError: the page is off the site, and its notice would not be at the address that readers have.
        """
        stored = type(self).objects.filter(pk=self.pk, live=False).values_list("slug", flat=True).first()
        if stored in (None, self.slug):
            return
        last = self.publications.order_by("-number").first()
        if last is None or (self.live and not last.withdrawn):
            return
        why = (
            "This page is out of use, and readers find the notice at its address."
            if last.withdrawn
            else "Readers know this page by its address: should it be taken out of use, they find the notice there."
        )
        raise ValidationError({"slug": f"{why} Keep “{stored}” until it is published again."})

    def _check_language(self) -> None:
        """Addresses, links and signatures name a page by its language and its slug, which only siblings do not share.

        Raises:
            ValidationError: the page is in another language than the A to Z that it is added to.
        """
        parent = self.get_parent()
        if parent is not None and self.locale_id not in (None, parent.locale_id):
            raise ValidationError(
                f"This page is in {self.locale}, “{parent.title}” is in {parent.locale}. Add a new page there instead."
            )

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, give new signs their keys, and let publishing decide in the same transaction.

        Raises:
            ValidationError: the page is an alias, or stands among pages of another language, or it is live and may not
                be published as it is.
        """
        if self.alias_of_id is not None:
            raise ValidationError("A condition page cannot be an alias: copy it, or link to it.")
        if self._state.adding:
            self._check_language()
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        condition_page_changing.send(sender=type(self), page=self)
        if went_live_meanwhile(self):
            return
        self._check_address()
        self._settle()
        super().save(*args, **kwargs)
        self.known_live = self.live
        condition_page_saved.send(sender=type(self), page=self)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete the page. The tree locks the row above it, so whoever publishes meanwhile comes first."""
        condition_page_changing.send(sender=type(self), page=self)
        return super().delete(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """A revision always holds the keys of its signs, so that publishing it later changes none, and who was the
        last to write each part."""
        condition_page_changing.send(sender=type(self), page=self)
        self._settle()
        newest = type(self).objects.filter(pk=self.pk).values_list("latest_revision__content", flat=True)
        note_writer(self, newest.first(), user)
        return super().save_revision(user, *args, **kwargs)

    def _settle(self) -> None:
        settle_keys(self)
        if not self.emergency_exemption:
            # Nobody stands behind a reason that is not there; a draft may lack it and still saves.
            self.emergency_exemption_by = None

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """What an editor can look at before it is live; all of it comes from the same builder."""
        return [("", "Page"), ("check-in", "Check-in questions"), ("handout", "Handout")]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page, also when it is not live: its view knows whether it is served, withdrawn or not there."""
        if not path_components:
            return RouteResult(self)
        if len(path_components) == 1 and page_views.has_part(type(self), path_components[0]):
            return RouteResult(self, kwargs={"part": path_components[0]})
        raise Http404

    def sections(self) -> tuple[str, ...]:
        """The names of the fields that hold signs, then of those that hold blocks."""
        return SIGN_SECTIONS + BLOCK_SECTIONS
