"""Headings as leaflets of many houses write them lead to their section, and none that may head signs leads to a text.

The headings were written down before the forms were made.
"""

from __future__ import annotations

import pytest

from conditions.domain.document import SIGN_SECTIONS
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from conditions.domain.from_text.shapes import Placed
from conditions.domain.from_text.topics import fits_no_section, section_of_heading
from tests.conditions.from_text.test_leaflets import where

HEADINGS = {
    "overview": """
What is asthma? | What are gallstones? | About your condition | About croup | Overview | Introduction |
At a glance | Key points | Key facts | The basics | In brief | Summary | What do we mean by frozen
shoulder? | What does the thyroid gland do? | What the prostate does | Understanding your diagnosis |
Understanding angina | Facts about glandular fever | Background | So what is plantar fasciitis? | What
exactly is vertigo? | Definition | Description | How common is it? | How common is endometriosis? | Who
gets it? | Types of hernia | What types of stroke are there? | The different kinds of headache | Is it
serious? | How serious is a broken rib? | How long does it last? | How long will it take to get better? |
What happens to the joint? | Your condition explained | Gallstones explained | What is meant by a TIA? |
A few words about eczema | What you need to know about shingles | What you should know | Things to know
about hay fever | What is happening in my knee? | What has happened to your ankle? | What is wrong with
me? | What's the outlook? | Outlook | Prognosis | Long-term outlook | Will it come back? | Can it come
back? | What problems can it cause? | How does it affect the heart? | How the bladder works | How your
lungs work | The normal heart | What is a normal blood pressure? | Is it catching? | Is chickenpox
contagious? | How it spreads | Quick facts | In a nutshell | Coeliac disease in a nutshell | Meet your
gallbladder | What we mean by low mood | What kind of illness is it? | The main points | Does it go away?
| Tennis elbow: what is it? | What is it? | Cellulitis in brief | What are varicose veins? | The facts
about cold sores | A bit about your back | Why does the ear need wax? | All about ear wax | What is going
on? | What you've got | Your child's condition | What your doctor has told you | How does the ear work? |
Who can have it? | How bad can it get? | Will I get better? | Can it turn into anything else? | How long
will I be ill? | Different types | Everything you need to know | First things first | The story in short
| Your diagnosis explained | What does the word mean? | What is a normal reading? | What sort of problem
is this? | Where in the body is it? | What the condition is | Nosebleeds: the basics
""",
    "symptoms": """
Symptoms | Signs and symptoms | What are the symptoms? | What are the symptoms of gallstones? | Symptoms
of a chest infection | How will I know if I have it? | How do I know if my child has croup? | What does
it feel like? | What it feels like | What does it look like? | What you may notice | What you might
notice | What you will have noticed | What people notice | What parents notice | How you may feel | How
might I feel? | How it may show itself | How it shows | How does it show? | Signs to look for | What to
look for | What to look out for | Telltale signs | Common signs | Common complaints | Typical symptoms |
Early symptoms | Early signs | Later symptoms | Other symptoms | Less common symptoms | Symptoms in
children | Symptoms in babies | Symptoms in older people | How does eczema affect you? | How it makes you
feel | What happens during an attack? | What an attack is like | During an attack | What you may feel |
What will I feel? | What will I notice? | How your child may be feeling | How can I tell if it is a
sprain? | How can you tell? | How to recognise it | Recognising gout | How to spot it | Spotting the
signs | The symptoms explained | What are the signs of meningitis? | Do I have hay fever? | Could it be
gout? | How would I know I had it? | What sort of pain is it? | Where does it hurt? | What the rash looks
like | How the pain feels | Clinical features | Your symptoms | What symptoms might I have? | What
symptoms can it cause? | What trouble does it give? | When do symptoms start? | When symptoms appear |
Stages of a migraine | The course of the illness | Main symptoms | Usual symptoms | Effects on the body |
What might you see? | How will it affect me? | How your skin may look | How does an attack start? | What
happens when you have it? | Things you may notice | Changes you may notice | What your child may have |
What does a cold sore look like? | What your child might complain of | Typical features | Features |
Signs your child has it | Symptoms to expect | How it shows up | Have I got it? | Have I got cellulitis?
| What it does to you | What a cluster headache feels like | How people describe it | What you are likely
to feel | Signs and symptoms of anaemia | Symptoms and stages | How it begins | Presentation | The
pattern of symptoms | Could I have it? | What people complain of | Which parts are affected? | The first
signs | Symptoms you may have had
""",
    "causes": """
Causes | What causes it? | What causes gout? | What is the cause? | Why does it happen? | Why has this
happened? | Why have I got it? | Why me? | Why did I get this? | Why do people get kidney stones? | How
it happens | How does it happen? | How did I get it? | How do you get it? | How do you catch it? | How
you catch it | How is it spread? | Where does it come from? | Who is at risk? | Who is at risk of a DVT?
| Am I at risk? | Are you at risk? | Is my child at risk? | Risk factors | Risk factors for stroke | What
increases the risk? | What raises your risk? | What makes it more likely? | Things that make it more
likely | Who is more likely to get it? | Who is most affected? | Who gets gout and why? | Triggers |
Common triggers | What triggers an attack? | What sets it off? | What can set off an attack? | What
brings it on? | What makes it worse? | Things that make it worse | Your triggers | Possible causes |
Common causes | Causes of back pain | The cause of your pain | What is it caused by? | What leads to a
blood clot? | What is behind it? | What's behind the pain? | What goes wrong? | Why stones form | Why do
ulcers form? | How stones form | How do kidney stones form? | How clots form | Why it starts | Why it
hurts | What starts it off? | Does it run in families? | Is it inherited? | Is it my fault? | Did I do
something wrong? | Is it something I ate? | Reasons for a nosebleed | The reasons behind it | Where did I
pick it up? | Chances of getting it | Who does it affect? | Factors that raise your risk | Could stress
be to blame? | What's causing it? | What lies behind it | Where it comes from | Why have my veins
swollen? | How people get it | How you get cellulitis | What brought this on? | Things that set it off |
Things that can trigger it | Who is most likely to have it? | Why some people get it | Why you have it |
Why your child has it | What makes someone more at risk? | Is it because of my age? | Are my genes to
blame? | Is it down to what I eat? | Underlying causes | Known triggers | Who catches it? | Who can get
it? | What increases your chance? | What puts you at risk? | People at higher risk | People at risk |
Risks for getting it | The usual culprits | What may have caused it | How it starts | How did it get
there? | How do germs get in? | What is to blame? | Why are children affected?
""",
    "diagnosis": """
Diagnosis | How is it diagnosed? | How is gout diagnosed? | How it is diagnosed | How do doctors diagnose
it? | How will my doctor know? | How does the doctor know? | How your doctor finds out | How we find out
| How do we find out what is wrong? | How we make the diagnosis | Making the diagnosis | Making a
diagnosis | Getting a diagnosis | Reaching a diagnosis | Tests | Tests you may have | Tests you might
need | What tests will I have? | What tests are needed? | Will I need any tests? | Do I need tests? | Do
I need a scan? | Does it need an X-ray? | X-rays | X-rays and scans | Blood tests | Scans and tests |
Tests and investigations | Investigations | What investigations might be done? | Your assessment |
Assessment | Examination | The examination | Why wasn't a scan done? | Why did I not have an X-ray? | Why
have I had a blood test? | What will the doctor do? | What the doctor will ask | What will happen at the
appointment? | At your appointment | Questions your doctor may ask | At the clinic | Checking for it |
How we check | How we check for a clot | How can it be confirmed? | Confirming it | Is there a test for
it? | Is there a test? | Finding out what is wrong | Finding the cause | Being diagnosed | Your diagnosis
| How it is found | How is it detected? | How gallstones are found | Detecting a clot | How is it tested
for? | Testing | Testing for coeliac disease | Getting tested | Your test results | Your results |
Screening tests | What your blood test shows | The scan | Ultrasound | Measuring your blood pressure |
How is it measured? | Exams and tests | Working out what it is | How can the doctor be sure? | How can we
tell? | How we test for it | How we know | How will it be diagnosed? | Will I have tests? | What tests do
I need? | What tests were done? | Which tests might I have? | Looking for the cause | Seeing the doctor |
What to expect at your visit | What happens at the clinic? | What happens during the scan? | Having a
scan | Having a blood test | How is the diagnosis made? | Is an X-ray needed? | Is a blood test needed? |
Was anything found on the scan? | What did the X-ray show? | Understanding your results | Checks | Checks
and tests | Medical tests | Why no X-ray was taken | How was it found? | Your blood pressure readings |
Physical examination | The tests explained | What your doctor looks for | How the nurse checks your skin
| Do I have to have a test? | Skin tests | Your scan
""",
    "treatment": """
Treatment | Treatments | How is it treated? | How is gout treated? | How do you treat it? | What is the
treatment? | What treatment will I have? | Treatment options | Your treatment | Treating an attack |
Treating the infection | What can be done? | What can be done about it? | What can I do? | What can I do
to help myself? | What you can do | What you can do yourself | Helping yourself | Self-help | Self-care |
Self care at home | Home care | Caring for yourself at home | Looking after yourself | Looking after
yourself at home | Looking after your wound | Looking after your child | Caring for your child at home |
How can I look after my child? | Managing your pain | Managing at home | Managing the condition | Pain
relief | Painkillers | Medicines | Medication | Medicines that help | Your medicines | Tablets |
Antibiotics | Do I need antibiotics? | Will antibiotics help? | Surgery | Will I need an operation? | Do
I need surgery? | Exercises | Exercise | Rest | Diet | Eating and drinking | Food and drink | What should
I eat? | Getting through an attack | Dealing with an attack | Coping with the itch | Coping at home |
Living with asthma | Living with it | Your plaster | Your cast | Your splint | Caring for your plaster |
Care of your cast | Recovery | Your recovery | Getting better | Getting back to normal | Going home |
When you get home | After your operation | Follow-up | Going back to work | Work and driving | School and
sport | Can my child go to school? | When can I go back to work? | When can I drive? | Sport and exercise
| Flying | Sleep | Bathing and showering | Long term | In the long term | The first few days | The first
48 hours | Easing the symptoms | Relieving the pain | How to ease the pain | What helps? | What will
help? | What you can take | What to take | What to do at home | What to do during an attack | First aid |
Steps you can take | Tips for a better night | Things that help | Things you can try | Getting relief |
How can I help my baby? | What can parents do? | Other treatments | Alternative remedies | Can it be
cured? | Is there a cure? | Does it need treatment? | How will we treat you? | What will the hospital do?
| How to use your inhaler | What is done about it? | What happens now? | What can my doctor do? | What
the doctor can offer | How will my doctor treat it? | How can it be treated? | Will I need treatment? |
Can anything be done? | Is treatment needed? | Helping your child | Helping your child get better |
Looking after your leg | Care for your skin at home | How to care for your wound | How to look after it |
Taking your tablets | Using your cream | How to take your medicine | Your antibiotics | Creams and
ointments | Compression stockings | Putting on your stockings | Pain control | Controlling the pain |
Dealing with pain | Easing itching | To ease the pain | To help yourself | While it heals | While you
recover | As you recover | Speeding up recovery | Healing | What you should do | What to do now | What to
do about it | What can I take for it? | What I can do | Do's and don'ts | Dos and don'ts | Doing your
exercises | Daily life | Everyday life | Home life | Returning to work | Time off work | Going on holiday
| Having a bath | Can I swim? | Can I drive? | Is it safe to exercise? | When will I be better? | How
soon will I recover? | Day to day | At home | At school | At night | Simple measures | Simple remedies |
Lifestyle changes | Medical treatment | Non-drug treatments | If you are given a splint | Your drip |
Your pills | Talking treatments
""",
    "prevention": """
Prevention | Preventing gout | Preventing attacks | Preventing another attack | Preventing it |
Preventing spread | How can I prevent it? | How can it be prevented? | How to prevent it | Can it be
prevented? | Can gallstones be prevented? | Can I stop it happening again? | Can I stop it coming back? |
How do I stop it spreading? | Stopping it coming back | Stopping the spread | Stop it spreading | Keeping
attacks away | Keeping it away | Keeping well | Staying well | Staying healthy | Keeping your kidneys
healthy | Keeping safe | Avoiding another attack | Avoiding triggers | Avoiding gout | How to avoid it |
How can I avoid it? | How can I avoid getting it again? | How to avoid passing it on | How to stop it |
Reducing your risk | Reduce your risk | Lowering your risk | Lower your chances | How can I reduce my
risk? | Ways to lower the risk | Cutting the risk | Cutting down the chance of another stone | Protecting
yourself | Protecting others | Protect your family | Protecting your skin | Vaccination | Vaccines |
Immunisation | Is there a vaccine? | The vaccine | The flu jab | Next time | So it doesn't happen again |
To stop it coming back | Making sure it doesn't come back | Lessening the chance of it happening again |
Looking after your bones | Looking after your kidneys in future | For the future | In future | Looking
ahead | Warding off attacks | Not passing it on | Will my family catch it? | Hygiene at home | Fewer
attacks | Having fewer attacks | How to lower your risk | What can I do to prevent it? | What can I do to
stop it coming back? | Can I do anything to prevent it? | Steps to prevent infection | Safer at home |
Prevent further falls | How not to get it again | How to keep it from returning | Keeping it under
control | How to keep it at bay | Guarding against it | How to guard against another attack | Stop it
happening again | Stopping another attack | Avoid another attack | Not getting it again | Keep your skin
healthy | Making another attack less likely | Making it less likely | What could stop it happening again?
| Could it have been prevented? | Can I avoid it? | How can others avoid catching it? | How to protect
others | Protecting your family | Keeping others safe | Keeping it to yourself | Stay well | Preventing
the spread of infection | Preventing it in others | Preventative measures | Preventive treatment | Tips
to avoid it | Tips for prevention | Getting vaccinated | Should my child be vaccinated? | The MMR vaccine
| Healthy habits | Prevention tips | Looking after your heart | Caring for your kidneys | In the future |
Before your next flight | On your next trip | Before your next pregnancy | Playing safely
""",
    "sources": """
Sources | References | Where this information comes from | Where we got this information | Sources of
information | Evidence used | Our sources | Based on | What this leaflet is based on | Evidence base |
Evidence | References and sources | Source | Bibliography | Sources used | Information sources | List of
references | Sources and references | How we wrote this leaflet | The evidence behind this leaflet |
Reference list | Guidelines used | Guidelines | References used | References available on request | This
leaflet is based on | Sources for this leaflet | References and further reading | Information used | Key
references | Where the facts come from | Evidence for this leaflet | Sources we used | Our evidence |
What is this information based on?
""",
}
ABOUT_THE_HOUSE = """
Contact details | Contacts | Useful contacts | Useful telephone numbers | Useful numbers | Useful
addresses | Useful organisations | Useful websites | Useful links | Further information | More
information | For more information | Further reading | Further support | Further help | Where can I find
out more? | Where to find out more | Finding out more | Want to know more? | Find out more | How to
contact us | How to find us | Getting here | Visiting times | Opening hours | Opening times | Our opening
times | Clinic times | About this leaflet | About this booklet | About us | Who we are | About the trust
| Who wrote this leaflet? | Feedback | Your feedback | Tell us what you think | Let us know how we are
doing | Comments and complaints | Compliments and complaints | Have your say | Patient Advice and Liaison
Service | PALS | Patient advice | Other languages | Other formats | Large print and other languages | Do
you need this in another language? | Interpreters | Need an interpreter? | Accessibility | Data
protection | How we use your information | Your rights | Confidentiality | Copyright | Disclaimer |
Review date | Produced by | Published by | Your notes | Notes | My notes | Questions to ask | Any
questions? | If you have questions | Do you have any questions? | Parking | How to get here | Support
groups | Charities | Support for you | Organisations that can help | Who can I talk to? | Zero tolerance
| Research | Donations | Support our work | Chaperones | Appointments | Cancelling your appointment |
Acknowledgements | Patient information leaflet | In this leaflet | Contents | On this page | Who is this
leaflet for? | The purpose of this leaflet | Glossary | Consent | Who to contact | Ward numbers |
Telephone numbers | Keep in touch | Get in touch | How to reach us | Where we are | Your comments |
Patient experience | Tell us about your care | Was this leaflet useful? | Making a complaint | Need this
leaflet in another format? | Languages | Translation | British Sign Language | Car parking | Bus routes |
Finding us | Your appointment | Next appointment | Your next appointment | What to bring | Before you
come | Reader panel | Author | Reviewed | About this information | About this guide | What this leaflet
is for | Support and advice | Support near you | Online support | Helplines and websites | National
charities | Local groups | Talk to others | Your medical record | Sharing your information | Key contacts
| Out of hours contacts
"""
MAY_HEAD_SIGNS = """
When to worry | Danger signs | Red flags | Warning signs | When to call 999 | When to see a doctor | When
should I see my GP? | When to get help | Getting help | Seek help | When to seek medical advice | When to
go to hospital | Emergency | In an emergency | Urgent help | When to come back | Come back if | Return to
hospital if | When should I worry? | Should I be worried? | What should I be concerned about? | Is it an
emergency? | Watch out for | What to watch for | When to phone us | When to bring your child back |
Safety net | Do not delay | Get help fast | Serious signs | Signs that need a doctor | Signs of something
worse | Signs of infection | Signs of a serious problem | Symptoms that need urgent help | Symptoms not
to ignore | Worrying symptoms | Reasons to go back | Reasons to call an ambulance | Act fast | Who to
call | Time to call the doctor | After hours | What is not normal | If things get worse | If it gets
worse | If you are worried | If you feel worse | If symptoms get worse | What to watch out for | Keep an
eye out for | Things to watch for | Signs to act on | Signs it is getting worse | Symptoms that should
worry you | What isn't normal | Symptoms of sepsis | What to report | What needs reporting | Signs of
trouble | Bad signs | When it is more serious | Is my child seriously ill? | Signs that something is
wrong | Symptoms you must not ignore | What problems should I look for? | Things to look for after a head
injury | What could go wrong? | Changes to report
"""
FLOORS = {
    "overview": 0.75,
    "symptoms": 0.9,
    "causes": 0.95,
    "diagnosis": 0.95,
    "treatment": 0.9,
    "prevention": 0.9,
    "sources": 0.95,
}
"""The share that is known at least. Some may as well lead to a neighbour: "Who gets it?", "Outlook"."""


