"""GET and POST /api/tokens; POST /api/tokens/{name}/revoke."""

from litestar.params import JSONBody

from entrypoints.rest.caller import OPERATORS
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import TextPath
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.refusals import OwnTokenError
from entrypoints.rest.routes import changing, reading
from entrypoints.rest.services import Services
from entrypoints.wire.answers import TokenRevoked
from entrypoints.wire.lists import TokenList
from entrypoints.wire.requests import TokenRequest
from entrypoints.wire.tokens import IssuedToken, TokenView


@reading("/api/tokens", allowed=OPERATORS)
def list_tokens(services: Given[Services]) -> TokenList:
    """
    List tokens by name, revoked ones included; secrets are known to nobody.
    """
    tokens = services.access.access_book.tokens()
    return TokenList(items=[TokenView.of(token) for token in tokens])


# A kept answer would keep the secret.
@changing("/api/tokens", status=201, idempotent=False)
def add_token(
    data: JSONBody[TokenRequest], services: Given[Services], person: Given[PersonDesk]
) -> IssuedToken:
    """
    Make a token; its secret is shown here and now only.
    """
    issued = person.do(
        lambda _: services.access.issue_token(data.name, data.role),
        what="token added",
        token=data.name,
        role=data.role.value,
    )
    return IssuedToken.of(issued)


@changing("/api/tokens/{name:str}/revoke")
def revoke_token(
    name: TextPath, services: Given[Services], person: Given[PersonDesk]
) -> TokenRevoked:
    """
    End another token and all sessions opened with it, at once.
    """
    if name == person.caller.name:
        raise OwnTokenError

    def revoke(_: object) -> str:
        services.access.revoke_token(name)
        return name

    return TokenRevoked(name=person.do(revoke, what="token revoked", token=name))


ROUTES = (list_tokens, add_token, revoke_token)
