"""Word lists, written for this project: vague words, words that show a catch-all, medical words and their forms.

They hold for English. Other languages get what counts and compares (lengths, links, codes, sources), no word lists.
"""

from __future__ import annotations

import re

_DEGREE = (
    r"very (?!(?:first|last|next|same|end|start|beginning|moment|top|bottom|edge|tip|middle)\b)\w+"
    r"|(?:really|quite|fairly|pretty|somewhat|slightly|rather(?! than\b)) \w+"
    r"|(?:extreme|intense|terrible|awful|bad|strong|heavy) (?:pain|ache|headache|cramps?|bleeding|swelling|dizziness"
    r"|weakness|numbness|tingling|itching|nausea|vomiting|fever|cough)"
    r"|(?:extreme|intense|terrib|awful|bad|heavi|strong|incredib|remarkab|noticeab|great|high|marked|mild)ly"
    r"|unwell|poorly|severe(?:ly)?|serious(?:ly)?|significant(?:ly)?|acute|moderate(?:ly)?|mild|considerable|abnormal(?:ly)?"
    r"|excessive(?:ly)?|unusual(?:ly)?|persistent(?:ly)?|prolonged|suspicious|concerning|worrying|worrisome"
    r"|problems?|issues?|high (?:fever|temperature)"
)
_AMOUNT = (
    r"soon|recently|a (?:long )?while|a few|several|some time|often|frequent(?:ly)?|sometimes|occasional(?:ly)?"
    r"|too (?:long|much)|as needed|if needed"
)
VAGUE = re.compile(rf"\b(?:{_DEGREE}|{_AMOUNT})\b", re.IGNORECASE)
"""Words that two people read in two ways. A sign must say what can be seen, felt, counted or timed."""
VAGUE_DEGREE = re.compile(rf"\b(?:{_DEGREE})\b", re.IGNORECASE)
"""Those that help nobody to tell. “Compare with a few days ago” does: it says what to do, not from where it counts."""

CATCH_ALL = re.compile(
    r"\b(?:(?:any|some)thing else|other (?:worr(?:y|ies)|symptoms?|signs?)(?! of)|wor(?:ry|ries|ried)|concern(?:s|ed)?"
    r"|not sure(?: (?:whether|if|about|what to)\b|[.,;]|$))(?!\w)",
    re.IGNORECASE,
)
"""Signs for whatever the list does not name. “Not sure where you are” is confusion, “a worrying lump” is a lump."""

_SUBJECT = r"(?:it|you|there|this|that|they|he|she|we|i)"
_ASKS = r"(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have|had)"
QUESTION = re.compile(
    r"\?$|^(?:why|which|do|does|did|is|are|can(?!['’])|have)\b"
    rf"|^(?:what|who) (?!{_SUBJECT}\b)|^(?:when|where|how)(?: (?!{_SUBJECT}\b)\w+)? {_ASKS}\b"
    rf"|^(?:was|were|could|would|should|shall|will|may|might|must|am|has) (?:{_SUBJECT}|these|those|your|the|any\w*)\b"
    rf"|^had {_SUBJECT}\b",
    re.IGNORECASE,
)
"""No “When you cough, it hurts”, no “What you cough up is red” and no “Can’t pee”."""
_VERB = r"(?:has|have|had|does|do|did|is|are|was|were|will|would|can|could|cannot|helps?|hurts?|makes?|made)"
_NO_NOUN = rf"(?:{_VERB}|{_SUBJECT}|what|when|where|whether|if|until|to)"
INSTRUCTION = re.compile(
    rf"^(?!(?:rest|use|talk|visit)\b(?:(?:,| and| or| of| with)(?: (?!{_NO_NOUN}\b)[\w-]+){{1,3}}){{0,3}} {_VERB}\b)"
    r"(?:please |do not |don['’]t |never |always |immediately )?(?:call|go|see|seek|get|take|ask|tell|use|stop|rest"
    r"|contact|visit|consult|talk|check|consider|watch|look|avoid|keep|apply|try|make|book|phone|ring|dial)\b",
    re.IGNORECASE,
)
"""“Rest and see a doctor”; not “Rest and home care have not made it better”, where rest is what it speaks of."""
CONDITIONAL = re.compile(
    r"\b(?:(?<!tell )(?<!know )(?<!feel )(?<!sure )(?:if|whether)|unless|consider|should|depending)\b",
    re.IGNORECASE,
)
"""“You cannot tell whether you need to pee” depends on nothing."""
SEVERAL_ORS = re.compile(r"\bor\b.*\bor\b", re.IGNORECASE)

