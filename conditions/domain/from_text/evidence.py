"""What the words of a sentence speak for: so many points for each section, from short lists of words.

No word decides alone: a section is weighed over all sentences under a heading (`by_sentences.py`). Two points for what
hardly stands in another section, one for what often stands in this one.
"""
# ruff: noqa: E501 - a list of words is easier to check whole

from __future__ import annotations

import re
from collections import Counter

from conditions.domain.from_text.help_words import plainly

_WHO_TREATS = r"(?:doctors?|gps?|nurses?|midwi(?:fe|ves)|provider|clinicians?|specialist|surgeon|physio\w*|therapist|dentist|optician|team|staff|pharmacist|consultant|we)"
_THING = r"(?:tablets?|pills?|capsules?|medicines?|medications?|paracetamol|ibuprofen|aspirin|pain ?killers?|pain relief|pain relievers?|antibiotics?|steroids?|creams?|ointments?|gels?|lotions?|moisturi[sz]ers?|drops|sprays?|inhalers?|injections?|jabs?|drips?|fluids|splints?|braces?|slings?|bandages?|dressings?|stitches|plasters?|casts?|boots?|crutches|ice packs?|compress\w*|physio\w*|exercises|surgery|operations?|procedures?|keyhole|lasers?|scope|counselling|talking therap\w+)"
_DISEASE_MOVES = r"(?:spreads?|catch\w*|caught|contagious|infectious|pass(?:es|ed)? (?:it )?(?:on|from)|picked? (?:it )?up|carried)"

_WORDS: tuple[tuple[str, int, str], ...] = (
    (
        "diagnosis",
        2,
        r"x-?rays?|ultrasounds?|mri|ct|scan\w*|biops(?:y|ies)|swabs?|microscope|laborator(?:y|ies)|endoscop\w+|ecg|heart tracing|blood (?:tests?|samples?|count)|urine (?:tests?|samples?)|dipstick|tests?|diagnos\w+|questionnaire",
    ),
    (
        "diagnosis",
        1,
        rf"measur(?:es?|ed|ing)|examin\w+|samples?|look(?:s|ed|ing)? (?:at|in|into|for)|{_WHO_TREATS} (?:will |may |can |usually |often |also |first |then )*(?:look|ask|check|feel|press|listen|measure|test|tap|see|tell|find)s?\b|(?:taken|drawn|sent|looked|checked|found|seen|confirmed) (?:from|by|with|under|for|away|off|at)|shows? (?:where|whether|if|how|that|up|the)|rules? out|to be sure|magnif\w+|dye|needle|tell\w* .{0, 30}by looking",
    ),
    (
        "treatment",
        2,
        rf"(?:take|taking|use|using|put|apply|wear|give|giving|offer\w*|prescri\w+|need|given|have|having|try|start\w*|finish\w*|with|keep\w*|by|your|some|of|or|and|strong|daily) (?:on )?(?:the |your |an? |some |any |all |simple |it |as |your own |another |strong )*(?:\w+ )?{_THING}|dos(?:e|es|age)|treat(?:s|ed|ing|ment|ments)?|operat(?:ed|ion|ions)|ease[sd]?|relieves?|soothe\w*|painkillers?",
    ),
    (
        "treatment",
        1,
        rf"{_THING}|for (?:about |up to |at least |around |\w+ )?(?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve|twenty|a few|several|some)(?: (?:to|or) \w+)? (?:minutes|hours|days|weeks|months)|(?:once|twice|three times|four times|\w+ times) (?:a|each|per) (?:day|week|night)|every (?:\w+ )?(?:hours?|days?|weeks?)|(?:in|within|after|takes?|about) (?:about |another |\w+ to |around )?(?:\w+ )?(?:days|weeks|months|years)|heals?|healing|recover\w*|(?:go|back|return\w*|off|fit) (?:to |for )?(?:work|school|sport\w*|nursery)|pillow|rest(?:ing)?|drive|driving|lift(?:ing)?|stiff|better|on (?:its|their) own|settles?|fluids?|dressing|shower|bath|sleep|walking|crutch\w*|gradual\w*|gentl[ey]",
    ),
    (
        "causes",
        2,
        r"caused by|causes?|runs? in (?:the |some )?famil\w+|inherit\w+|due to|because of|result of|result(?:s|ing)? from|(?:more|most|less|higher|greater) (?:likely|often|common|at risk|chance|risk|prone)|risk factors?|raises? (?:your|the) (?:risk|chance)|triggers?|triggered|blam\w+|culprits?|brought on|sets? (?:it|them|one) off|can play|plays? a (?:part|role)|happens? when|(?:nobody|no one) (?:\w+ )?knows|not (?:\w+ )?(?:known|clear)|bacteria|virus\w*|germs?|hereditary|genes?|genetic",
    ),
    (
        "causes",
        1,
        rf"{_DISEASE_MOVES}|smok(?:ing|ers?)|overweight|age|older|over \d\d|under \d\d|men|women|born|diabetes|pregnan\w+|injur(?:y|ies)|stress\w*|makes? .{{1,40}} (?:likely|worse)|leads? to|wear and tear|allerg\w+|lack of|builds? up|br(?:ing|ought)s? (?:it|them|this) on|(?:usual|likely|main|commonest) (?:reason|cause)|leads? to (?:it|this)|pick up|gets? (?:in|into)|affected (?:the )?most|likelier|damaged?|affects? (?:men|women|people|children|about|around)|falls?|falling|repeated|heavy|(?:a )?(?:parent|brother|sister|relative)|usually (?:by|from|after)",
    ),
    (
        "prevention",
        2,
        r"prevent\w*|(?:lower|reduc|cut|decreas)\w* (?:the |your |this |that |its |their )?(?:\w+ )?(?:risk|chance|number)\w*|cut (?:it|them) down|vaccin\w*|immuni[sz]\w+|(?:flu|yearly|booster) (?:jab|shot)|less likely|keep\w* (?:\w+ )?away|helmets?|car seats?|stair ?gates?|smoke alarms?|sun ?(?:screen|cream|hat)|insect repellent|mosquito nets?|trip hazards?|(?:never|not|n't) share|wash (?:\w+ )?hands|safety (?:net|gear|glasses|belt)|seat ?belts?|again in future|coming back|come back|happening again|fewer (?:attacks|flares?|bouts)|halves?|stops? (?:attacks|flares?|it coming)",
    ),
    (
        "prevention",
        1,
        r"avoid\w*|healthy weight|lose weight|los(?:e|ing) weight|eat (?:enough|plenty|well|less|more|a|at|and)|alcohol|salt|(?:red|processed|cured) meat|sugary|sunglasses|sun(?:light|shine)?|fridge|cook\w*|clean(?:ing)? (?:surfaces|hands)|litres|breaks?|alone|showers? rather|(?:after|before|with|for) sport|stretch\w*|calcium|vitamin|stop(?:ping)? smoking|give up smoking|keep (?:active|fit|walking|well|warm|up)|exercise regularly|regular (?:exercise|meals|breaks)|each year|every year|protect\w*|warm up|before (?:you )?(?:sport|exercise|meals|eating|running)|shar(?:e|ing)|tissues?|eyes tested|in (?:hot|cold) weather|use a .{0,20}(?:seat|guard|helmet)|next time|another (?:one|attack|stone|bout)",
    ),
    (
        "overview",
        2,
        r"is (?:an? |the )(?:\w+ )?(?:condition|illness|disease|infection|kind|type|form|disorder|problem|name|term|word|inflammation|swelling)|(?:is|are) (?:common|very common|quite common|rare|usually harmless)|(?:also |sometimes |often )?(?:called|known as)|means that|is (?:when|where)|about \w+ in \w+|one in (?:\w+)|\d+ in (?:every )?\d+|harmless",
    ),
    (
        "overview",
        1,
        r"affects?|(?:is|are) an?|condition|common\w*|happens? when|is made of|lines? the|the part of|a (?:tube|joint|nerve|gland|organ|bone|muscle|tendon|ligament)",
    ),
)
_WORDS_RE = tuple((section, points, re.compile(rf"\b(?:{words})(?!\w)")) for section, points, words in _WORDS)
_MOST = 3
"""So many points at most for each list: a long sentence outweighs no two others."""


