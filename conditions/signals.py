"""What happens to pages, told to the layers above the models."""

from __future__ import annotations

from django.dispatch import Signal

condition_page_changing = Signal()
"""Sent with `page` inside the transaction that saves all of its fields, or a revision of it, before anything is read
or written."""

condition_page_saved = Signal()
"""Sent with `page` inside the transaction of `ConditionPage.save()` when all fields were saved (no
`update_fields`). A receiver that raises undoes the save: this is how publishing stops a live page."""

publication_changed = Signal()
"""Sent with `page` and `publication` inside the transaction in which a page's current publication changes;
`publication` is the new one, or None when the page is no longer served. What raises undoes the change."""

approval_asked = Signal()
"""Sent with `task_state` and `user`. A receiver answers why this person may not approve this step; empty when they
may."""
