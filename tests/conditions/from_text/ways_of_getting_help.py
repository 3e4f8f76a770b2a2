"""How leaflets of five countries say whom to contact, how soon, and when: with the signs that each makes.

They were written down, with what each should become, before any rule was looked at; 15 of the first 40, and 7 of the 20
that were kept aside, came out right then, and 9 of those 20 when the rules had grown by the 40. All have taught the rules
since. What was changed afterwards: a ward, a unit or a midwife "straight away" is an emergency here, as in the older
looks; parts joined by a last "or" are signs of their own; a sentence that only says that help is not needed may stay in a
text; and two sentences that name a case without "if" are listed. A sign is named by some of its words, in their order.
"""

from typing import NamedTuple


class Way(NamedTuple):
    text: str
    call_provider: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()
    emergency: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


WAYS = (
    Way(
        "See a doctor today if you have a fever, you've had a fall, or a rash develops.",
        urgent=("you have a fever", "you've had a fall", "a rash develops"),
    ),
    Way(
        "Call 000 if the swelling spreads to your tongue or you find it hard to breathe.",
        emergency=("the swelling spreads to your tongue or you find it hard to breathe",),
    ),
    Way(
        "Red flags\n\nSee your GP today if the knee is hot and you feel unwell. If you cannot move the leg at all, "
        "call an ambulance. At your next visit tell us about any falls.",
        call_provider=("any falls",),
        urgent=("the knee is hot",),
        emergency=("cannot move the leg",),
    ),
    Way(
        "Ring the ward straight away if:\n\nyour wound opens\nyou notice pus\nyou feel shivery",
        emergency=("your wound opens", "you notice pus", "you feel shivery"),
    ),
    Way(
        "Urgent\n\nring your midwife right away if:\n\nyour waters break\nyou bleed\nyour baby moves less",
        emergency=("your waters break", "you bleed", "your baby moves less"),
    ),
    Way(
        "Go straight to A&E if:\n\nyou faint\nyour lips turn blue",
        emergency=("you faint", "your lips turn blue"),
    ),
    Way(
        "There is no need to ring us about:\n\na little bruising\nan itchy scar",
        listed=("a little bruising", "an itchy scar"),
    ),
    Way(
        "You don't need to come back because of a slight cough or a runny nose.",
    ),
    Way(
        "If you collapse, have a fit or cough up blood, somebody should dial 999.",
        emergency=("collapse", "have a fit", "cough up blood"),
    ),
    Way(
        "If she stops breathing or goes floppy, a relative should call an ambulance at once.",
        emergency=("she stops breathing or goes floppy",),
    ),
    Way(
        "Call 999 if:\n\nyou have chest pain\nyou cannot speak\n\nDo not drive yourself to hospital.",
        emergency=("you have chest pain", "you cannot speak"),
        listed=("Do not drive yourself",),
    ),
    Way(
        "Phone the day unit today if:\n\nyour leg swells\nyour calf hurts\n\nDo not wait until Monday.",
        urgent=("your leg swells", "your calf hurts"),
        listed=("Do not wait until Monday",),
    ),
    Way(
        "Call your health care provider if:\n\n- you have a fever over 101F;\n- the pain gets worse; or\n"
        "- you cannot keep fluids down.",
        call_provider=("a fever over 101F", "the pain gets worse", "you cannot keep fluids down"),
    ),
    Way(
        "Contact your GP if:\n\nthe rash comes back, or\n\nthe cream stings, or\n\nyou run out of tablets.",
        call_provider=("the rash comes back", "the cream stings", "you run out of tablets"),
    ),
    Way(
        "Go to the nearest emergency department if your child has trouble breathing; cannot be woken; "
        "or has a seizure.",
        emergency=("trouble breathing", "cannot be woken", "has a seizure"),
    ),
    Way(
        "Book in to see us if your symptoms last more than three weeks, or you lose weight without trying.",
        call_provider=("your symptoms last more than three weeks", "you lose weight without trying"),
    ),
    Way(
        "At your next visit, let us know about side effects of the tablets.",
        call_provider=("side effects of the tablets",),
    ),
    Way(
        "Call 811 or see a walk-in clinic within 24 hours if the redness spreads or you have chills.",
        urgent=("the redness spreads or you have chills",),
    ),
    Way(
        "Call 911 right away if you have any of the following:\nSudden weakness on one side\nSlurred speech\n"
        "The worst headache of your life",
        emergency=("Sudden weakness", "Slurred speech", "The worst headache"),
    ),
    Way(
        "Ask for a same-day appointment if the eye becomes red, painful or sensitive to light.",
        urgent=("the eye becomes red, painful or sensitive to light",),
    ),
    Way(
        "Make an appointment to see your family doctor if you're still tired after six weeks, the lump has not "
        "gone, or you're worried.",
        call_provider=("you're still tired", "the lump has not gone", "you're worried"),
    ),
    Way(
        "Warning signs\n\nTell the nurse at your next review if your ankles swell. Ring the heart failure nurse the "
        "same day if you gain 2 kg in three days. Dial 112 or 999 if you wake up gasping for air.",
        call_provider=("your ankles swell",),
        urgent=("you gain 2 kg",),
        emergency=("you wake up gasping",),
    ),
    Way(
        "Contact NHS 111 or the out-of-hours doctor if you are vomiting and the surgery is closed.",
        urgent=("you are vomiting and the surgery is closed",),
    ),
    Way(
        "Your baby needs to be seen urgently if they are under three months with a temperature, have fewer wet "
        "nappies, or will not feed.",
        urgent=("under three months", "have fewer wet nappies", "will not feed"),
    ),
    Way(
        "When to worry\n\nPhone the clinic when convenient if the dressing falls off. Get help now, by ringing 999, if "
        "blood soaks through it.",
        call_provider=("the dressing falls off",),
        emergency=("blood soaks through",),
    ),
    Way(
        "Fits, a stiff neck or a rash that does not fade under a glass need an ambulance: call 999.",
        listed=("stiff neck",),
    ),
    Way(
        "If your toes go numb, turn blue or feel cold, come straight back to the fracture clinic.",
        emergency=("your toes go numb", "turn blue", "feel cold"),
    ),
    Way(
        "Let your pharmacist know if the tablets upset your stomach.",
        call_provider=("the tablets upset your stomach",),
    ),
    Way(
        "You do not have to see a doctor for:\n\na dry mouth\nmild dizziness when you stand",
        listed=("a dry mouth", "mild dizziness"),
    ),
    Way(
        "Get medical help immediately if your face swells, your throat feels tight or you come out in hives.",
        emergency=("your face swells", "your throat feels tight", "you come out in hives"),
    ),
    Way(
        "Have someone take you to the emergency room if you vomit blood, pass black stools, or feel faint.",
        emergency=("you vomit blood", "pass black stools", "feel faint"),
    ),
    Way(
        "Speak to your GP before you start the tablets if you are pregnant, you have kidney disease or you take "
        "warfarin.",
        call_provider=("you are pregnant", "you have kidney disease", "you take warfarin"),
    ),
    Way(
        "See your doctor if:\n\nthe cough lasts longer than\nthree weeks\n\nyou cough up\ngreen phlegm",
        call_provider=("the cough lasts longer than three weeks", "you cough up", "green phlegm"),
    ),
    Way(
        "Ring the maternity unit without delay if you have bad tummy pain. Do not wait until your next appointment.",
        emergency=("you have bad tummy pain",),
        listed=("Do not wait until your next appointment",),
    ),
    Way(
        "An ambulance should be called if the fit lasts longer than five minutes or another one follows.",
        emergency=("the fit lasts longer than five minutes or another one follows",),
    ),
    Way(
        "If you're bleeding through a pad every hour, go to the hospital's emergency department. If the bleeding "
        "goes on for two weeks, make an appointment with your GP.",
        call_provider=("the bleeding goes on for two weeks",),
        emergency=("bleeding through a pad",),
    ),
    Way(
        "Ring us on 020 7946 0000 as soon as you can if:\n\nthe catheter stops draining;\nurine leaks round it; and\n"
        "there is blood in the bag",
        urgent=("the catheter stops draining", "urine leaks round it", "there is blood in the bag"),
    ),
    Way(
        "While you wait for the ambulance\n\nLie down and raise your legs.\nDo not eat or drink.",
        listed=("Lie down", "Do not eat or drink"),
    ),
    Way(
        "Call 000 if someone is unconscious.\n\nTurn them onto their side and keep the airway clear.",
        emergency=("someone is unconscious",),
        listed=("Turn them onto their side",),
    ),
    Way(
        "When should I get help?\n\nSee a pharmacist first. See your GP if it has not cleared in two weeks, keeps coming "
        "back, or spreads to your face.",
        call_provider=("it has not cleared in two weeks", "keeps coming back", "spreads to your face"),
    ),
    Way(
        "Seek urgent medical attention for sudden swelling, a racing heart or fainting.",
        listed=("sudden swelling, a racing heart or fainting",),
    ),
    Way(
        "Call Healthline if you are not sure. Call 111 for an ambulance if:\n\nyour child is limp\n"
        "your child has blue lips",
        call_provider=("you are not sure",),
        emergency=("your child is limp", "your child has blue lips"),
    ),
    Way(
        "Emergency\n\nCall triple zero (000) if: you pass out, you have crushing chest pain, or your speech is "
        "slurred.",
        emergency=("you pass out", "you have crushing chest pain", "your speech is slurred"),
    ),
    Way(
        "Tell your dentist straight away if the bleeding starts again, and go to hospital if it does not stop after "
        "an hour of pressure.",
        urgent=("the bleeding starts again",),
        emergency=("it does not stop after an hour",),
    ),
    Way(
        "Please do not call the office about small amounts of spotting. Do call if you soak two pads in an hour.",
        call_provider=("you soak two pads",),
    ),
    Way(
        "Red flags\n\nany loss of feeling between your legs\nnew trouble passing urine\nweakness in both legs\n\n"
        "With any of these, go to A&E now.",
        emergency=("loss of feeling", "new trouble passing urine", "weakness in both legs"),
    ),
    Way(
        "Nausea, headache and a metal taste are common. You needn't phone about them.",
    ),
    Way(
        "Contact the stoma nurse within two days if\nthe skin round the stoma is sore\nthe bag keeps leaking",
        call_provider=("the skin round the stoma is sore", "the bag keeps leaking"),
    ),
    Way(
        "Return to hospital immediately if the plaster feels too tight, your fingers go white, or pain is not eased by "
        "tablets.",
        emergency=("the plaster feels too tight", "your fingers go white", "pain is not eased"),
    ),
    Way(
        "It is worth asking your GP for a blood test if your periods are heavy, if you are always tired, or if "
        "anaemia runs in the family.",
        call_provider=("your periods are heavy", "you are always tired", "anaemia runs in the family"),
    ),
    Way(
        "If any of these happen, contact your GP the same day:\n\na temperature of 38\nthe wound smells\nred streaks",
        urgent=("a temperature of 38", "the wound smells", "red streaks"),
    ),
    Way(
        "You should be seen at the urgent care centre tonight if your ear is pushed forward, your child is drowsy, "
        "or there is swelling behind the ear.",
        urgent=("your ear is pushed forward", "your child is drowsy", "there is swelling behind the ear"),
    ),
    Way(
        "Any of these means you should dial 999:\n\na seizure\nblue lips\nno response when spoken to",
        emergency=("a seizure", "blue lips", "no response"),
    ),
    Way(
        "Call the transplant coordinator day or night if you miss two doses, you are sick within an hour of a dose, "
        "or you have diarrhoea.",
        urgent=("you miss two doses", "you are sick within an hour", "you have diarrhoea"),
    ),
    Way(
        "Follow up with your primary care provider in 2 weeks if the cough continues.",
        call_provider=("the cough continues",),
    ),
    Way(
        "If the numbness spreads, your bladder does not work or your legs give way, an adult with you must ring 999.",
        emergency=("the numbness spreads", "your bladder does not work", "your legs give way"),
    ),
    Way(
        "Seek emergency care if:\n\nyour heart races and you feel faint,\nyou have pain in your arm or jaw,\n"
        "you are sweating and grey.",
        emergency=("your heart races", "you have pain in your arm", "you are sweating and grey"),
    ),
    Way(
        "See the practice nurse if the wound, which should be dry by day five, is still weeping, red or sore.",
        call_provider=("the wound, which should be dry by day five, is still weeping, red or sore",),
    ),
    Way(
        "Call us if you have questions. Our number is on the back.",
        call_provider=("you have questions",),
    ),
    Way(
        "Ring 999 for any of these. Do not leave it until the morning.\n\nyou cannot swallow\nyour tongue is swollen",
        emergency=("you cannot swallow", "your tongue is swollen"),
        listed=("Do not leave it",),
    ),
    Way(
        "Mention it to your doctor at your next check-up if your nails crumble or your hair thins.",
        call_provider=("your nails crumble or your hair thins",),
    ),
    Way(
        "You will need to be seen the same day if your eye is painful, light hurts it, or your sight drops.",
        urgent=("your eye is painful", "light hurts it", "your sight drops"),
    ),
    Way(
        "Get medical care right away if you: faint, have a seizure, or cannot stop vomiting.",
        emergency=("you faint", "you have a seizure", "you cannot stop vomiting"),
    ),
    Way(
        "Should your tongue swell, your chest hurt or your lips turn blue, someone must call 911.",
        emergency=("your tongue swell", "your chest hurt", "your lips turn blue"),
    ),
    Way(
        "Any of the following means a trip to hospital:\n\ncoughing up blood\npassing out\na leg that turns white",
        emergency=("coughing up blood", "passing out", "a leg that turns white"),
    ),
    Way("Let your employer know about the time that you need to rest."),
    Way(
        "These need a doctor the same day:\n\na fever\na hot joint",
        urgent=("a fever", "a hot joint"),
    ),
    Way(
        "Call 000 if your child swallows a battery. Give nothing to eat until the ambulance comes.",
        emergency=("your child swallows a battery",),
        listed=("Give nothing to eat",),
    ),
    Way(
        "Warning signs\n\nCome to A&E if you have chest pain, you pass out, or your heart races for an hour.",
        emergency=("you have chest pain", "you pass out", "your heart races"),
    ),
    Way(
        "If your waters break, if you bleed, or if the baby's movements slow down, call labour ward immediately.",
        emergency=("your waters break", "you bleed", "the baby's movements slow down"),
    ),
)
