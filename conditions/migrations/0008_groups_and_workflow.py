"""The groups of people who write, sign, publish and run the site, and the workflow between them.

Running it again changes nothing. Wagtail's own groups are taken over: "Editors" keeps its name, "Moderators" (who
could publish) becomes "Publishers", and its one-step workflow makes way for the default workflow of this site.
"""

from django.conf import settings
from django.db import migrations

# (app label, model, permission codenames)
ENTER = [("wagtailadmin", "admin", ["access_admin"])]
SEE = [
    ("conditions", "signoff", ["view_signoff"]),
    ("conditions", "secondreview", ["view_secondreview"]),
    ("conditions", "unsignedrelease", ["view_unsignedrelease"]),
    ("conditions", "reviewreminder", ["view_content_reports"]),
]
GROUPS = {
    "Editors": [
        *ENTER,
        *SEE,
        ("conditions", "term", ["add_term", "change_term", "view_term"]),
    ],
    "Clinical reviewers": [
        *ENTER,
        *SEE,
        ("conditions", "signoff", ["sign_words"]),
        ("conditions", "term", ["view_term"]),
    ],
    "Publishers": [*ENTER, *SEE, ("conditions", "term", ["view_term"])],
    "Site administrators": [
        *ENTER,
        *SEE,
        ("conditions", "unsignedrelease", ["publish_unsigned"]),
        ("conditions", "term", ["add_term", "change_term", "delete_term", "view_term"]),
        ("conditions", "reviewer", ["add_reviewer", "change_reviewer", "delete_reviewer", "view_reviewer"]),
        ("conditions", "sitewording", ["change_sitewording"]),
    ],
}
PAGES = {
    "Editors": ["add_page", "change_page"],
    "Clinical reviewers": ["change_page"],
    "Publishers": ["change_page", "publish_page"],
    "Site administrators": [
        "add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page",
    ],
}  # fmt: skip
PICTURES = {
    "Editors": ["add_image", "change_image", "choose_image"],
    "Site administrators": ["add_image", "change_image", "choose_image", "delete_image"],
}
WORKFLOW = "Editorial check, then clinical review"
STEPS = (
    ("editorialchecktask", "EditorialCheckTask", "Editorial check", ("Editors", "Publishers")),
    ("clinicalreviewtask", "ClinicalReviewTask", "Clinical review", ("Clinical reviewers",)),
)


def _permission(apps, app, model, codename):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return permission


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    if not Group.objects.filter(name="Publishers").exists():
        Group.objects.filter(name="Moderators").update(name="Publishers")
    app, model = settings.WAGTAIL_PAGE_MODEL.lower().split(".")
    root = apps.get_model(settings.WAGTAIL_PAGE_MODEL).objects.filter(depth=1).first()
    pictures = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for name, rights in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for owner, subject, codenames in rights:
            group.permissions.add(*(_permission(apps, owner, subject, code) for code in codenames))
        allowed = [_permission(apps, app, model, code) for code in PAGES[name]]
        on_pages = apps.get_model("wagtailcore", "GroupPagePermission").objects
        on_pages.filter(group=group, page=root).exclude(permission__in=allowed).delete()
        for permission in allowed if root is not None else ():
            on_pages.get_or_create(group=group, page=root, permission=permission)
        on_pictures = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
        for code in PICTURES.get(name, ()) if pictures is not None else ():
            permission = _permission(apps, "wagtailimages", "image", code)
            on_pictures.get_or_create(group=group, collection=pictures, permission=permission)


def make_workflow(apps, schema_editor):
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    for order, (model, class_name, name, groups) in enumerate(STEPS):
        content_type, _ = ContentType.objects.get_or_create(app_label="conditions", model=model)
        Task = apps.get_model("conditions", class_name)
        task = Task.objects.filter(name=name).first() or Task.objects.create(
            name=name, content_type=content_type, active=True
        )
        task.groups.add(*Group.objects.filter(name__in=groups))
        WorkflowTask.objects.get_or_create(workflow=workflow, task_id=task.pk, defaults={"sort_order": order})
    root = apps.get_model(settings.WAGTAIL_PAGE_MODEL).objects.filter(depth=1).first()
    if root is None:
        return
    present = WorkflowPage.objects.filter(page=root).first()
    if present is not None and present.workflow_id != workflow.pk:
        if present.workflow.name not in ("Moderators approval", "Publishers approval"):
            return  # a workflow of the site's own choosing stays
        Workflow.objects.filter(pk=present.workflow_id).update(active=False)
        present.delete()
        present = None
    if present is None:
        WorkflowPage.objects.create(page=root, workflow=workflow)


class Migration(migrations.Migration):
    dependencies = [
        ("conditions", "0007_remove_page_review"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailadmin", "0006_formstate"),
    ]
    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
    ]
