"""The care team's addresses, below `/care-team/`. Ids only: no patient data stands in an address."""

from __future__ import annotations

from django.urls import path

from triage.views import audit, worklist, worklist_steps

urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("audit/", audit.audit_trail, name="audit_trail"),
    path("search/", worklist.search, name="worklist_search"),
    path("items/<uuid:item_id>/", worklist.work_item, name="work_item"),
    path("items/<uuid:item_id>/claim/", worklist_steps.claim, name="work_item_claim"),
    path("items/<uuid:item_id>/release/", worklist_steps.release, name="work_item_release"),
    path("items/<uuid:item_id>/contacts/", worklist_steps.contact, name="work_item_contact"),
    path("items/<uuid:item_id>/close/", worklist_steps.close, name="work_item_close"),
    path("items/<uuid:item_id>/reopen/", worklist_steps.reopen, name="work_item_reopen"),
    path("items/<uuid:item_id>/escalate/", worklist_steps.escalate, name="work_item_escalate"),
    path("items/<uuid:item_id>/level/", worklist_steps.level, name="work_item_level"),
]
