"""Pictures: what a document says about one, and the copies that the public sees.

A public copy is stored under the fingerprint of its bytes, so that a publication shows the picture that it went
live with, whatever is done to the image library later.
"""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import slugify
from PIL.Image import DecompressionBombError
from wagtail.images import get_image_model
from willow.image import Image as PictureFile
from willow.image import UnrecognisedImageFormatError

from conditions.domain.document import BLOCK_SECTIONS, ConditionDocument, FigureBlock

EXTENSIONS = frozenset({"avif", "gif", "jpeg", "jpg", "png", "svg", "webp"})
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.([a-z]{3,4})")
_ACTIVE_SVG = re.compile(
    rb"<\s*(script|foreignobject|iframe|embed|object|!entity|!doctype)|[\s\"'/]on[a-z]+\s*=|javascript:"
    rb"|href\s*=\s*[\"']?\s*(?!#|data:image/(png|jpeg|webp|gif))[^\s\"'#]|url\(\s*[\"']?\s*(?!#)[a-z]+:",
    re.IGNORECASE,
)


def name_of(image: Any) -> str:
    """The picture's file name in a document: its title when that is one, else made from the title."""
    extension = PurePath(image.file.name).suffix.lower().lstrip(".")
    title = str(image.title)
    if (found := NAME.fullmatch(title)) and found[1] == extension:
        return title
    return f"{slugify(PurePath(title).stem)[:90] or 'picture'}.{extension}"


def bytes_of(image: Any) -> bytes:
    """The picture's file.

    Raises:
        OSError: the file is gone.
    """
    with image.file.storage.open(image.file.name, "rb") as file:
        content: bytes = file.read()
    return content


def fingerprint(content: bytes) -> str:
    """The sha256 of a picture's bytes."""
    return hashlib.sha256(content).hexdigest()


def fault_of(name: str, content: bytes) -> str:
    """Why these bytes may not be shown as a picture, in plain words; empty when they may."""
    found = NAME.fullmatch(name)
    if not found or found[1] not in EXTENSIONS:
        return f"must be the name of a picture file ({', '.join(sorted(EXTENSIONS))})"
    if found[1] == "svg" and (b"\0" in content or _ACTIVE_SVG.search(content)):
        return "holds scripts or loads something from elsewhere, which a picture may not"
    return "" if _format_of(content) == found[1].replace("jpg", "jpeg") else f"is not a {found[1]} picture"


def _format_of(content: bytes) -> str:
    """The picture's own format; empty when the bytes are no picture that can be measured."""
    try:
        picture = PictureFile.open(BytesIO(content))
        picture.get_size()
    except (UnrecognisedImageFormatError, DecompressionBombError, OSError, SyntaxError, ValueError):
        return ""
    return str(picture.format_name)


def find_image(name: str, sha256: str | None) -> Any | None:
    """The library's image of that name with these bytes; any of the name when `sha256` is None."""
    stem = PurePath(name).stem
    for image in get_image_model().objects.filter(title__in=[name, stem]).order_by("pk"):
        if name_of(image) == name and sha256 in (None, fingerprint(bytes_of(image))):
            return image
    if sha256 is None:
        return None
    return next((image for image in _same_name(name) if fingerprint(bytes_of(image)) == sha256), None)


def _same_name(name: str) -> list[Any]:
    return [image for image in get_image_model().objects.order_by("pk") if name_of(image) == name]


def store_figure(image: Any) -> str:
    """Keep a public copy of the picture under its fingerprint, and return that. A copy is never overwritten."""
    content = bytes_of(image)
    sha256 = fingerprint(content)
    path = _path(name_of(image), sha256)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return sha256


def store_figures(page: Any) -> None:
    """Keep public copies of every picture on `page`."""
    for _, image in images_of(page):
        store_figure(image)


def images_of(page: Any) -> list[tuple[str, Any]]:
    """Every section of `page` that shows a picture, with the library's image."""
    return [
        (section, child.value["image"])
        for section in BLOCK_SECTIONS
        for child in getattr(page, section)
        if child.block_type == "figure" and child.value.get("image") is not None
    ]


def is_shown_by(document: ConditionDocument, image: Any) -> bool:
    """Whether `document` shows the picture as its file is now."""
    blocks = [block for section in BLOCK_SECTIONS for block in getattr(document, section)]
    known = {block.sha256 for block in blocks if isinstance(block, FigureBlock)} - {None}
    try:
        return bool(known) and fingerprint(bytes_of(image)) in known
    except OSError:
        return False


def stored_bytes(block: FigureBlock) -> bytes | None:
    """The bytes of the public copy; None when there is none (a draft has none yet)."""
    if block.sha256 is None or not default_storage.exists(_path(block.image, block.sha256)):
        return None
    with default_storage.open(_path(block.image, block.sha256), "rb") as file:
        content: bytes = file.read()
    return content


def figure_url(block: FigureBlock) -> str:
    """The address of the public copy; empty when the block has no picture."""
    return default_storage.url(_path(block.image, block.sha256)) if block.sha256 else ""


def _path(name: str, sha256: str) -> str:
    return f"figures/{sha256}{PurePath(name).suffix.lower()}"
