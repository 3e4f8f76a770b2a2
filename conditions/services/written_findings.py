"""The findings as a publication keeps them: what was known about its words on the day they went live."""

from __future__ import annotations

import logging

from conditions.domain.document import ConditionDocument
from conditions.domain.findings import findings_json
from conditions.selectors.findings import findings_about

logger = logging.getLogger(__name__)


def written_findings(document: str) -> str:
    """The findings about a frozen document, as canonical JSON.

    A remark must never stand between a safe page and its readers: if making them fails, that is logged, and
    nothing is written down.
    """
    try:
        return findings_json(findings_about(ConditionDocument.model_validate_json(document)))
    except Exception:
        logger.exception("The findings of a publication could not be made")
        return ""
