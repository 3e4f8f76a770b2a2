"""Where the sentences of the eighth look belong, written before the rules were tried. See `test_first_looks.py`."""
# ruff: noqa: E501

EIGHTH_LOOK: dict[str, tuple[tuple[str, str], ...]] = {
    "burns-traffic.md": (
        ("overview|main_message", "dry heat"), ("overview|causes|main_message", "hot and wet"),
        ("emergency", "leathery or charred"), ("emergency", "bigger than the person"), ("emergency", "acid or electricity"),
        ("urgent|emergency", "Blisters on the face"), ("urgent|emergency", "under five"), ("-|treatment", "without blisters"),
        ("treatment|-", "cool running water"), ("treatment|-", "rings and watches"), ("treatment|-", "cling film"),
        ("call_provider", "still be open"), ("prevention", "reach of toddlers"),
    ),
    "mastectomy-discharge.txt": (
        ("overview|treatment|-", "glands in the armpit"), ("treatment", "Empty the drain"), ("treatment", "how much comes out"),
        ("treatment", "shoulder exercises"), ("call_provider", "over 100 mL"), ("call_provider", "arm on that side"),
        ("-|treatment", "loose bra"), ("call_provider", "100.4 F"), ("-|treatment", "each evening"),
        ("call_provider", "turns cloudy"), ("emergency", "when you breathe in"), ("emergency", "bright red blood"),
        ("-|treatment", "walk to the car"), ("emergency", "You pass out"), ("-|treatment", "on the 12th"),
    ),
    "cholestasis.docx": (
        ("overview|main_message", "late pregnancy"), ("symptoms", "palms and soles"), ("symptoms", "dark pee"),
        ("emergency", "are green"), ("emergency", "like a period"), ("emergency", "have a fit"),
        ("call_provider|urgent|emergency", "fewer movements"), ("call_provider", "itch all over at night"),
        ("treatment", "left side"), ("treatment", "plenty of water"), ("-|diagnosis|treatment", "every two weeks"),
    ),
    "cellulitis-parents.html": (
        ("overview|main_message", "deeper layers"), ("causes", "a bite or eczema"), ("diagnosis|treatment|-", "with a pen"),
        ("diagnosis|treatment|-", "Blood may be taken"), ("treatment", "to the end"), ("emergency", "hard to wake"),
        ("emergency", "mottled skin"), ("emergency", "breathing very fast"), ("emergency", "a fit"),
        ("urgent|emergency", "passes the pen line"), ("urgent|emergency", "medicine down"), ("-", "little peeling"),
        ("-", "as it heals"), ("prevention", "nails short"),
    ),
}  # fmt: skip
