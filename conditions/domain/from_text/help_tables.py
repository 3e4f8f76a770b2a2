"""Tables that say when to get help, by how they are built: a row for each case, or a column for each level.

A row holds what somebody notices in one cell and what to do in another. A column has whom to call in its first cell,
and the signs below it. Any other table is none of these.
"""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from conditions.domain.from_text.getting_help import case_of, heading_level, help_sentence, leads_into_signs
from conditions.domain.from_text.help_kinds import advises_against, names_an_emergency, says_whom_to_contact
from conditions.domain.from_text.help_words import NAMED, WHO, SignSection, level_of, more_urgent, plainly
from conditions.domain.from_text.inline import sentences
from conditions.domain.from_text.shapes import Cell, Rows
from conditions.domain.markup import plain

MOST_COLUMNS = 12
"""What has more is no table that somebody reads."""
LONGEST_HEAD = 120
LONGEST_LABEL = 5
"""How many words a cell has at most that says what the cell beside it is about: "Breathing"."""
_ZONES: tuple[tuple[SignSection | None, str], ...] = (
    ("emergency", r"red|severe"),
    ("urgent", r"amber|orange|yellow|moderate"),
    (None, r"green|mild|none"),
)
_ZONE = re.compile(
    rf"(?:the )?(?P<colour>{'|'.join(pattern for _, pattern in _ZONES)})(?: (?:zone|light|flag|list|area|risk|symptoms?|signs?))?"
    r"(?=\W*$| ?[-:(,])"
)
_AT_HOME = re.compile(
    r"\b(?:self|yourself|home|green|normal|(?:all|is|are) well|ok|okay|safe|carry on|continue|no (?:action|need)|do(?:n't| not)?$|nothing)\b"
)
_TELLS_WHAT_TO_DO = re.compile(
    r"\b(?:what|who|whom|where)\b.*\b(?:do|call|ring|contact|phone|see|go|tell|get|help)\b|\b(?:actions?|advice|response|plan|"
    r"next steps?|do this|get help|help)\b"
)
_EXPLAINS = re.compile(
    r"\b(?:causes?|why|reasons?|means?|meaning|about|notes?|explanation|comments?|examples?|how often|information|details)\b"
)
_NO_CASES = re.compile(
    r"\b(?:medicines?|medications?|drugs?|tablets?|names?|dates?|appointments?|tests?|services?|clinics?|contacts?|phone|"
    r"telephone|numbers?|opening|hours|days?|weeks?|times?|doses?)\b"
)
_LABELS = re.compile(
    r"(?:your )?(?:symptoms?|signs?|problems?|(?:side )?effects?|complaints?|concerns?|areas?|topics?|body parts?|features?|categor(?:y|ies))?"
)
_IN_CASE = re.compile(r"\b(?:if|when|unless|in case|should you|until|after \d)\b")
_CASE_FIRST = re.compile(r"\W*(?:if|when|should|unless)\b")
_CLAUSES = re.compile(r";|,|\bor\b|\band then\b")
_SOMEBODY = re.compile(rf"(?:(?:your|the|a|an|our|own) )?(?:\w+ ){{0,2}}{WHO}(?:\W+(?:team|today|now))?\W*")


@dataclass(frozen=True)
class Case:
    """One cell of signs, and what the cells beside it say that it is about ("" for nothing)."""

    cell: Cell
    label: str = ""


@dataclass(frozen=True)
class SignCells:
    """Cells that hold signs of one level. The words of the cell that says so are replaced by the page's own."""

    level: SignSection
    said: Cell
    cases: tuple[Case, ...]
    before: str = ""
    """The words of the cell that says so which belong before each sign: "you have"."""


@dataclass(frozen=True)
class HelpTable:
    """What a table says about getting help, and the rows or columns that say nothing about it."""

    signs: tuple[SignCells, ...]
    heads: Cell = ()
    """What the columns are called."""
    rest: tuple[Cell, ...] = ()


