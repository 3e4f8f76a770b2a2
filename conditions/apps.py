"""The content app: what an editor may publish to the world."""

from django.apps import AppConfig


class ConditionsConfig(AppConfig):
    name = "conditions"
    verbose_name = "Conditions"

    def ready(self) -> None:
        # They need the models, which are loaded only now.
        from conditions import checks, receivers
        from conditions.search import receivers as search_receivers
        from conditions.triggers import receivers as table_receivers
        from conditions.views import registration

        checks.register_checks()
        receivers.connect()
        table_receivers.connect(self)
        search_receivers.connect(self)
        registration.register()
