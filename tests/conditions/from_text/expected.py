"""Where words of the test leaflets belong: leaflet, section, some words in their order. "-" means: not placed."""
# ruff: noqa: E501

from __future__ import annotations

LEAFLETS: dict[str, tuple[tuple[str, str], ...]] = {
    "capitals-wrapped.txt": (
        ("overview", "soreness on the outer side"), ("symptoms", "turn a key"), ("symptoms", "as far as the wrist"),
        ("causes", "Typing with bent wrists"), ("treatment", "Wear a strap"), ("call_provider", "You cannot hold a cup"),
        ("emergency", "hot, red and swollen"), ("emergency", "cold or blue"), ("prevention", "Warm up the arm"),
    ),
    "question-headings.md": (
        ("also_called", "adhesive capsulitis"), ("also_called", "stiff shoulder"), ("overview", "thickens and tightens"),
        ("symptoms", "dull ache"), ("causes", "have diabetes"), ("diagnosis", "compares both sides"), ("-", "arthritis"),
        ("treatment", "like a pendulum"), ("call_provider", "pain that keeps you awake"), ("emergency", "short of breath"),
        ("-", "Keep this leaflet"),
    ),
    "indented-numbers.txt": (
        ("overview", "inner edge of the shin"), ("causes", "Worn-out shoes"), ("treatment", "several times a day"),
        ("call_provider", "still there after three weeks"), ("emergency", "You heard a crack"), ("emergency", "hard as wood"),
        ("prevention", "Change running shoes"), ("-", "Last reviewed"),
    ),
    "bold-pseudo-headings.html": (
        ("overview", "meets the heel bone"), ("symptoms", "first steps"), ("treatment", "Roll the foot"),
        ("call_provider", "The heel hurts at night"), ("call_provider", "Tingling in the foot"),
        ("emergency", "You felt a pop"), ("emergency", "pale and cold"), ("prevention", "Stretch your calves"),
        ("-", "12 Side Street"), ("-", "All topics"),
    ),
    "one-paragraph.txt": (
        ("overview", "catches or locks"), ("causes", "swollen tendon"), ("symptoms", "stiffness in the morning"),
        ("diagnosis", "feeling the finger move"), ("treatment", "splint often help"),
        ("call_provider", "disturbs your sleep"), ("emergency", "hot and swollen"), ("prevention", "breaks from gripping"),
    ),
    "windows-quotes.txt": (
        ("overview", "fluid-filled cushion"), ("symptoms", "get out of a car"), ("causes", "a fall on the hip"),
        ("treatment", "lie on the sore side"), ("urgent", "fever or chills"), ("urgent", "red and hot"),
        ("emergency", "can’t put weight"), ("emergency", "looks shorter"), ("call_provider", "hasn’t helped"),
    ),
    "two-emergency-lists.md": (
        ("overview", "can shake the brain"), ("emergency", "Has a seizure"), ("emergency", "One pupil"),
        ("emergency", "Repeated vomiting"), ("symptoms", "trouble thinking"), ("call_provider", "concentrating at work"),
        ("treatment", "Rest for two days"), ("sources", "Head injury basics"), ("sources", "Returning to sport"),
    ),
    "sentences-in-paragraphs.txt": (
        ("overview", "sharp crystals"), ("symptoms", "big toe"), ("call_provider", "a first attack"),
        ("causes", "uric acid"), ("diagnosis", "fluid from the joint"), ("treatment", "cool the joint"),
        ("emergency", "a fever and a hot joint"), ("call_provider", "longer than a week"), ("prevention", "less red meat"),
    ),
    "spaced-lines.txt": (
        ("overview", "nerve is squeezed"), ("symptoms", "Weak grip"), ("symptoms", "shaking the hand"),
        ("emergency", "after an injury"), ("emergency", "turning blue"), ("call_provider", "numbness that stays"),
        ("call_provider", "base of the thumb"), ("treatment", "keeps the wrist straight"),
    ),
    "pdf-copy.txt": (
        ("-", "Page 1 of 2"), ("overview", "outstretched hand"), ("symptoms", "the palm"), ("symptoms", "push up from"),
        ("treatment", "Raise it above"), ("emergency", "numb or white"), ("emergency", "You cannot move your fingers"),
        ("call_provider", "no better after two weeks"), ("-", "Example Hospital"),
    ),
    "email-style.html": (
        ("overview", "pad of cartilage"), ("symptoms", "catches or locks"), ("diagnosis", "An MRI may follow"),
        ("treatment", "heal without surgery"), ("call_provider", "swells again"), ("call_provider", "bend it fully"),
        ("emergency", "knee is locked"), ("emergency", "short of breath"),
    ),
    "bold-lead-ins.md": (
        ("overview", "infection of the ear canal"), ("symptoms", "a discharge"), ("causes", "lets germs grow"),
        ("diagnosis", "with a light"), ("treatment", "Ear drops"), ("prevention", "Leave ear wax"), ("urgent", "Fever"),
        ("urgent", "behind the ear"), ("emergency", "stiff neck"), ("sources", "Ear care for swimmers"),
    ),
}  # fmt: skip

