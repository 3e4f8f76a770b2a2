"""What this app adds to Wagtail's admin; what each does is in the module that it comes from."""

from __future__ import annotations

from functools import partial

from wagtail import hooks
from wagtail.signals import task_approved
from wagtail.snippets.models import register_snippet

from conditions import admin_middleware, publishing_hooks
from conditions.admin import (
    confirm,
    dashboard,
    findings,
    from_text,
    history,
    impact,
    navigation,
    newer_version,
    reports,
    sign_offs,
    withdraw,
)
from conditions.snippets import ReviewerViewSet, TermViewSet

register_snippet(TermViewSet)
register_snippet(ReviewerViewSet)

hooks.register("before_edit_page", newer_version.refuse_to_save_over_it)
hooks.register("before_publish_page", publishing_hooks.refuse_to_publish)
hooks.register("before_delete_page", publishing_hooks.refuse_to_delete)
hooks.register("before_bulk_action", publishing_hooks.refuse_in_bulk)
# After the refusals: nobody is asked to confirm what cannot go live.
hooks.register("before_publish_page", confirm.ask_before_publishing)
hooks.register("before_bulk_action", confirm.ask_in_bulk)
hooks.register("construct_homepage_panels", publishing_hooks.add_publishing_notice)

hooks.register("construct_homepage_panels", dashboard.add_content_numbers)
hooks.register("register_admin_urls", reports.addresses)
hooks.register("register_permissions", reports.permissions)
for view, order in reports.REPORTS:
    hooks.register("register_reports_menu_item", partial(reports.menu_item, view, order))
hooks.register("register_admin_urls", findings.urls)
for module in (confirm, history, impact, withdraw):
    hooks.register("register_admin_urls", module.addresses)
hooks.register("register_page_header_buttons", navigation.header_buttons)
hooks.register("register_page_action_menu_item", navigation.menu_item)
hooks.register("insert_global_admin_css", navigation.style_of_messages)
hooks.register("register_log_actions", withdraw.log_actions)
hooks.register("register_admin_urls", sign_offs.addresses)
hooks.register("register_permissions", sign_offs.permissions)
hooks.register("register_page_action_menu_item", sign_offs.menu_item)
hooks.register("register_page_header_buttons", sign_offs.header_button)

hooks.register("register_admin_urls", from_text.addresses)
hooks.register("register_admin_menu_item", from_text.menu_item)
hooks.register("register_page_header_buttons", from_text.header_buttons)

task_approved.connect(admin_middleware.note_approval, dispatch_uid="note_approval")
