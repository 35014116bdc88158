"""A browser of one window around WebKitGTK, for WebKitWebDriver: FOLDER LATITUDE LONGITUDE ACCURACY_M.

WebKit's own MiniBrowser forgets all that it stored whenever it is driven; a phone does not. The system's Python runs
this, whose packages have the bindings.
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

FOLDER = sys.argv[1]
HERE = WebKit2.GeolocationPosition.new(*map(float, sys.argv[2:]))


def say_where(positions: WebKit2.GeolocationManager) -> bool:
    positions.update_position(HERE)
    return True


def allow_location(view: WebKit2.WebView, asked: WebKit2.PermissionRequest) -> bool:
    if not isinstance(asked, WebKit2.GeolocationPermissionRequest):
        return False
    asked.allow()
    return True


def begin(context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
    named = WebKit2.ApplicationInfo()
    named.set_name("Sweep's tests")
    session.set_application_info(named)
    session.connect("create-web-view", lambda _: show(context))


def show(context: WebKit2.WebContext) -> WebKit2.WebView:
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    view.connect("permission-request", allow_location)
    window = Gtk.Window(default_width=390, default_height=844)
    window.add(view)
    window.show_all()
    return view


stored = WebKit2.WebsiteDataManager(
    base_data_directory=f"{FOLDER}/stored", base_cache_directory=f"{FOLDER}/cached"
)
phone = WebKit2.WebContext(website_data_manager=stored)
phone.set_preferred_languages(["en-GB"])
phone.get_geolocation_manager().connect("start", say_where)
phone.set_automation_allowed(True)
phone.connect("automation-started", begin)
Gtk.main()