def evidence(sentence: str) -> Counter[str]:
    """How much the words of `sentence` speak for each section of text; nothing for those that none speaks for."""
    said = plainly(sentence)
    points: Counter[str] = Counter()
    for section, worth, words in _WORDS_RE:
        found = {match[0] for match in words.finditer(said)}
        if found:
            points[section] += min(worth * len(found), _MOST)
    return points


_DESCRIBES = re.compile(
    r"\b(?:often|usually|sometimes|mostly|typically|can|may|might|many|most|some|a few|about an? (?:third|half|quarter)|(?:hours|days|weeks) later|at first|(?:after|over) (?:\w+ ){1,2}(?:attacks|hours|days|weeks|months|years)|lasts?|comes and goes|gradually)\b"
)
"""How it usually is, which a list of signs does not say."""
_NOTICED = re.compile(
    r"\b(?:pain\w*|ach(?:es?|ing|y)|hurts?|sore\w*|itch\w*|swell\w*|swollen|red|redness|hot|warm|tender\w*|stiff\w*|tingl\w*|burn(?:s|ing)?|throbb\w*|rash\w*|spots?|blisters?|lumps?|"
    r"crusts?|scab\w*|bruis\w*|cough\w*|sneez\w*|runny|blocked|tired\w*|washed out|sick|nausea|cramp\w*|bloat\w*|wind|lose|dry|flaky|zigzag|blind spots|yawn\w*|click\w*|creak\w*|locks?|pale|"
    r"low|peel\w*|colou?r|discharge|smell\w*|feels?|feeling|notic\w+|symptoms?|attacks?|flares?|starts?|joints?|skin|affected)\b"
)
_HEAVY = re.compile(
    r"\b(?:chest|breath\w*|faint\w*|collaps\w*|blood\w*|bleed\w*|suddenly|sudden (?!attacks)|sever\w+|worst|confus\w*|drows\w*|unconscious\w*|seizures?|fits?|droop\w*|slurr\w*|paraly\w*|"
    r"cannot|can't|unable|weak\w*|numb\w*|vision|sight|fever\w*|temperature|stiff neck|suicid\w*|harm\w*|blue|grey|purple|black|swallow\w*|vomit\w*|urinat\w*|floppy|danger\w*|serious\w*)\b"
)


def describes_symptoms(sentence: str) -> bool:
    """Whether a sentence tells what people usually notice, in words that no sign for help has."""
    said = plainly(sentence)
    return bool(_DESCRIBES.search(said) and _NOTICED.search(said) and not _HEAVY.search(said))


def may_hide_a_sign(sentence: str) -> bool:
    """Whether a sentence has a word that a sign for help may have."""
    return bool(_HEAVY.search(plainly(sentence)))