MEDICAL_FORM = re.compile(
    r"^(?:\w{3,}(?:itis|osis|oses|algia|algic|ectomy|otomy|ostomy|oscopy|oplasty|opathy|opathic|opathies|emia|aemia"
    r"|uria|plegia|paresis|esthesia|aesthesia|rrhea|rrhoea|rrhage|rrhagic|megaly|malacia|sclerosis|stenotic|oma|omas"
    r"|genic|genesis|trophy|trophic|penia|phagia|phasia|pnea|pnoea|cele|centesis|desis|gnosis|ology|ologic|ological)"
    r"|(?:hyper|hypo|dys|tachy|brady|peri|intra|endo|epi|myo|osteo|arthro|neuro|cardio|nephro|hepato|gastro|hemo|haemo)"
    r"\w{4,})$"
)
"""Endings and beginnings that Greek and Latin gave to medicine."""

_PLAIN = """
apology aroma aromas biology cardiology coma comas diagnoses diagnosis diploma diplomas ecological ecology
endorse epidemic episode episodes episodic epitome hypocrite methodology mythology neurology period
periodic periodically periods perish photogenic psychology technological technology terminology trophy
"""
PLAIN_IN_SPITE = frozenset(_PLAIN.split())
"""Words of that form that everybody knows. Arthritis and pneumonia are known, but not what they are."""

_MEDICAL = """
abdomen abduction abscess adduction adductor aetiology analgesic analgesics anesthetic aneurysm anterior
antibiotic anticoagulant bilateral biopsy bursa calcification carcinoma cartilage cauda cerebral cervical
claudication coccyx compression congenital contraindicated contraindication contusion corticosteroid
corticosteroids degenerative denervation disc discectomy distal dorsal edema electromyography embolism
endoscopic entrapment equina etiology extension fascia femoral femur fibrosis flexion foraminal fracture
gait ganglion gemelli gluteal gluteus haematoma hamstring hematoma hernia herniated herniation idiopathic
iliac impingement incontinence infarction inflamed inflammation inflammatory infusion innervation
insidious intermittent intervertebral intravenous ischaemia ischemia ischial ischiofemoral ischium
isometric lateral lesion ligament ligaments ligation lumbar lumbosacral malignancy malignant medial
meniscus metastasis metastatic musculoskeletal myelopathy necrosis neoplasm neural neurogenic neurological
nsaid nsaids obturator occlusion oedema opioid opioids orthopaedic orthopedic palpate palpation palsy
paraesthesia paralysis paresthesia patella pathological pathology pelvic pelvis perineal perineum
peripheral peroneal pharmacological physiotherapy piriformis plantar posterior prognosis prolapse
pronation prophylaxis proximal pudendal quadriceps radicular radiculopathy radiograph radiological
referral rehabilitation renal rupture sacral sacroiliac sacrum sciatic sciatica sepsis septic spasm spasms
spinal sprain stenosis sterile steroid steroidal subacute supination syndrome systemic tendinopathy tendon
tendons thoracic thrombosis thrombus tibial topical trauma traumatic tumor tumour ulcer unilateral ureter
urethra urinary vascular venous vertebra vertebrae vertebral viral
"""
MEDICAL_WORDS = frozenset(_MEDICAL.split())
"""Words that clinicians use and many patients do not. A few (sprain, tendon) are here because a page that uses
them can easily explain them once."""
