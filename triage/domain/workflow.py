"""What a work item's state allows. Who may do it is another question: `permissions.py`.

The transitions are one table; the picture in `docs/workflow.md` is generated from it.
"""

from __future__ import annotations

from enum import StrEnum

from conditions.domain.care_level import CareLevel


class State(StrEnum):
    NEW = "new"
    """Nobody has it."""
    CLAIMED = "claimed"
    """Somebody has it; the patient has not been contacted since it was raised."""
    CONTACTED = "contacted"
    """The patient was reached since it was raised."""
    UNABLE_TO_CONTACT = "unable_to_contact"
    """The patient was called since it was raised, and not reached."""
    CLOSED = "closed"


class Verb(StrEnum):
    CLAIM = "claim"
    RELEASE = "release"
    LAPSE = "lapse"
    """An idle claim ends by itself."""
    CONTACT_REACHED = "contact_reached"
    CONTACT_NOT_REACHED = "contact_not_reached"
    ESCALATE = "escalate"
    RAISE_LEVEL = "raise_level"
    LOWER_LEVEL = "lower_level"
    RERAISE = "reraise"
    """A later check-in of the same episode is worse, has a new reason, or is an emergency."""
    CLOSE = "close"
    REOPEN = "reopen"


class CloseReason(StrEnum):
    ADVICE_GIVEN = "advice_given"
    CARE_ARRANGED = "care_arranged"
    NOT_REACHED = "not_reached"
    ENTERED_IN_ERROR = "entered_in_error"


OPEN_STATES = frozenset(State) - {State.CLOSED}

_ANY_OPEN = {
    (state, verb): state
    for state in State
    if state in OPEN_STATES
    for verb in (Verb.ESCALATE, Verb.RAISE_LEVEL, Verb.LOWER_LEVEL)
}

TRANSITIONS: dict[tuple[State, Verb], State] = {
    (State.NEW, Verb.CLAIM): State.CLAIMED,
    (State.CLAIMED, Verb.RELEASE): State.NEW,
    (State.CLAIMED, Verb.LAPSE): State.NEW,
    (State.CLAIMED, Verb.CONTACT_REACHED): State.CONTACTED,
    (State.CLAIMED, Verb.CONTACT_NOT_REACHED): State.UNABLE_TO_CONTACT,
    (State.CLAIMED, Verb.CLOSE): State.CLOSED,
    # That the patient was called is not forgotten when the owner changes.
    (State.UNABLE_TO_CONTACT, Verb.CLAIM): State.UNABLE_TO_CONTACT,
    (State.UNABLE_TO_CONTACT, Verb.RELEASE): State.UNABLE_TO_CONTACT,
    (State.UNABLE_TO_CONTACT, Verb.LAPSE): State.UNABLE_TO_CONTACT,
    (State.UNABLE_TO_CONTACT, Verb.CONTACT_REACHED): State.CONTACTED,
    (State.UNABLE_TO_CONTACT, Verb.CONTACT_NOT_REACHED): State.UNABLE_TO_CONTACT,
    (State.UNABLE_TO_CONTACT, Verb.CLOSE): State.CLOSED,
    (State.CONTACTED, Verb.CLAIM): State.CONTACTED,
    (State.CONTACTED, Verb.RELEASE): State.CONTACTED,
    (State.CONTACTED, Verb.LAPSE): State.CONTACTED,
    (State.CONTACTED, Verb.CONTACT_REACHED): State.CONTACTED,
    (State.CONTACTED, Verb.CONTACT_NOT_REACHED): State.CONTACTED,
    (State.CONTACTED, Verb.CLOSE): State.CLOSED,
    # A raised item wants a new contact; whoever is at work on it keeps it.
    (State.NEW, Verb.RERAISE): State.NEW,
    (State.CLAIMED, Verb.RERAISE): State.CLAIMED,
    (State.CONTACTED, Verb.RERAISE): State.NEW,
    (State.UNABLE_TO_CONTACT, Verb.RERAISE): State.NEW,
    (State.CLOSED, Verb.REOPEN): State.NEW,
    **_ANY_OPEN,
}

OWNER_ONLY = frozenset({Verb.RELEASE, Verb.CONTACT_REACHED, Verb.CONTACT_NOT_REACHED, Verb.CLOSE})
"""Verbs for the person who claimed the item, so that two people never call the same patient."""


class TransitionRefused(Exception):
    """The state of the item does not allow the verb. `code` is stable; the text is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def after(state: State, verb: Verb) -> State:
    """The state that `verb` leads to.

    Raises TransitionRefused (`not_in_this_state`) when the table has no such step.
    """
    try:
        return TRANSITIONS[state, verb]
    except KeyError:
        text = f"An item that is {words(state)} does not allow this step: {words(verb)}."
        raise TransitionRefused("not_in_this_state", text) from None


def verbs_in(state: State) -> frozenset[Verb]:
    """Every verb that the table allows in `state`."""
    return frozenset(verb for found, verb in TRANSITIONS if found is state)


def may_close(level: CareLevel, state: State, reason: CloseReason) -> bool:
    """Whether an item may be closed for `reason`.

    An emergency item closes only after a contact attempt since it was raised, or as entered in error; as advice
    given or care arranged only when the patient was reached. Nothing closes as "not reached" without an attempt.
    (design 5.3)
    """
    if state is State.CLOSED or Verb.CLOSE not in verbs_in(state):
        return False
    attempted = state in (State.CONTACTED, State.UNABLE_TO_CONTACT)
    if reason is CloseReason.ENTERED_IN_ERROR:
        return True
    if reason is CloseReason.NOT_REACHED:
        return attempted
    return state is State.CONTACTED or level is not CareLevel.EMERGENCY


def needs_note(level: CareLevel, reason: CloseReason) -> bool:
    """Whether closing needs words: an emergency that nobody called about, because it was entered in error."""
    return level is CareLevel.EMERGENCY and reason is CloseReason.ENTERED_IN_ERROR


def require_may_close(level: CareLevel, state: State, reason: CloseReason) -> None:
    """Raises TransitionRefused: `not_in_this_state`, or `contact_first` when an attempt is missing."""
    after(state, Verb.CLOSE)
    if not may_close(level, state, reason):
        raise TransitionRefused("contact_first", _CONTACT_FIRST[state is State.UNABLE_TO_CONTACT])


_CONTACT_FIRST = {
    False: "Note a contact attempt first, or close it as entered in error.",
    True: "The patient was not reached: note a contact that reached them, or close it as not reached.",
}


def words(name: State | Verb | CloseReason) -> str:
    """A state or verb in plain words, for messages and the diagram."""
    return name.value.replace("_", " ")


def diagram() -> str:
    """The transition table as a Mermaid state diagram; verbs that lead to the same place share an arrow."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.NEW}"]
    for start in State:
        for end in State:
            verbs = [words(verb) for verb in Verb if TRANSITIONS.get((start, verb)) is end]
            if verbs:
                lines.append(f"    {start} --> {end}: {', '.join(verbs)}")
    return "\n".join([*lines, f"    {State.CLOSED} --> [*]"])