def text_of(cell: Cell) -> str:
    """The words of a cell in one line."""
    return " ".join(block.text.strip() for block in cell)


@lru_cache(
    maxsize=64
)  # asked while reading, which must know whether a table is there for the layout only, and by placing
def help_table(rows: Rows) -> HelpTable | None:
    """What `rows` say about getting help; None for a table that is about something else."""
    width = max(map(len, rows), default=0)
    if not 2 <= width <= MOST_COLUMNS:
        return None
    squared = tuple(
        row + ((),) * (width - len(row)) for row in rows if any(text_of(cell).strip() for cell in row)
    )
    if not squared:
        return None
    by_columns = _by_columns(squared)
    if by_columns and len(by_columns.signs) > 1:
        return by_columns
    return _ByRows(squared).read() or by_columns or _by_bands(squared)


def is_for_layout(rows: Rows) -> bool:
    """Whether a table only sets its words side by side, so that they are read one after the other: it has headings,
    lists with lead-ins, or far more words than a table. One that says when to get help by its form is a table."""
    cells = [cell for row in rows for cell in row if cell]
    if help_table(rows):
        return False
    blocks = [block for cell in cells for block in cell if block.kind != "aside"]
    leads = any(len(cell) > 1 and leads_into_signs(cell[0].text) for cell in cells)
    nested = any(block.cells for cell in cells for block in cell)
    headed = any(block.kind == "heading" for block in blocks)
    return leads or nested or headed or len(blocks) > 4 * max(len(rows), 1)


def has_heads(rows: Rows) -> bool:
    """Whether the first row says what the columns are: it alone is bold."""
    strong = [all(block.strong for cell in row for block in cell) for row in rows]
    return len(rows) > 1 and any(rows[0]) and strong[0] and not all(strong)


# --- A row for each case -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    """What a cell asks somebody to do: the level, if it sends them to somebody; or only in some case."""

    level: SignSection | None = None
    in_case: bool = False

    def __bool__(self) -> bool:
        return self.level is not None or self.in_case


@lru_cache(maxsize=1024)
def _asked(cell: Cell, *, named: bool = False) -> _Asked:
    """What a cell asks for; where the column is known to say so (`named`), "GP" alone is enough."""
    asks = in_case = False
    levels: list[SignSection | None] = []
    for sentence in [plain(part) for block in cell for part in sentences(block.pieces)]:
        said = plainly(sentence)
        if advises_against(sentence):
            continue
        parts = [part for part in _CLAUSES.split(said) if part.strip()]
        free = [] if _CASE_FIRST.match(said) else [part for part in parts if not _IN_CASE.search(part)]
        sends = [part for part in free if _sends(part) or (named and _names_somebody(part))]
        in_case = in_case or (not sends and _sends(said))
        asks = asks or bool(sends)
        levels.append(level_of(" ".join(free)))
    if asks:
        return _Asked(more_urgent(*levels))
    return _Asked(in_case=in_case)


def _sends(words: str) -> bool:
    return names_an_emergency(words) or says_whom_to_contact(words)


def _names_somebody(words: str) -> bool:
    return bool(len(words.split()) <= 4 and _SOMEBODY.fullmatch(words.strip()) and not _AT_HOME.search(words))