UNSEEN: dict[str, tuple[tuple[str, str], ...]] = {
    "clinic-handout.txt": (
        ("overview", "beside your spine"), ("symptoms", "cramps when"), ("causes", "a sudden twist"),
        ("treatment", "a heat pack"), ("call_provider", "settled in three weeks"), ("call_provider", "down one leg"),
        ("emergency", "control your bladder"), ("emergency", "Both legs feel weak"), ("prevention", "Strengthen your trunk"),
    ),
    "faq.md": (
        ("overview", "An urge to move"), ("symptoms", "crawling, pulling"), ("causes", "Low iron can"),
        ("diagnosis", "blood test for iron"), ("treatment", "Stretch your calves"), ("call_provider", "too tired to work"),
        ("emergency", "suddenly swollen"),
    ),
    "fact-sheet.html": (
        ("also_called", "mother’s wrist"), ("overview", "base of the thumb"), ("symptoms", "A squeaking feeling"),
        ("causes", "Lifting a baby"), ("diagnosis", "tilts the wrist"), ("treatment", "Holds the thumb still"),
        ("call_provider", "your thumb gets stuck"), ("emergency", "spreading redness"), ("prevention", "both palms"),
        ("sources", "Example College"),
    ),
    "no-headings.txt": (
        ("overview", "Tiny crystals"), ("symptoms", "Unsteady steps"), ("causes", "Getting older"),
        ("diagnosis", "watch your eyes"), ("treatment", "head movements"), ("call_provider", "more than a month"),
        ("call_provider", "You vomit again"), ("emergency", "Your face droops"), ("emergency", "worst headache"),
    ),
    "hospital-columns.txt": (
        ("treatment", "Ice for 20 minutes"), ("treatment", "your toes tingle"), ("call_provider", "limp after ten days"),
        ("call_provider", "worse instead of better"), ("emergency", "cold, blue, or numb"), ("emergency", "any weight on"),
        ("-", "Understand these instructions"),
    ),
}  # fmt: skip

THIRD: dict[str, tuple[tuple[str, str], ...]] = {
    "portal-copy.txt": (
        ("-", "Use virtual care"), ("overview", "that can go down the back"), ("overview", "leaves in a few days"),
        ("similar_conditions", "Hamstring syndrome"), ("symptoms", "A limp"), ("symptoms", "sciatica, a nerve pain"),
        ("call_provider", "a week of home care"), ("call_provider", "numbness that does not go away"),
        ("emergency", "bladder or bowels"), ("emergency", "weakness in both legs"), ("emergency", "a car crash or"),
        ("causes", "Lifting heavy"), ("causes", "A sports injury"), ("diagnosis", "When did the pain begin"),
        ("diagnosis", "What makes it worse"), ("diagnosis", "order an MRI"), ("treatment", "Ice for 15 minutes"),
        ("treatment", "An injection"), ("prevention", "Stand up every half hour"),
    ),
    "regional.txt": (
        ("overview", "follow cold weather"), ("symptoms", "burning toes"), ("treatment", "Do not scratch"),
        ("urgent", "A blister oozes"), ("urgent", "turns black"), ("emergency", "confused and very cold"),
        ("call_provider", "come back every winter"), ("prevention", "two pairs of socks"),
    ),
    "mixed.md": (
        ("overview", "strain of the neck"), ("symptoms", "between the shoulders"), ("treatment", "pain reliever with food"),
        ("treatment", "well within three months"), ("emergency", "cannot feel your arms"),
        ("emergency", "your speech is slurred"), ("call_provider", "down an arm"), ("prevention", "head rest"),
    ),
}  # fmt: skip
