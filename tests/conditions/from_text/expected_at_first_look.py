"""Where words of the leaflets of `first_look` belong, written down before any rule was tried on them. "-": not placed.

Two sections with a stroke between them: either is right.
"""
# ruff: noqa: E501

from __future__ import annotations

FIRST_LOOK: dict[str, tuple[tuple[str, str], ...]] = {
    "us-hospital.html": (
        ("overview", "group of four small muscles"), ("overview|symptoms", "ache at night"), ("treatment", "half sitting up"),
        ("treatment", "full kettle"), ("emergency", "pain in your chest"), ("emergency", "struggling to breathe"),
        ("emergency", "changes color"), ("emergency", "cannot raise the arm"), ("call_provider", "easing after two weeks"),
        ("call_provider", "comb your hair"), ("-|sources", "type in the word shoulder"), ("-", "Find a doctor"), ("-", "Lakeside staff"),
    ),
    "uk-service.html": (
        ("overview", "tear in the calf muscle"), ("symptoms", "had been kicked"), ("symptoms", "stand on tiptoe"),
        ("treatment", "raise the leg on cushions"), ("treatment", "a hot bath"), ("call_provider", "looking after it yourself"),
        ("call_provider", "keeps tearing again"), ("urgent", "swollen, warm and throbbing"), ("urgent", "a long flight"),
        ("emergency", "cough up blood"), ("emergency", "turned white"), ("treatment", "load the muscle"),
        ("causes", "lunge for a ball"), ("-", "Next review due"),
    ),
    "australian.md": (
        ("also_called", "median nerve compression"), ("also_called", "CTS"), ("overview", "pressure on a nerve at the wrist"),
        ("symptoms", "Pins and needles in the thumb"), ("causes", "vibrating tools"), ("diagnosis", "nerve conduction study"),
        ("treatment", "wrist brace in bed"), ("call_provider", "tingling wakes you"), ("call_provider", "getting thinner"),
        ("emergency", "suddenly goes numb"), ("prevention", "warm your hands"), ("-", "registered nurse"),
    ),
    "plain-no-bullets.txt": (
        ("overview", "joins the kneecap to the shin"), ("symptoms", "just below the kneecap"), ("symptoms", "pain on stairs"),
        ("causes", "Hard training floors"), ("causes", "Tight muscles"), ("diagnosis", "presses on the cord"),
        ("treatment", "Slow squats"), ("treatment", "A strap below"), ("call_provider", "gone after six weeks"),
        ("call_provider", "stop sport altogether"), ("emergency", "heard a snap"), ("emergency", "sits higher"),
        ("prevention", "a little training each week"), ("-", "Please recycle"),
    ),
    "prose-only.txt": (
        ("overview", "click or lock"), ("also_called", "stenosing tenosynovitis"), ("symptoms", "tender bump in the palm"),
        ("causes", "grip tools all day"), ("diagnosis", "open and close your hand"), ("treatment", "small splint at night"),
        ("call_provider", "has locked and you cannot open"), ("emergency", "along its whole length"),
        ("prevention", "pad the handles"),
    ),
    "numbered.txt": (
        ("overview", "bag of fluid"), ("symptoms", "like an egg"), ("symptoms", "when you lean on it"), ("causes", "hard desks"),
        ("causes", "a graze"), ("treatment", "foam pad"), ("treatment|diagnosis", "draw off the fluid"), ("emergency", "Redness spreading"),
        ("emergency", "Shivering with"), ("call_provider", "larger after a fortnight"), ("call_provider", "leaks from the puncture"),
        ("prevention", "while reading"), ("-", "June 2027"),
    ),
    "questions.md": (
        ("symptoms", "standing on a pebble"), ("overview", "between the toe bones"), ("causes", "high heels"),
        ("diagnosis", "from side to side"), ("treatment", "wide toe box"), ("emergency", "suddenly cold and blue"),
        ("urgent", "a new sore"), ("call_provider", "burning stays"), ("call_provider", "edge of your foot"),
        ("prevention|-", "it seldom does"),
    ),
    "seek-help.txt": (
        ("overview", "joints between your ribs"), ("symptoms|overview", "press on the breastbone"), ("treatment", "Hold a pillow"),
        ("treatment", "heavy lifting"), ("emergency", "spreads to your jaw"), ("emergency", "sweating, sick"),
        ("emergency", "hard to breathe"), ("urgent", "a fever over"), ("urgent", "rusty phlegm"),
        ("call_provider", "more than a month"), ("call_provider", "upsets your stomach"), ("-", "Discharge nurse"),
    ),
    "red-flags.md": (
        ("overview", "over-stretched muscle"), ("symptoms", "across the belt line"), ("symptoms", "rolling over in bed"),
        ("causes", "weak trunk muscles"), ("diagnosis", "checks your reflexes"), ("treatment", "by the clock"),
        ("emergency", "leak urine"), ("emergency", "weaker by the hour"), ("call_provider", "afraid to bend"),
        ("call_provider", "stopped going out"), ("urgent", "follows a new fall"), ("urgent", "take steroids"),
        ("treatment|overview|-", "nine in ten"), ("prevention", "lift with your knees"),
    ),
    "when-worry.html": (
        ("overview", "harmless knot"), ("also_called", "Ledderhose"), ("symptoms", "walk barefoot"), ("causes", "seizure medicines"),
        ("diagnosis", "arrange an MRI"), ("treatment", "gel pad with a hole"), ("-", "only when insoles fail"),
        ("call_provider", "doubles in size"), ("call_provider", "painkillers every day"), ("emergency", "pus comes out"),
        ("emergency", "put the foot down"), ("sources", "lumps in the arch"),
    ),
    "letter.txt": (
        ("-|overview", "Thank you for coming"), ("overview", "link your spine"), ("symptoms", "one dimple"), ("symptoms", "climb stairs"),
        ("causes", "legs of different length"), ("diagnosis", "in several positions"), ("treatment", "pelvic belt, gentle"),
        ("call_provider", "belt does not help"), ("call_provider", "lose weight"), ("urgent", "fever with your back pain"),
        ("emergency", "lose feeling between"), ("emergency", "empty your bladder"), ("-", "A. Sample"),
    ),
    "orthopaedics.docx": (
        ("-|overview", "under the care of"), ("overview", "ring of gristle"), ("symptoms", "click in the groin"), ("symptoms", "low seat"),
        ("causes", "Twisting sports"), ("diagnosis", "scan with dye"), ("treatment", "Avoid deep squats"),
        ("treatment", "Keyhole surgery"), ("emergency", "turned outwards"), ("emergency", "You collapse"),
        ("urgent|emergency", "hot and shivery"), ("call_provider", "locks more often"), ("call_provider", "limp after two months"),
        ("sources|-", "Hip Charity"),
    ),
}  # fmt: skip