@dataclass(frozen=True)
class _ByRows:
    rows: Rows

    def read(self) -> HelpTable | None:
        body = self._body
        at = self._asking_column()
        if at is None:
            return None
        signs: list[SignCells] = []
        rest: list[Cell] = []
        level: SignSection | None = None
        for row in body:
            if _is_band(row):
                level = heading_level(text_of(_joined(row))) or _asked(_joined(row)).level
                rest += [_joined(row)]
                continue
            level = _asked(row[at], named=True).level if row[at] else level
            cases, zones = self._cases(row, at)
            if level is None or not cases:
                rest.append(_joined(row))
            else:
                beside = tuple(block for cell in zones for block in cell)
                signs.append(SignCells(level, (*beside, *row[at]), cases))
                rest += self._explanations(row, at)
        heads = _joined(self.rows[0]) if len(body) < len(self.rows) else ()
        return HelpTable(tuple(signs), heads, tuple(rest)) if signs else None

    @cached_property
    def _heads(self) -> tuple[str, ...]:
        """What each column is called, "" where nothing says so."""
        if not has_heads(self.rows):
            return ("",) * len(self.rows[0])
        return tuple(plainly(text_of(cell)) for cell in self.rows[0])

    @property
    def _body(self) -> Rows:
        return self.rows[1:] if has_heads(self.rows) else self.rows

    def _asking_column(self) -> int | None:
        """The column that says what to do, when enough of its cells send somebody to somebody."""
        body, heads = self._body, self._heads
        if _NO_CASES.search(heads[0]):
            return None
        found: list[tuple[int, int]] = []
        for at in range(len(heads)):
            headed = bool(_TELLS_WHAT_TO_DO.search(heads[at]))
            asked = [_asked(row[at], named=headed) for row in body if any(row[:at] + row[at + 1 :])]
            sure = sum(one.level is not None for one in asked)
            told = headed or any(_zone(row) for row in body)
            if len(asked) > 1 and not (any(asked[1:]) or any(heads) or told):
                continue  # it names its column
            if sure >= 2 or (sure and (told or len(body) <= 2)):
                found.append((sum(map(bool, asked)), at))
        return max(found)[1] if found else None

    def _cases(self, row: tuple[Cell, ...], at: int) -> tuple[tuple[Case, ...], tuple[Cell, ...]]:
        """The cells of a row that hold signs, and those that only name a zone ("RED")."""
        others = [
            (number, cell)
            for number, cell in enumerate(row)
            if cell and number != at and not _EXPLAINS.search(self._heads[number])
        ]
        zones = tuple(cell for _, cell in others if _ZONE.match(plainly(text_of(cell))))
        cells = [cell for _, cell in others if cell not in zones]
        label = ""
        if len(cells) > 1 and _is_label(cells[0]):
            label, cells = text_of(cells[0]), cells[1:]
        return tuple(Case(cell, label) for cell in cells), zones

    def _explanations(self, row: tuple[Cell, ...], at: int) -> list[Cell]:
        return [
            cell
            for number, cell in enumerate(row)
            if cell and number != at and _EXPLAINS.search(self._heads[number])
        ]


def _zone(row: tuple[Cell, ...]) -> bool:
    return any(cell and _ZONE.match(plainly(text_of(cell))) for cell in row)


def _is_band(row: tuple[Cell, ...]) -> bool:
    """Whether one bold cell is all of a row, over the rows below it."""
    words = _joined(row)
    return sum(map(bool, row)) == 1 and all(block.strong for block in words)


def _is_label(cell: Cell) -> bool:
    if (
        len(cell) != 1
        or cell[0].kind not in ("line", "heading")
        or any(piece.link for piece in cell[0].pieces)
    ):
        return False
    return len(cell[0].text.split()) <= LONGEST_LABEL and not cell[0].text.endswith(":")


def _joined(row: tuple[Cell, ...]) -> Cell:
    return tuple(block for cell in row for block in cell)


def _by_bands(rows: Rows) -> HelpTable | None:
    """Signs in the rows below a cell that reaches over all columns and says whom to call."""
    signs: list[SignCells] = []
    rest: list[Cell] = []
    level: SignSection | None = None
    for row in rows:
        words = _joined(row)
        if sum(map(bool, row)) == 1 and (_is_band(row) or heading_level(text_of(words))):
            level = heading_level(text_of(words))
            if level:
                signs.append(SignCells(level, words, ()))
                continue
        elif level:
            signs.append(SignCells(level, (), tuple(Case(cell) for cell in row if cell)))
            continue
        rest.append(words)
    return HelpTable(tuple(signs), (), tuple(rest)) if any(group.cases for group in signs) else None