def listed(text: str) -> list[str]:
    return [heading.strip() for heading in " ".join(text.split("\n")).split("|")]


@pytest.mark.parametrize("section", HEADINGS)
def test_nearly_all_headings_lead_to_their_section(section: str) -> None:
    headings = listed(HEADINGS[section])
    missed = [heading for heading in headings if section_of_heading(heading) != section]
    assert len(missed) <= len(headings) * (1 - FLOORS[section]), missed


def test_headings_about_the_house_or_the_leaflet_lead_nowhere() -> None:
    placed = [heading for heading in listed(ABOUT_THE_HOUSE) if section_of_heading(heading) is not None]
    assert placed == []


def test_nearly_all_headings_about_the_house_are_known_to_fit_no_section() -> None:
    headings = listed(ABOUT_THE_HOUSE)
    assert sum(map(fits_no_section, headings)) >= len(headings) * 0.93


@pytest.mark.parametrize("heading", listed(MAY_HEAD_SIGNS))
def test_what_may_head_signs_is_never_a_text(heading: str) -> None:
    assert section_of_heading(heading) in (*SIGN_SECTIONS, None)


def pasted(text: str) -> Placed:
    return place(read_pasted(text), language="en")


def test_a_line_of_a_headings_form_heads_the_lines_right_below() -> None:
    draft = pasted(
        "Broken toe\n\nToes break in falls.\n\nYour splint\nThe purple strap stays on.\nKeep it dry."
    )
    assert where(draft, "purple strap") == {"treatment"}


