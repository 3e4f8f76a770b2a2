"""The forms in which leaflets head their sections, matched from end to end: "How your doctor finds out", "Getting
through an attack". They are made of lists of verbs, people and things, so that a form holds for every condition."""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 90
"""A longer line has the form of no heading, and would take the patterns too long."""
_PERSON = r"(?:doctors?|gps?|nurses?|midwife|midwives|clinicians?|physicians?|surgeons?|specialists?|consultants?|therapists?|physio\w*|podiatrists?|dentists?|opticians?|pharmacists?|providers?|team|staff|hospital|clinic)"
_CLINICIAN = rf"(?:we|they|(?:(?:the|your|my|a|our) )?(?:\w+ )?{_PERSON})"
_PATIENT = r"(?:i|you|we|(?:(?:my|your|the|a) )?(?:child|children|baby|son|daughter|people|parents?|carers?|family|friends|partners?|others|somebody|someone))"
_WHICH = r"(?:(?:an?|the|your|my|our|this|these|another|further|more|future|new|any|their|his|her|its|such|one|some) )"
_THING = rf"{_WHICH}?(?:[\w'’-]+ )?(?:[\w'’-]+ )?[\w'’-]+"
_MAY = (
    r"(?:(?:may|might|could|can|will|would|should|do|often|usually|also|probably|normally|sometimes|then) )*"
)
_TEST = r"(?:x-?rays?|(?:\w+ )?scans?|ultrasounds?|mri|ct|ecgs?|eegs?|swabs?|biops(?:y|ies)|(?:gastro|colono|cysto|endo)scop(?:y|ies)|tests?|samples?|blood (?:tests?|samples?|pressure)|imaging)"
_WORN = r"(?:plaster(?: cast)?|casts?|splints?|slings?|braces?|boots?|collars?|frames?|bandages?|dressings?|stitches|staples|clips|drains?|catheters?|stoma|pacemaker|stents?|inhalers?|spacers?|nebuli[sz]er|glasses|lenses|hearing aids?|crutches|stockings?|pessary|medicines?|medications?|tablets|injections|insulin|pump|machine|wounds?|scars?|operation|surgery|procedure|treatment|exercises?|rehabilitation|physiotherapy|cream)"
_DAILY = (
    r"(?:work|school|nursery|sports?|exercis(?:e|ing)|games|pe|play(?:ing)?|driving|flying|travel(?:ling|ing)?|holidays|sex|intimacy|swimming|bathing|showering|washing|sleep(?:ing)?|"
    r"hobbies|housework|lifting|everyday life|daily life|daily activities|normal activities|activit(?:y|ies)|eating|drinking|food|drink|diet|fluids|feeding|rest(?:ing)?|leisure|family life|home life|employment|shoes|footwear|clothing|mobility|walking|moving|movement|nutrition|mood|study|college)"
)
_ORGAN = r"(?:bones?|kidneys?|heart|lungs?|liver|bladder|bowels?|brain|arteries|blood vessels|circulation|veins|teeth|gums|hearing|(?:eye)?sight|pelvic floor|general health|health)"
_ATTACK = r"(?:(?:\w+ )?(?:attacks?|episodes?|flares?(?:-?ups?)?|bouts?|spells?|seizures?|cris[ie]s))"
_CHANCE = r"(?:risks?|chances?|odds|likelihood)"
_LEAFLET = r"(?:leaflet|booklet|factsheet|fact sheet|information|guide|page|handout|advice|resource|document)"

