"""Writing condition pages to files, with their pictures, in the format that the importer reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conditions.builder import read_page
from conditions.domain.document import BLOCK_SECTIONS, ConditionDocument, FigureBlock
from conditions.figures import bytes_of, find_image, stored_bytes
from conditions.importing.write import file_text
from conditions.models import ConditionPage, Publication


class ExportRefused(Exception):
    """A page cannot be written so that an import would give it back."""


def export(pages: list[ConditionPage], folder: Path, *, drafts: bool) -> Iterator[Path]:
    """Write one file for each page, and yield its path: what is published, or with `drafts` the latest draft.
    A page that is not published is written from its draft.

    Raises:
        ExportRefused: a draft is too incomplete to be a document, or a picture is gone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        document = _document(page, drafts=drafts)
        name = f"{page.slug}.{document.language}"
        for figure in _figures(document):
            _write_picture(figure, folder, name)
        path = folder / f"{name}.yaml"
        _replace(path, file_text(page.slug, document).encode())
        yield path


def _document(page: ConditionPage, *, drafts: bool) -> ConditionDocument:
    current = Publication.objects.current().filter(page=page).first()
    if current is not None and not drafts:
        return current.parsed_document()
    reading = read_page(page.get_latest_revision_as_object())
    left_out = [stop.message for stop in reading.stops if stop.code == "incomplete"]
    if left_out:
        raise ExportRefused(f"{page.slug} is an incomplete draft. {' '.join(left_out)}")
    return reading.document


def _figures(document: ConditionDocument) -> list[FigureBlock]:
    return [
        block
        for section in BLOCK_SECTIONS
        for block in getattr(document, section)
        if isinstance(block, FigureBlock)
    ]


def _write_picture(figure: FigureBlock, folder: Path, page_name: str) -> None:
    content = _picture(figure)
    path = folder / figure.image
    if path.exists() and path.read_bytes() != content:
        # Another page has another picture of this name: the importer looks in this folder first.
        path = folder / page_name / figure.image
        path.parent.mkdir(exist_ok=True)
    _replace(path, content)


def _picture(figure: FigureBlock) -> bytes:
    content = stored_bytes(figure)
    if content is not None:
        return content
    image = find_image(figure.image, figure.sha256)
    if image is None:
        raise ExportRefused(f"The picture {figure.image} is gone.")
    return bytes_of(image)


def _replace(path: Path, content: bytes) -> None:
    """Write all of it or nothing: a reader never sees half a file."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(content)
    beside.replace(path)
