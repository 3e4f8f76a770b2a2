"""Contrast of two colours, as WCAG 2.2 defines it."""

from __future__ import annotations

PAPER = "#fbf8f3"
MIN_BRAND_CONTRAST = 7.0


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours: 1.0 (same) to 21.0 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
