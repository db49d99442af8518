"""temu-jtl doctor: is everything set, and does everything answer?"""

from collections.abc import Iterator, Mapping

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.settings.redacted import redacted
from entrypoints.shop_checks import Check, check_shop


def doctor(*, common: Common | None = None) -> int:
    """
    Show what is set and what is missing, and try every connection.

    Secrets are never shown, and nothing is written outside. It ends with 0 only
    when all is fine.
    """
    common = common or Common()
    output = common.output
    with common.opened(any_schema=True) as shop:
        settings = redacted(shop.adapters.settings())
        if not shop.adapters.settings().database_url:
            settings["database_url"] = "not set: a SQLite file in the data folder"
        output.say("settings", style="bold")
        output.facts(_flat(settings))
        output.say(f"\nchecks of {shop.shop}", style="bold")
        checks: list[Check] = []
        for check in check_shop(shop):
            checks.append(check)
            mark, style = ("ok   ", "") if check.ok else ("WRONG", "bold red")
            output.say(f"  {mark}  {check.name}: {check.text}", style=style)
    wrong = sum(not check.ok for check in checks)
    if common.json:
        output.document(
            {"shop": shop.shop, "ok": not wrong, "settings": settings, "checks": checks}
        )
    elif wrong:
        output.say(f"\n{wrong} of {len(checks)} checks found something wrong.", style="bold red")
    else:
        output.say(f"\nAll {len(checks)} checks are fine.", style="bold green")
    return ExitCode.FAILED if wrong else ExitCode.OK


def _flat(table: Mapping[str, object], path: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{path}{name}.")
        elif isinstance(value, list | Mapping):
            yield f"{path}{name}", ", ".join(map(str, value)) or "none"
        elif isinstance(value, bool):
            yield f"{path}{name}", str(value).lower()
        else:
            yield f"{path}{name}", "none" if value in ("", None) else value
