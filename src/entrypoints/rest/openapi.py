"""The description of the interface, as it is served and committed."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final, TypeAlias

from litestar import Litestar, Request, Response, Router
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from entrypoints.rest.caller import ALLOWED, ANYONE, OPERATORS, VIEWERS
from entrypoints.rest.front_door import ORDER_FILES_PATH
from entrypoints.rest.problem import MEDIA_TYPE, problem, problem_answer
from entrypoints.rest.routes import IDEMPOTENT

Json: TypeAlias = dict[str, Any]

_REFERENCE = re.compile(r"#/components/schemas/([A-Za-z0-9_.]+)")

_METHODS = ("get", "post", "put", "patch", "delete")
_PROBLEM: Final[Json] = {"$ref": "#/components/schemas/ProblemDetails"}
_PROBLEM_SCHEMA: Final[Json] = {
    "type": "object",
    "title": "ProblemDetails",
    "description": "Why a request was not answered as wished (RFC 9457).",
    "properties": {
        "type": {"type": "string", "description": "about:blank or urn:temu-jtl:<code>"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence for the merchant."},
        "field": {"type": "string", "description": "The field or parameter at fault."},
        "run_id": {"type": "string", "description": "The run that is in the way."},
    },
    "required": ["type", "title", "status", "detail", "field", "run_id"],
}
_KEY_PARAMETER: Final[Json] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A repeated request under the same key is answered, not done again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}
_FILE_BODY: Final[Json] = {
    "description": "The file as the Seller Center exported it.",
    "required": True,
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}
_PROBLEMS: Final = {
    400: "Broken JSON, or several shops and none named.",
    401: "No valid token or session.",
    403: "The token may not do this, or a foreign page asked.",
    404: "There is no such thing.",
    409: "It is under way, or has ended already.",
    413: "The body is too large.",
    421: "The Host is not ours.",
    422: "A value is wrong; the field is named.",
    429: "Too many wrong tokens.",
    502: "The other side answered nonsense, or its answer was lost.",
    503: "The database or the other side is away; try again.",
}


class DocumentPlugin(JsonRenderPlugin):
    """
    Serves the finished description at the router's root.
    """

    def __init__(self) -> None:
        super().__init__(path="/")

    def render(self, request: Request[Any, Any, Any], openapi_schema: Json) -> bytes:
        """
        Return the description as JSON.
        """
        return self.render_json(request, finished(openapi_schema, _options(request.app)))


def _without_pages(response: Response[Any]) -> Response[Any]:
    """
    Say in our own way that there is nothing; Litestar's is a page.
    """
    if response.status_code == HTTPStatus.NOT_FOUND:
        return problem_answer(problem(HTTPStatus.NOT_FOUND, "there is nothing here"))
    return response


def openapi_config(version: str) -> OpenAPIConfig:
    """
    Return how Litestar describes the routes.
    """
    return OpenAPIConfig(
        title="temu-jtl",
        version=version,
        description="Keeps Temu and JTL-Wawi in step: orders in, stock and shipments out.",
        use_handler_docstrings=True,
        render_plugins=[DocumentPlugin()],
        openapi_router=Router(
            "/schema",
            route_handlers=[],
            opt={ALLOWED: VIEWERS},
            include_in_schema=False,
            after_request=_without_pages,
        ),
    )


def document(app: Litestar) -> Json:
    """
    Return the description of *app*.
    """
    return finished(app.openapi_schema.to_schema(), _options(app))


def finished(schema: Json, options: Mapping[tuple[str, str], Json]) -> Json:
    """
    Return Litestar's description with what it cannot know: problems, keys, who may ask.
    """
    schema = _any_of(schema)
    paths: Json = {}
    for path, item in schema["paths"].items():
        paths[path] = dict(item)
        for method in _METHODS:
            if method in item:
                opt = options.get((path, method), {})
                paths[path][method] = _operation(item[method], opt, path)
    components = dict(schema.get("components", {}))
    schemas = _closed(components.get("schemas", {}), _asked_for(paths))
    components["schemas"] = {**schemas, "ProblemDetails": _PROBLEM_SCHEMA}
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": "temu_jtl_session"},
    }
    return {**schema, "paths": paths, "components": components}


def _asked_for(paths: Json) -> frozenset[str]:
    """
    Return the schemas that bodies of requests name.
    """
    bodies = [
        operation["requestBody"]
        for item in paths.values()
        for method, operation in item.items()
        if method in _METHODS and "requestBody" in operation
    ]
    return frozenset(_REFERENCE.findall(str(bodies)))


def _closed(schemas: Json, names: frozenset[str]) -> Json:
    """
    Return schemas in which those of *names*, and what they name, allow no field beside theirs.
    """
    known, todo = set[str](), set(names)
    while todo:
        known |= todo
        todo = {n for name in todo for n in _REFERENCE.findall(str(schemas.get(name)))} - known
    return {
        name: {**schema, "additionalProperties": False}
        if name in known and "properties" in schema
        else schema
        for name, schema in schemas.items()
    }


def _operation(operation: Json, opt: Json, path: str) -> Json:
    done = {**operation}
    kept = {code: r for code, r in operation["responses"].items() if int(code) < 400}
    if "204" in kept:
        kept["204"] = {"description": kept["204"]["description"]}
    done["responses"] = {**kept, **_problems(path)}
    if opt.get(IDEMPOTENT):
        done["parameters"] = [*operation.get("parameters", []), _KEY_PARAMETER]
    if path == ORDER_FILES_PATH:
        done["requestBody"] = _FILE_BODY
    body = operation.get("requestBody")
    if body is not None and _may_be_nothing(body):
        done["requestBody"] = {**body, "required": False}
    allowed = opt.get(ALLOWED, OPERATORS)
    if allowed != ANYONE:
        done["security"] = [{"token": []}, {"session": []}]
        roles = ", ".join(sorted(role.value for role in allowed))
        done["description"] = f"{operation.get('description', '').strip()}\n\nRoles: {roles}."
    return done


def _problems(path: str) -> Json:
    responses: Json = {
        str(status): {
            "description": text,
            "content": {MEDIA_TYPE: {"schema": _PROBLEM}},
        }
        for status, text in _PROBLEMS.items()
    }
    if path in {"/readyz", "/api/health", "/health"}:
        view = "StatusView" if path == "/readyz" else "HealthView"
        responses["503"]["content"]["application/json"] = {
            "schema": {"$ref": f"#/components/schemas/{view}"}
        }
    return responses


def _may_be_nothing(body: Json) -> bool:
    schema = body["content"].get("application/json", {}).get("schema", {})
    return {"type": "null"} in schema.get("anyOf", [])


def _any_of(value: Any) -> Any:
    """
    Return a description that lets a value fit several choices: a whole number is a number.
    """
    if isinstance(value, dict):
        return {"anyOf" if k == "oneOf" else k: _any_of(inner) for k, inner in value.items()}
    return [_any_of(inner) for inner in value] if isinstance(value, list) else value


def _options(app: Litestar) -> Mapping[tuple[str, str], Json]:
    return dict(_each_option(app))


def _each_option(app: Litestar) -> Iterator[tuple[tuple[str, str], Json]]:
    for route in app.routes:
        if not hasattr(route, "route_handlers"):
            continue
        for handler in route.route_handlers:
            for method in handler.http_methods:
                yield (route.path_format, method.lower()), dict(handler.opt)