def test_an_item_after_a_lead_in_heads_nothing() -> None:
    draft = pasted("Broken toe\n\nCall 999 if\n\nGoing home\nmakes you faint\nyour purple toe is cold")
    assert where(draft, "purple toe") <= {"emergency", "-"}


@pytest.mark.parametrize(
    "house", ["Fracture Clinic, Outpatients Level 2", "Maternity Services", "Advice from your pharmacist"]
)
@pytest.mark.parametrize("text", ["{house}\n\nBroken toe\n\n{body}", "Broken toe\n\n{house}\n\n{body}"])
def test_whose_leaflet_it_is_is_no_title_and_heads_nothing(house: str, text: str) -> None:
    body = "You have broken a toe. It is a purple toe, and one of the commonest breaks we see.\n\nTreatment\nRest."
    draft = pasted(text.format(house=house, body=body))
    assert (draft.document.title, where(draft, "purple toe"), where(draft, house)) == (
        "Broken toe",
        {"overview"},
        {"-"},
    )


def test_a_sentence_broken_before_its_verb_goes_on() -> None:
    draft = pasted("Broken toe\n\nA broken toe\nis a purple toe.\n\nTreatment\nRest.")
    assert where(draft, "A broken toe is a purple toe") == {"overview"}


@pytest.mark.parametrize(
    "line", ["Leaflet reviewed March 2024", "Ref CED/14 Version 5", "Pamphlet 0882E, revised May 2025"]
)
def test_what_the_leaflet_says_of_itself_is_listed(line: str) -> None:
    draft = pasted(f"Broken toe\n\nPrevention\nWear shoes.\n\n{line}")
    assert where(draft, line) == {"-"}
