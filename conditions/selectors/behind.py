"""What stands behind the words of one section: of sign-offs and unsigned releases, the newest that counts.

A review stands behind every word of a section. Whoever published signs at once looked at these alone, so for the
rest of the section counts what stood behind the words that the signs were added to. An unsigned release counts for
the time that its words stay live: when other words took their place, it is used up.
"""

from __future__ import annotations

from collections.abc import Sequence

from conditions.models import Publication, SignOff, SignOffKind, UnsignedRelease

Given = SignOff | UnsignedRelease


def newest_that_counts(
    given: Sequence[Given], published: Sequence[Publication], section: str, hash_: str | None
) -> Given | None:
    """The newest of `given` (newest first) that counts for words of `section` with this fingerprint; None when nothing
    does. `published`: what of the page had gone live by then."""
    for number, one in enumerate(given):
        if hash_ and one.section_hashes.get(section) == hash_:
            found = _counted(one, given[number + 1 :], published, section)
            if found is not None:
                return found
    return None


def _counted(
    one: Given, earlier: Sequence[Given], published: Sequence[Publication], section: str
) -> Given | None:
    """What `one` comes to: itself; the release that the words before it had; or nothing."""
    if isinstance(one, SignOff) and one.kind == SignOffKind.REVIEW:
        return one
    rest = _behind_the_rest(one, earlier, published, section) if isinstance(one, SignOff) else one
    if isinstance(rest, UnsignedRelease):
        return rest if _stayed(one, published, section) else None
    return None if rest is None else one


def _behind_the_rest(
    at_once: SignOff, earlier: Sequence[Given], published: Sequence[Publication], section: str
) -> Given | None:
    base = next((one for one in published if one.pk == at_once.base_id), None)
    if base is None:
        return None
    before = [one for one in published if one.number <= base.number]
    return newest_that_counts(earlier, before, section, base.section_hashes.get(section))


def _stayed(one: Given, published: Sequence[Publication], section: str) -> bool:
    """Whether nothing else than the words of `one` went live in `section` since it was given."""
    base = next((found.number for found in published if found.pk == one.base_id), 0)
    since = [found for found in published if found.number > base]
    return all(found.section_hashes.get(section) == one.section_hashes[section] for found in since)
