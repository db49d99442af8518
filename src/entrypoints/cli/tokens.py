"""temu-jtl tokens: who may talk to the server."""

from cyclopts import App

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.panels import HOUSE
from entrypoints.wire.tokens import IssuedToken, TokenView
from job_core.access import Role

app = App(name="tokens", help="Say who may talk to the server.", group=HOUSE)


@app.command(name="list")
def list_tokens(*, common: Common | None = None) -> int:
    """
    List tokens by name, revoked ones included; secrets are known to nobody.
    """
    common = common or Common()
    with common.opened_jobs() as jobs:
        tokens = [TokenView.of(token) for token in jobs.adapters.access_book().tokens()]
    if common.json:
        common.output.document(tokens)
        return ExitCode.OK
    common.output.table(
        "",
        ("name", "role", "made (UTC)", "revoked (UTC)"),
        ((t.name, t.role, t.created_at, t.revoked_at) for t in tokens),
        empty="There are no tokens; make one with: temu-jtl tokens add",
    )
    return ExitCode.OK


@app.command(name="add")
def add_token(name: str, *, role: Role = Role.VIEWER, common: Common | None = None) -> int:
    """
    Make a token; its secret is shown here and now only.

    Parameters
    ----------
    name
        Who or what will use it; it is recorded with all it does.
    role
        viewer: look; operator: do; metrics: read /metrics.
    """
    common = common or Common()
    with common.opened_jobs() as jobs:
        issued = jobs.use_cases.issue_token()(name, role)
    if common.json:
        common.output.document(IssuedToken.of(issued))
        return ExitCode.OK
    common.output.say(f"token {name} ({role.value}); it is shown only once:")
    common.output.say(issued.secret)
    return ExitCode.OK


@app.command(name="revoke")
def revoke_token(name: str, *, common: Common | None = None) -> int:
    """
    End a token and all sessions opened with it, at once.

    Parameters
    ----------
    name
        Its name from the list.
    """
    common = common or Common()
    with common.opened_jobs() as jobs:
        jobs.use_cases.revoke_token()(name)
    common.output.say(f"token {name} is revoked")
    return ExitCode.OK