_FORMS: tuple[tuple[str, str], ...] = (
    (
        "sources",
        r"(?:(?:our|the|main|key|your|list of|selected|information|evidence|used|some|and|&|further) )*(?:sources?|references?|bibliography|citations|evidence(?:[ -]base)?)"
        r"(?: (?:of|and|&|for|list|used|consulted|cited|behind|available|on request|(?:this|the|our|these)|information|references?|sources?|evidence|bibliography|leaflet|booklet|page|advice|facts))*|"
        rf"(?:guidelines?|guidance|research|evidence) (?:we )?(?:used|consulted|followed)|(?:(?:what )?(?:this|our|the) {_LEAFLET} (?:is|was) )?based on(?: .*guid\w+.*)?|what (?:is|was) this {_LEAFLET} based on|(?:the )?(?:information|research|evidence) (?:we )?used|"
        rf"how (?:we|this|the) (?:{_LEAFLET} )?(?:was |is )?(?:wrote|write|made|make|produced?|developed?|put together|prepared?|written|compiled?|researched)(?: (?:this|our|the) {_LEAFLET})?|"
        rf"where (?:we|i|this|the|our|these)\b.*\b(?:{_LEAFLET}|facts|figures|it)\b(?: (?:is from|comes? from|came from|from))?",
    ),
    (
        "diagnosis",
        rf"what (?:will happen|happens) (?:when (?:i|you) see|at) (?:the|your|my) (?:{_PERSON}|appointment)|"
        rf"(?:(?:the|your|medical|health|routine|some|what|other) )*checks?(?:(?: and| &) {_TEST})?(?: (?:you (?:may|might|will) (?:have|need)|we do))?|why (?:no|not an?|there was no) {_TEST}\b.*|do (?:i|you|we|they) (?:always )?(?:have to|need to) have (?:an? |any )?(?:\w+ )?{_TEST}|(?:the|your) {_TEST} explained|"
        rf"(?:(?:the|your|my|some|other|routine) )*{_TEST}(?:(?:,| and| or| &|/) (?:other )?{_TEST})*(?: results?| (?:we|you|i) .{{1,30}})?|"
        rf"(?:(?:the|your|my|test|scan|blood|x-?ray|getting|understanding) )+results?|what (?:the|your|my|our|a|these) (?:\w+ )?{_TEST}(?: results?)? (?:shows?|means?|tells?.*|showed|found|involves?)|"
        rf"why (?:was|were|is|are|did|do|does|have|has|wasn't|weren't|isn't|aren't|didn't|don't|haven't|hasn't|not)\b(?=.*\b(?:done|did|do|have|had|need\w*|taken?|given|offered|ordered|get)\b)(?!.*\b(?:treat|operat|drive)).*\b{_TEST}(?: (?:done|taken|given|needed|offered))?|why {_TEST} .*(?:done|needed|not needed)|"
        rf"how (?:does |do |did |will |can |would )?{_CLINICIAN} (?:\w+ly )?(?:finds?(?: it)?(?: out)?|found|knows?|knew|tells?|checks?|tests?|detects?|confirms?|identif(?:y|ies)|works? (?:it )?out|decides?|diagnos\w+|makes? the diagnosis|looks? for|spots?|recogni[sz]es?|assess(?:es)?)\b.*|"
        r"how (?:is|are|was|were|can) (?!.*\btreat).*\b(?:measured|tested|found|detected|confirmed|picked up|checked|assessed|identified|recogni[sz]ed|diagnosed)(?: (?:for|out))?|"
        rf"what (?:does |do |did |will |may |might |can |would |should )?{_CLINICIAN} (?:{_MAY})?(?:asks?|checks?|looks? (?:for|at)|wants? to know|needs? to know|examines?|finds?|found|tests?)\b.*|"
        rf"(?:what )?questions {_CLINICIAN} {_MAY}asks?(?: you)?|"
        r"(?:confirming|detecting|identifying|discovering|establishing|measuring|checking for|testing for|looking for|screening for|finding|working out|getting to the bottom of|tracking down|pinning down)(?: out)?(?: (?:it|what (?:is|it is|it's|the \w+ is)(?: wrong)?|what's wrong|the cause|the reason|the problem|an answer|answers|.{2,25}))?|"
        r"(?:being|getting) (?:diagnosed|tested|checked|assessed|a diagnosis)|(?:can|could|will|does|did) (?:it|this|they) (?:be )?(?:tested for|show (?:up )?on .*)",
    ),
    (
        "prevention",
        r"(?:how (?:can|do) (?:i|you|we) |how to )stop (?:getting|having|catching) .*|"
        rf"(?:how )?(?:(?:to|not|never|avoid|avoiding) )+(?:get|getting|have|having|catch|catching) (?:it|this|them|{_THING})(?: again| back)?|(?:how to |how can i |how do i |ways to )?guard(?:ing)? (?:yourself )?against .*|(?:how to |how can i |how do i )?stop(?:ping)? (?:(?:it|this|them|an attack|attacks|more|further|future) (?:from )?(?:coming|happening|returning|recurring)|(?:another|more|further|future) [\w -]{{2,20}})\b.*|(?:making|make|what makes|how to make) (?:it|them|{_THING}) (?:less|more un)[ ]?(?:likely|often|frequent|common)(?: .*)?|"
        r"look(?:ing)? after .* in (?:the )?future|healthy (?:habits|living|choices|lifestyles?)|(?:before|on|for|during) your next (?!appointment|visit|dose|review|scan|test|step)[\w -]{2,20}|(?:lifting|playing|cycling|swimming|running|travelling|training) safely|preventati?ve \w+|"
        rf"(?:(?:how|ways|what|why|tips|things)(?: (?:to|for|can|do|you|i|we|should|could|that))* )?(?:stop(?:ping)?|limit(?:ing)?|halt(?:ing)?|prevent(?:ing)?|slow(?:ing)?) (?:(?:it|this|them|others|germs|the (?:infection|virus|germs?|rash)|infection) )?(?:from )?(?:the )?(?:spread|spreading|being passed on|catching it)(?: .*)?|"
        rf"(?:how )?(?:(?:to|not|without|avoid|avoiding|stop|can i|can you) )*pass(?:ing)? (?:it|this|the \w+|them|{_THING}) (?:on|to)(?: .*)?|"
        rf"(?:how (?:to|can i|can you|do i|you can) |ways (?:to|of) |what )?(?:cut\w*(?: down)?|lessen\w*|lower\w*|reduc\w+|minimi[sz]\w+|decreas\w+|improv\w+|bring\w* down|shorten\w*)(?: on)? (?:the |your |my |their |our )?{_CHANCE}(?: .*)?|"
        rf"(?:how to |ways to |heading|warding|fending|keeping|head|keep|ward|fend|staving|stave) (?:{_THING} )?(?:off|away|at bay)(?: {_THING})?|(?:having |have |getting |for )?(?:fewer|less frequent) {_ATTACK}|"
        r"(?:the |your |a |having |getting )*(?:flu|pneumonia|pneumococcal|hpv|mmr|shingles|covid\S*|yearly|annual|winter|tetanus|travel)(?: (?:and|or) \w+)? (?:jabs?|shots?|vaccin\w+)|"
        r"(?:for|in) the (?:future|years ahead)|(?:the )?next time|(?:(?:in|for|about|planning|your|a|the|any) )*(?:next|future|another|later|further) pregnanc(?:y|ies)|another baby|looking ahead|from now on|so (?:that )?it (?:does not|doesn't) .*|"
        rf"(?:look(?:ing)? after|protect(?:ing)?|caring for|being kind to|strengthen(?:ing)?|build(?:ing)?) (?:your|the|their|my) (?:{_ORGAN}|(?:\w+ )?{_ORGAN} and {_ORGAN})(?: .*)?|"
        r"(?:can|could|will|might) (?:i|my child|we) (?:give|pass|spread|infect)\b.*|to (?:protect|prevent|stop|avoid|lower|reduce|cut) .*|(?:can|could|will) (?:i|we|you|it) (?:do .* to )?(?:stop|prevent|avoid|be (?:stopped|avoided)).*|"
        r"(?:keeping|keep|staying|stay) (?:\w+ )?(?:well|healthy)(?: .*)?|(?:keeping|staying|being) (?:\w+ )?safe(?:r)?(?: (?:at|in|on|from) .{2,20})?|safe(?:r|ty) (?:at|in|on|with|around) .{2,25}|"
        r"(?:how can i|can i|could i|how do i|how can you) .*\b(?:not|never) (?:get|catch|have) .*|(?:will|can|could|do) (?:i|my \w+|others?|it) .*\b(?:be )?immune\b.*",
    ),
    (
        "symptoms",
        rf"symptoms (?:in brief|explained|at a glance)|how (?:might|may|can|could|will) {_PATIENT} be affected|(?:does|will|is) (?:it|this) (?:hurt|be painful|painful|itchy|itch|sore)|"
        rf"(?:things|changes|symptoms|signs) {_PATIENT} (?:may|might|could|will) (?:have )?(?:notice|see|feel|have|had|get)|"
        r"what (?:your|my|the|a) (?:child|baby|son|daughter|patient) (?:may|might|could|can) (?:have|get|do|feel|notice|complain of|look like)|(?:the )?(?:(?:typical|common|main|clinical|key|usual) )?(?:features|presentation)|(?:have|has) (?:i|my child|you|he|she) got .*|(?:could|might) (?:i|you|my child|he|she) have .{2,30}|"
        rf"how (?:people|patients|many people|others) (?:describe|experience) .*|(?:which|what) (?:parts?|joints?|areas?|places) (?:of .* )?(?:is|are|can be|does it|may be) .*affect\w*|what (?:it|this|\w+) (?:does|can do) to (?:you|your .*|the .*)|what happens when (?:you|people) (?:have|get) (?:it|{_ATTACK}|{_THING})|how (?:does |do )?(?:an? |the )?(?:typical )?{_ATTACK} (?:starts?|begins?|comes? on|feels?)|"
        rf"what (?:{_PATIENT}|many people|most people|women|men) {_MAY}(?:have )?(?:notic(?:e|ed)|feel|felt|see|seen|experienced?|complain of|find)(?: (?:in|over|at|first|during|before|with|when|after|like) .*| first)?|"
        rf"what (?:{_MAY})(?:i|we|you|my child|your child|my baby) (?:also )?(?:notice|feel|see|experience|be feeling)(?: .{{2,20}})?|how (?:does |do |did )?(?:it|this|they|{_THING}) (?:first )?(?:shows?|showed|appears?|presents?|looks?|feels?)(?: (?:itself|up|itself up|at first))?|"
        rf"what (?:is |are )?(?:it|this|{_WHICH}?{_ATTACK}|having {_THING}|living with {_THING}) (?:is |are |feels? |looks? )?like|what happens (?:in|during|when you have|before and (?:during|after)) (?:an? |the |your )?{_ATTACK}|"
        rf"how (?:do|can|could|would|will|might) (?!.*\b(?:serious|emergency|urgent|help|worse|work\w*|when)\b){_PATIENT} (?:know|tell)(?: (?:if|whether|that|i|you|it|it's|my|your|they|he|she|we)\b.*)?|"
        r"what (?:sort|kind|type)s? of (?:pains?|aches?|rash|headache|cough|symptoms?|feeling)s? .*|"
        rf"(?:the )?(?:stages|phases|course|pattern|timeline|progress) of (?:an? |the |your )?(?:{_ATTACK}|illness|disease|infection|fever|rash|migraine|cold)|(?:the )?(?:aura|warning|prodrome|headache|itching|rash|fever|acute|early|recovery|active) (?:phase|stage)|"
        rf"(?:how (?:it|this|{_THING}) (?:can |may |might )?affects? (?:you|your \w+|your body|people|children|life|daily life|everyday life)|(?:the )?effects? (?:on|of) (?:the |your )?(?:body|skin|joints?|.{{2,20}}))",
    ),
    (
        "causes",
        r"how come .*|who tends to (?:get|have|be) .*|"
        rf"(?:(?:is|are|could|can) )?(?:it |what |{_THING} )?(?:is |are |be )?to blame(?: for .*)?|(?:is|was|could) (?:it|this|that) (?:be )?(?:down to|because of|due to|linked to|from|caused by) .*|(?:the )?risks? (?:for|of) (?:getting|having|developing|catching) .*|who (?:can|could|might|may) have .*|(?:the )?(?:usual|common|likely) (?:culprits|suspects|causes|triggers)|"
        rf"how (?:(?:do|does|did|can|has) )?(?:it|this|these|they|{_THING}) (?:(?:usually|often|mostly|normally|first) )?(?:happens?|happened|starts?|started|begins?|began|forms?|formed|develops?|developed|arises?|occurs?|occurred|comes? about|came about|c[ao]mes? on)|"
        rf"what (?:can |may |might )?(?:increases?|raises?|adds? to|affects?|changes?|pushes up) (?:the|your|my) {_CHANCE}(?: .*)?|(?:(?:other|some|many|common|the|more) )*(?:things?|factors|habits|conditions|what|who|people) (?:that |which |who )?(?:can |may |might |could |will )?(?:makes?|made|increase|raise|cause|trigger|bring|set|add|start|worsen)\b(?! you better\b).*\b(?:likely|{_CHANCE}|worse|off|on|it|attacks?|symptoms)(?: .*)?|"
        r"what (?:goes|went|has gone|is going|can go) wrong(?: (?:in|with|inside) .*)?|what (?:can |might |may )?(?:starts?|started|kicks?|kicked|sparks?|provokes?|leads?|led|brings?|brought|contributes?|sets?|triggers?|triggered)\b.*|"
        r"(?:does|do|is|are|can|could|did) (?:it|this|they|\w+(?: \w+)?) (?:run|runs) in (?:the |my |your |our )?(?:famil(?:y|ies))|(?:is|are|was) (?:it|this|they|\w+(?: \w+)?) (?:hereditary|inherited|genetic|in the genes|passed down|passed on|(?:my|our|your|someone's|anyone's|anybody's) (?:own )?fault|infectious|contagious|catching)|runs? in (?:the )?famil(?:y|ies)|"
        rf"(?:did|have|could|was|is) (?:i|we|it|you|this|\w+) (?!.*\b(?:sprain\w*|broken|serious)\b)(?:(?:be|do|done|to|have|the|caused?) )*(?:something|anything|blame|cause|cause (?:of )?it|it|wrong)\b.*|(?:your |the |my )?(?:{_CHANCE}) of (?:getting|having|developing|catching) .*|"
        rf"who (?:(?:does|do|is|are|was|can|may|might|could|will) )?(?:it |this |most |more |often |mostly |usually |at )*(?:affects?|affected|gets?|got|likely|prone|risk|strikes?|catch(?:es)?)\b.*|(?:am|are|is) (?:i|you|{_PATIENT}|anyone) (?:\w+ )?(?:at risk|likely|prone|more likely)\b.*|"
        rf"(?:is|can|could|will) (?:it|this|you|they|my child|{_THING}) (?:(?:be|i) )?(?:catch|caught|spread|catching)\b.*|can (?:you|other people|others|my family) (?:give|pass|catch|get|spread) (?:it|this)\b.*|where (?:did|do|does|could|can) {_PATIENT} (?:pick|catch|get|have got)\b.*|"
        r"(?:the |some )?reasons (?:for|behind|why|it)\b.*|(?:what|where)(?:'s| is| are| lies)? behind .*",
    ),
    (
        "treatment",
        rf"(?:what|how) about (?:my )?{_DAILY}|(?:from|at) (?:the|your) (?:pharmacy|chemist)|how to (?:soothe|calm|relieve|settle|clear|manage|deal with|cope with|look after|care for|handle) .*|moving (?:about|around)|"
        rf"what (?:the|your|my|a|our) (?:\w+ )?{_PERSON} (?:can|could|may|might|will) (?:offer|suggest|give|prescribe|recommend|do|advise)\b.*|(?:can|could|will) (?:anything|something|more|it) be (?:done|fixed|mended|treated|helped)\b.*|(?:putting on|taking off|wearing|using|changing|removing|cleaning|fitting|storing|keeping|taking|doing|getting used to|looking after|caring for|care of) (?:your|the|a|my) (?!{_ORGAN}\b)[\w' -]{{2,25}}|"
        rf"(?:while|as|when|until|once) (?:it|you|they|the \w+|your \w+)(?:'re| is| are)? (?:heals?|recovers?|recovering|healing|mends?|mending|settles?|gets? better|feel better|better|waiting for (?:it|your \w+))|(?:the )?do'?s (?:and|&) don'?t'?s|(?:going|being|getting) (?:on|to|at|back|away) (?:holiday|on holiday|{_DAILY})|when (?:will|should|can|do) (?:i|it|my \w+|you|they) (?:be|feel|get|start to feel) (?:better|well|normal|ok|cured)\b.*|when will (?:i|it|my \w+) (?:recover|heal|go away|clear|settle|improve)\b.*|"
        r"(?:some |other )?(?:simple|general|practical|everyday|home|lifestyle|supportive|natural|useful|helpful|non-\w+) (?:measures|remedies|steps|tips|advice|changes|things)(?: .{2,25})?|"
        rf"(?:your|the|my|a|wearing (?:a|your|the)|using (?:a|your|the)|taking (?:your|the)|living with (?:a|your)|care of (?:a|your|the)|when (?:the|your)) {_WORN}(?: (?:and|or|&) (?:your )?{_WORN})?(?: (?:is |are )?(?:comes?|taken|removed|coming)(?: (?:off|out|down))?)?|"
        rf"(?:(?:your|going|returning|return|back|to|at|getting|on|off|when|and|about|the) )*{_DAILY}(?:(?:, | and | or | & |/)(?:your |other )?{_DAILY})+|(?!driving)(?:your )?{_DAILY}|(?:at|going back to|return(?:ing)? to|back (?:to|at)|getting back to|time off|going to) (?:{_DAILY}|normal|usual|your normal \w+|everyday life)(?: .{{2,20}})?|"
        r"(?:when|how soon) (?:can|will|may|should|could) (?:i|my child|they|he|she|we|you|your child) (?:be able to |safely )?(?:go|get|return|start|drive|play|work|exercise|swim|fly|travel|walk|eat|drink|have|do|bath|shower|wear|be back|run|lift|stop|use)\b(?! .*\b(?:help|doctor|worried|see)\b).*|"
        r"(?:can|should|may|could|must) (?:i|my child|they|he|she|we) (?:still |safely |stay off |keep )?(?:go(?:ing)?|drive|play|work|exercise|swim|fly|travel|walk|eat|drink|have sex|have a|breast-?feed|bath|shower|wear|take|use|smoke|rest|stay|move|do|be)\b(?!.*\b(?:vaccin\w+|jab|risk|worried|tested|concerned|a test|scan|immune|prevent\w*|stop it|avoid\w*)\b).*|"
        rf"what (?:should|can|may|could|must|shall|do) {_PATIENT} (?:not )?(?:eat|drink|take|use|wear|do|try|put on it)\b(?!.*\b(?:prevent\w*|stop (?:it|this|them)|avoid\w*|lower|reduce)\b).*|(?:what|how|things|steps|ways) (?:can )?{_PATIENT} (?:can|could|should|may|might) (?:also )?(?:do|take|try|use|help|eat|drink)\b(?!.*\b(?:prevent\w*|stop (?:it|this|them)|avoid\w*|lower|reduce)\b).*|(?:what|how) can {_PATIENT} (?:do|help|look after)\b(?!.*\b(?:prevent\w*|stop (?:it|this|them)|avoid\w*|lower|reduce)\b).*|"
        r"what (?:(?:will|might|may|can|could|would|really|does|do|else) )*helps?\b(?!.*\b(?:prevent\w*|doctor)\b).*|(?:things|steps|ways) (?:(?:you|that|to|i|we|can|may|might|could) )*(?:take|try|do|help)(?: .{2,20})?|tips (?:for|on)\b(?! (?:prevent|avoid|reduc|lower|stop|keep)\w*).*|"
        rf"(?:getting|coming|riding|going|pulling|see(?:ing)?|how to get|get) (?:through|over|past|out) (?:it|this|{_THING})|(?:getting|how to get) (?:back|about|around|moving|going|comfortable|home|up and about|a good night\S*|on with life|fit again|active|dressed|enough \w+|the best .*|some rest)\b.{{0,25}}|going home|(?:being|leaving|after leaving) (?:in )?hospital|"
        r"(?:back )?on your feet(?: again)?|(?:when|once) you(?:'re| are| get| go)? (?:back )?home|(?:getting )?home again|(?:in |over |for )?(?:the )?(?:long(?:er)?|short(?:er)?|medium)[ -](?:term|run)(?: (?:treatment|care|plan|management|measures))?|"
        r"(?:straight |soon |right )?after (?:the|your|an?|my) (?:birth|delivery|labour|operation|surgery|procedure|injection|treatment|anaesthetic|plaster|cast|fracture|tests?|scan)(?: comes off| is over)?|"
        rf"(?:calming|settling|handling|tackling|fighting|beating|taming|soothing|relieving|easing|halting|stopping|surviving|riding out|managing|coping with|dealing with|living (?:well )?with|helping(?: with)?|nursing|comforting|lifting|clearing|healing) (?:up )?(?:it|yourself|(?:the|your|an?|this|with|their) )?{_THING}|how (?:we|doctors|others|(?:family|friends)(?: and \w+)?|your \w+) (?:can|will|may|could|might) (?:\w+ )?(?:help|treat|look after|care|manage|support)\b.*|"
        r"(?:do|will|does|would|should|can) (?:i|it|my child|we|you|they) (?:always |really )?(?:need|have to (?:have|take|use)|be (?:given|offered|treated)|have|get) (?:an? |any |to take |to have )?(?:\w+ )?(?:antibiotics?|operation|surgery|treatment|medicines?|tablets|plaster|cast|injections?|stitches|physiotherapy|to stay in hospital|to go into hospital)\b.*|"
        r"why (?:do|did|was|were|am|are|have|has|wasn't|weren't|won't|didn't|not)\b.*\b(?:given|prescribed|need|take|have|offered)\b.*\b(?:antibiotics?|medicines?|tablets|treatment|surgery|operation|plaster|cast|splint|inhalers?)\b.*|why (?:no|not) (?:antibiotics?|medicines?|treatment)",
    ),
    (
        "overview",
        r"(?:.* )?what is it|(?:all|a bit|a little|more) about (?!you\b|us\b).*|what (?:you|i|we|he|she|they|your child|my child)(?: have|'ve| has|'s) got|(?:everything|all) (?:you|parents|people|i) (?:need|should|ought|want)\b.*\bknow|(?:your|my) \w+'s (?:condition|illness|injury)|"
        r"(?:so,? |and |but )?what(?: exactly| really| actually)? (?:is|are|was|'s|do (?:we|you|doctors|people) mean by|does .{2,25} mean|is meant by|we mean by)\b(?!.*\b(?:treat\w*|caus\w+|symptoms?|signs?|risks?|tests?|scans?|like|not normal|behind|outlook|done|prevent\w*|wrong|diagnos\w+)\b).*|"
        rf"what (?:does|do) (?:the|your|a|my|our) (?!.*\b{_PERSON}\b)(?:\w+ ){{1,2}}do|what (?:the|your|a|my|our) (?!{_PERSON}\b)(?:\w+ ){{1,2}}(?:does|do)|how (?:does |do )?(?:the|your|a|my|our|normal|healthy) (?!.*\b(?:treatment|medicines?|tablets?|tests?|vaccines?|scans?|surgery|operation|injections?|{_WORN})\b)(?:\w+ ){{1,3}}works?|"
        r"how (?:common|serious|rare|unusual|often|bad|many people)\b(?!.*\b(?:take|use|should|need|do i)\b).*|(?:is|are) (?:it|this|they|\w+(?: \w+){0,2}) (?:very |quite |so |always |ever )?(?:serious|common|rare|usual|unusual|normal|permanent|harmless|life-?long|an illness|a disease)|"
        r"(?:(?:the|different|main|various|some|two|three|four|common|what|which|are|there|other) )*(?:types|kinds|forms|sorts)(?: (?:of|are) .*)?|what (?:type|kind|sort)s? of (?:illness|condition|problem|disease|disorder|infection|injury)s? .*|"
        r"what (?:you|everyone|everybody|parents|i|we|to)(?: (?:need|should|ought|have|want|must|to))* know(?: .*)?|(?:some |a few |more )?(?:things|facts|words|points|essentials) (?:(?:you|we|should|to|worth|need) )*(?:know(?:ing)?|about|on)\b.*|(?:the )?(?:main|key|important|essential) (?:points|facts|messages?|things|information)|(?:the )?essentials|a (?:few words|word|bit) (?:about|on) .*|in a few words|"
        rf"what (?:happens|is happening|has happened|happened|changes|goes on) (?:to|in|inside|with) (?!an? {_ATTACK}|an attack)(?:the|your|my|a) .{{2,25}}|meet (?:your|the) .*|getting to know .*|(?:the|your|a) (?:normal|healthy) \w+(?: \w+)?|.{{2,30}} (?:in a nutshell|explained|at a glance|in brief|in short|simply put|made simple)|(?:understanding|making sense of|learning about|getting to grips with) .*|(?:your|the|this) (?:condition|illness|injury)",
    ),
)
_FORMS_RE = tuple((section, re.compile(pattern)) for section, pattern in _FORMS)