# --- A column for each level ---------------------------------------------------------------------------------


def _by_columns(rows: Rows) -> HelpTable | None:
    """Signs that stand below whom to call."""
    top = next((number for number, row in enumerate(rows) if sum(map(bool, row)) > 1), len(rows))
    heads, body = (rows[top], rows[top + 1 :]) if top + 1 < len(rows) else ((), ())
    levels = _levels_of_columns(heads)
    below = [[row[at] for row in body if row[at]] for at in range(len(heads))]
    if not any(levels) or any(level and not _are_cases(below[at]) for at, level in enumerate(levels)):
        return None
    labels = _labels(heads, body)
    signs: list[SignCells] = []
    rest: list[Cell] = [_joined(row) for row in rows[:top]]
    for at, level in enumerate(levels):
        if level:
            cases = tuple(Case(row[at], labels[number]) for number, row in enumerate(body) if row[at])
            found = help_sentence(text_of(heads[at]))
            signs.append(SignCells(level, heads[at], cases, case_of(found.tail) if found else ""))
        elif at or not any(labels):
            rest.append(heads[at] + tuple(block for cell in below[at] for block in cell))
    unused = tuple(_joined(row[:1]) for row in body if labels[0] and not any(_taken(row, levels)))
    return HelpTable(tuple(signs), heads[0] if any(labels) else (), (*rest, *unused))


def _are_cases(cells: list[Cell]) -> bool:
    """Whether cells below whom to call say in which case, and do not themselves send somebody to somebody."""
    others = [cell for cell in cells if _asked(cell, named=True).level or _ZONE.match(plainly(text_of(cell)))]
    return bool(cells) and 2 * len(others) < len(cells)


def _taken(row: tuple[Cell, ...], levels: list[SignSection | None]) -> list[Cell]:
    return [cell for cell, level in zip(row, levels, strict=True) if level and cell]


def _levels_of_columns(heads: tuple[Cell, ...]) -> list[SignSection | None]:
    """The level that each of `heads` asks for. Colours count where nothing else says more, and red is among them."""
    texts = [text_of(cell) for cell in heads]
    if any(len(text) > LONGEST_HEAD or len(cell) > 3 for text, cell in zip(texts, heads, strict=True)):
        return []
    zones = [_ZONE.match(plainly(text)) for text in texts]
    red = any(zone and _level_of_zone(zone["colour"]) == "emergency" for zone in zones)
    levels = [_level_of_head(text) for text in texts]
    if any(levels):
        levels = [level or _somebody_in(text) for level, text in zip(levels, texts, strict=True)]
    return [
        level or (_level_of_zone(zone["colour"]) if zone and red else None)
        for level, zone in zip(levels, zones, strict=True)
    ]


def _level_of_head(text: str) -> SignSection | None:
    if advises_against(text):
        return None
    if level := heading_level(text):
        return level
    return "emergency" if NAMED.search(plainly(text)) and names_an_emergency(text) else None


def _somebody_in(text: str) -> SignSection | None:
    """The level of a column that names somebody, beside one that plainly says when to get help."""
    said = plainly(text)
    if advises_against(text) or _AT_HOME.search(said) or not re.search(rf"\b{WHO}(?!\w)", said):
        return None
    return more_urgent(level_of(text))


def _level_of_zone(colour: str) -> SignSection | None:
    return next(level for level, pattern in _ZONES if re.fullmatch(pattern, colour))


def _labels(heads: tuple[Cell, ...], body: Rows) -> list[str]:
    """What the first cell of each row says that the row is about; all "" when the first column holds something else."""
    named = bool(heads) and bool(_LABELS.fullmatch(plainly(text_of(heads[0])).strip(" .:")))
    if not named or not all(row[0] and _is_label(row[0]) for row in body):
        return [""] * len(body)
    return [text_of(row[0]) for row in body]
