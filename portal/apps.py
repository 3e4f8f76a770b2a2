"""The wiring app: accounts, settings, addresses, middleware, health."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PortalConfig(AppConfig):
    default = True
    name = "portal"
    verbose_name = "Portal"


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user admin, limited to staff accounts."""

    default = False
    user_viewset = "portal.staff_admin.StaffUserViewSet"