_NO_CONTENT = re.compile(
    r"(?:keep|get|stay|keeping|getting|staying) in touch(?: with us)?|tell us about .*|(?:\w+ )?sign language|(?:car )?parking|bus(?:es| routes?)?|find(?:ing)? us|what to bring(?: with you)?|readers? .*|(?:online |local |peer |support and |advice and |practical )(?:support|advice|groups)(?: .{2,20})?|support (?:near|in|on|and) .{2,25}|(?:talk|talking) to others|(?:your|medical|health|patient) (?:\w+ )?records?|sharing (?:your )?information|(?:ward|unit|clinic|phone) numbers?|"
    r"(?:(?:your|our|my|the|more|any|other|some|useful|helpful|important|local|national|how|to|for|about|and|or|&|key|further|where|give|giving|make|making|a|us|send|leave|find|finding|out|getting|get|getting in|in) )*"
    r"(?:(?:(?:phone|telephone|contact|emergency|mobile)[ -])?numbers?|addresses|contacts?(?: details| information)?|websites?|links|organi[sz]ations|charities|helplines?|resources|apps|reading|books|"
    r"feedback|comments?|complaints?|compliments?|suggestions?|concerns about (?:your|our) care|opinions?|views|experience of care|survey|"
    r"languages?|formats?|large print|braille|easy read|audio|interpreters?|interpreting(?: services?)?|translations?|accessib\w+|accessible \w+|"
    r"(?:data|information|privacy)(?: (?:protection|governance|notice|policy|sharing))|privacy|confidentiality|(?:legal |patient |your )?rights(?: and responsibilities)?|consent|copyright|disclaimer|"
    r"(?:review|issue|publication|next review) dates?|date of (?:issue|review|publication)|version(?: control| history)?|(?:published|produced|written|reviewed|prepared|approved|endorsed|funded) by|authors?|"
    r"parking|directions|transport|maps?|travel to (?:us|the hospital)|here|visiting(?: (?:times|hours))?|visitors|(?:opening|clinic|surgery|office|reception|visiting|our|your|consulting|practice|pharmacy)(?: opening)? (?:times|hours)|opening (?:times|hours)|where we are|"
    r"support (?:groups?|organi[sz]ations|services|network|for (?:you|patients|carers|families)|our work)|patient (?:advice|support|experience|liaison)\b.*|pals|advocacy|charity|"
    r"donat(?:e|ions?|ing)(?: .{2,20})?|fundraising|volunteer(?:s|ing)|(?:clinical |our )?(?:research|trials|studies)|students|trainees|zero tolerance|violence|dignity|respect|equality(?: and diversity)?|chaperones?|spiritual care|valuables|smoke-?free(?: site)?|"
    r"contents?|glossary|index|jargon buster|acknowledge?ments?|thanks|notes|photo credits?|credits|news|advert\w*|you may also like|related (?:pages|articles|topics|leaflets|links))"
    r"(?:(?:,| and| or| &|/) (?:your )?(?:contacts?|links|numbers|addresses|websites|organi[sz]ations|complaints?|compliments?|comments?|suggestions?|concerns|languages?|formats?|large print|reading|resources|support|directions|parking|feedback|views|help|information|consent))*"
    r"(?: (?:from|for|about|of|in|on|service|services|us|patients|you|list|notice|policy))*|"
    r"(?:for |where to find |want |need |to find |getting |get )*(?:more|further|additional|extra|other) (?:information|help|support|advice|details|reading)(?: (?:and|or|from|on|about) .*)?|(?:want|wish|like|would you like|would like|how) to (?:know|learn|read|find out) more.*|find(?:ing)? out more.*|learn(?:ing)? more.*|read more.*|"
    r"how (?:to|you can|do i|can i) (?:contact|find|reach|get to|get in touch with|give feedback to|complain to) (?:us|here|the (?:hospital|clinic|ward|unit|department|surgery|practice))|how to (?:get here|complain|give feedback|make a complaint)|(?:getting|coming) (?:here|to (?:us|the hospital|the clinic|hospital|clinic))|"
    r"about (?:the|our|your) (?:trust|hospital|clinic|practice|author|authors|charity|team|service|department|unit|ward|surgery|pharmacy|organi[sz]ation|website)|who (?:we are|wrote this|we help|made this)\b.*|who (?:is|was|are|wrote|made|produced|should read|can use) (?:this|the|these) (?:leaflet|booklet|guide|information|page|factsheet|handout)\b.*|(?:the )?(?:purpose|aim|scope) of this .*|why (?:read|you have been given|have i been given) this (?:leaflet|booklet|guide)|"
    r"tell us (?:what you think|how we|about your experience|your views|more).*|let us know (?:what you think|how we|your views).*|have your say|how (?:did|are|have) we (?:do|doing|done).*|was this .* (?:helpful|useful)|rate this .*|what did you think.*|how was your (?:visit|stay)|"
    r"how we use (?:your|patient) .*|how your (?:information|data) is .*|(?:if you (?:still )?have |still have |do you have |have you |got |any )(?:(?:any|more|other|further|got|a) )*questions?(?: .*)?|questions?(?: and answers)?|(?:do you |if you )?(?:need|want|like|would like) (?:this|an interpreter|it|help with|the leaflet|information|a (?:large|different))\b.*(?:language|format|print|interpreter|reading|english|size)\w*.*|"
    r"(?:who|where) (?:can|could|to|do|should) (?:i |you |we )?(?:talk|turn|get support|get more|find more|find support|find out)\b(?!.*\b(?:urgent|emergency)\b).*|organi[sz]ations (?:that|who|which) .*|people (?:who|that) can help|support for .*|our (?:work|team|staff|values|aims|promise)|"
    r"(?:cancel\w*|chang\w+|book\w*|miss(?:ed|ing)|rebook\w*|rearrang\w+|keep\w*|attending|if you (?:cannot|can't) (?:keep|attend|come to))(?: or \w+)? (?:(?:your|an|the|my) )?(?:\w+ )?appointments?|(?:in|on|inside|what(?:'s| is) (?:in|on)) this (?:leaflet|page|booklet|guide|section)|what this (?:leaflet|booklet|guide|page) (?:covers|is about|is for|tells you)|"
    r"(?:useful|important|key) (?:information|people|dates) (?:about (?:us|your visit|the ward)|to contact)|(?:my|your) (?:notes|plan|details|record|team|questions)"
)
""" "Feedback", "How to find us", "Any questions?": what stands under these is about the house or the leaflet."""

