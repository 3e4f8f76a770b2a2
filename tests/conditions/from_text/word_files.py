"""Word files for tests, made by hand: what is in them is what the test says."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
STYLES = f"""<w:styles {_W}>
<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {_W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def a_paragraph(style: str, text: str) -> str:
    """`style`: a style id, "bold", "bullet" or "number" (typed by Word's own lists), or "" for plain text."""
    run = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if style == "bold":
        return f"<w:p><w:r><w:rPr><w:b/></w:rPr>{run}</w:r></w:p>"
    if style in ("bullet", "number"):
        number = 1 if style == "bullet" else 2
        properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{run}</w:r></w:p>"


def a_word_file(*paragraphs: tuple[str, str], body: str = "", **parts: str) -> bytes:
    """A .docx with these (style, text) paragraphs, then raw `body`. `parts` are further files of word/."""
    inner = "".join(a_paragraph(style, text) for style, text in paragraphs) + body
    document = f"<w:document {_W} {_R}><w:body>{inner}</w:body></w:document>"
    return a_zip({"document": document, "styles": STYLES, "numbering": NUMBERING, **parts})


def a_zip(parts: dict[str, str]) -> bytes:
    """A zip with these XML files in word/."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return packed.getvalue()
