"""Words and numbers that a site sets for all of its pages."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from conditions.domain.colour import MIN_BRAND_CONTRAST, PAPER, contrast

_PHONE = RegexValidator(r"^\+?[0-9][0-9 ()./-]{1,29}$", "Write digits, for instance 911 or +1 555 010 0199.")
_HEX = RegexValidator(r"^#[0-9a-f]{6}$", "Write a colour as # and six digits, for instance #0e4f5c.")


def validate_brand(value: str) -> None:
    """Refuse a brand colour that is hard to read on the paper colour.

    Raises:
        ValidationError: the contrast is below 7:1 (WCAG 2.2, 1.4.6).
    """
    _HEX(value)
    if contrast(value, PAPER) < MIN_BRAND_CONTRAST:
        raise ValidationError(
            "This colour is too light to read on the page: its contrast must be 7:1 or more."
        )


@register_setting(icon="edit")
class SiteWording(BaseGenericSetting):
    """What this site calls itself, which number to call, and how it says it.

    Emergency wording is a setting because the number differs between countries; it never replaces the sentences
    that a clinician approved on a page.
    """

    site_name = models.CharField(max_length=80, default="Signpost")
    emergency_number = models.CharField(max_length=30, default="911", validators=[_PHONE])
    emergency_action = models.CharField(
        max_length=120,
        default="call 911 or go to the ER",
        help_text="Ends the heading “Get medical attention right away: …”. Say the emergency number.",
    )
    other_worry = models.CharField(
        max_length=160,
        default="Something else worries you, or you are getting worse fast",
        help_text="The last question of every check-in. A page takes a new wording when it is next published.",
    )
    care_team_phone = models.CharField(max_length=30, blank=True, validators=[_PHONE])
    find_care_url = models.URLField(
        blank=True, help_text="Where people find care when nobody here is watching."
    )
    review_grace_days = models.PositiveSmallIntegerField(
        default=30,
        help_text="Days after a page's review is due during which its check-in may still advise self-care.",
    )
    reading_grade_target = models.DecimalField(
        "reading grade",
        max_digits=3,
        decimal_places=1,
        default=Decimal("8.0"),
        validators=[MinValueValidator(1), MaxValueValidator(18)],
        help_text="Flesch-Kincaid, for each section. A section above it gets a warning, never a refusal.",
    )
    smog_target = models.DecimalField(
        "SMOG grade",
        max_digits=3,
        decimal_places=1,
        default=Decimal("10.0"),
        validators=[MinValueValidator(3), MaxValueValidator(18)],
        help_text="SMOG comes out about two grades higher than Flesch-Kincaid for the same text.",
    )
    source_years = models.PositiveSmallIntegerField(
        "sources are old after",
        default=5,
        validators=[MinValueValidator(1)],
        help_text="Years. An older source gets a warning.",
    )
    brand = models.CharField(max_length=7, default="#0e4f5c", validators=[validate_brand])

    panels = [
        MultiFieldPanel([FieldPanel("site_name"), FieldPanel("brand")], heading="This site"),
        MultiFieldPanel(
            [FieldPanel("emergency_number"), FieldPanel("emergency_action"), FieldPanel("other_worry")],
            heading="When to get help",
        ),
        MultiFieldPanel(
            [FieldPanel("care_team_phone"), FieldPanel("find_care_url")], heading="Where to get help"
        ),
        FieldPanel("review_grace_days"),
        MultiFieldPanel(
            [FieldPanel("reading_grade_target"), FieldPanel("smog_target"), FieldPanel("source_years")],
            heading="What pages aim for",
        ),
    ]

    class Meta:
        verbose_name = "site wording"
        verbose_name_plural = "site wording"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reading_grade_target__gte=1, smog_target__gte=3, source_years__gte=1),
                name="site_wording_targets_can_be_reached",
            )
        ]

    def __str__(self) -> str:
        return "Site wording"

    @classmethod
    def current(cls) -> SiteWording:
        """The saved wording, or the defaults; never writes, so a public page can ask for it."""
        return cls.objects.first() or cls()

    def clean(self) -> None:
        """Refuse a heading that names another number than the one that the page dials.

        Raises:
            ValidationError: `emergency_action` does not say `emergency_number`.
        """
        if self.emergency_number not in self.emergency_action:
            raise ValidationError({"emergency_action": f"Say the emergency number, {self.emergency_number}."})