_GRAVE = re.compile(
    r"\b(?:serious\w*|worr(?:y|ying|isome|ied)|concern(?:s|ed|ing)?|wors(?:e|ens?|ening)|danger\w*|alarm\w*|emergenc\w+|urgent\w*|something (?:else|more|worse|(?:is |may be )?wrong)|trouble|(?:must|should) (?:not|never)|bad signs|not (?:normal|right)|"
    r"watch (?:out )?for|signs of (?:a |an |the )?(?:\w+ )?infection$|not to (?:ignore|miss)|never ignore|(?:don't|do not) ignore|life[- ]threatening|problems?|complications?|attention|red|act on|report\w*|return|come back|go back|poison\w*|sepsis)\b"
)
_NAMES_WHAT_IS_SEEN = re.compile(
    r"\b(?:signs?|symptoms?|notice|look(?: out)? for|watch|reasons?|normal|features|changes|feel\w*)\b|^if\b"
)
_ASKS_HOW_GRAVE = re.compile(r"(?:is|are|how|can|could|does|do|will)\b(?!.*\b(?:watch|look|know|tell)\b)")


@lru_cache(maxsize=1024)
def section_by_form(said: str) -> str | None:
    """The section that a bare heading's whole form belongs to; None when it has no form that we know."""
    if len(said) > _LONGEST:
        return None
    return next((section for section, pattern in _FORMS_RE if pattern.fullmatch(said)), None)


@lru_cache(maxsize=1024)
def heads_no_content(said: str) -> bool:
    """Whether a bare heading has the form of one about the leaflet, or about how to reach those who gave it."""
    return len(said) <= _LONGEST and bool(_NO_CONTENT.fullmatch(said))


def may_head_signs(said: str) -> bool:
    """Whether a heading that speaks of what is noticed says that it may be grave: "Signs of something worse". What stands
    below is no text of the symptoms."""
    return bool(_NAMES_WHAT_IS_SEEN.search(said) and _GRAVE.search(said)) and not _ASKS_HOW_GRAVE.match(said)
