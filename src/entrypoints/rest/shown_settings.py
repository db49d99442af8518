"""GET /api/settings."""

from entrypoints.open_shop import OpenShop
from entrypoints.rest.caller import OPERATORS
from entrypoints.rest.given import Given
from entrypoints.rest.routes import reading
from entrypoints.wire.shown_settings import SettingsView


@reading("/api/settings", allowed=OPERATORS)
def show_settings(opened: Given[OpenShop]) -> SettingsView:
    """
    Show what is set; of a secret only whether it is.
    """
    return SettingsView.of(opened.adapters.settings(), demo=opened.setup.demo)


ROUTES = (show_settings,)
