"""The one door through which Temu is spoken to."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import attrs
import httpx

from adapters.http.rate_limit import CallLimit
from adapters.http.retry import RetryPolicy
from adapters.http.traffic import Traffic
from adapters.temu_http.canonical import Json, body, parameters
from adapters.temu_http.credentials import TemuCredentials
from adapters.temu_http.envelope import Answer, Envelope
from adapters.temu_http.signature import Signature
from adapters.temu_http.verdicts import (
    RATE_LIMITED,
    RETRYABLE,
    LostAnswerError,
    OutageError,
    SettingsError,
    after_write,
    refusal,
)
from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError, CorruptReplyError

#: These end before a byte of the body has left.
_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


@attrs.frozen(kw_only=True)
class TemuRouter:
    """
    Signs, sends, and says what came back in the families of our errors.

    Safe to share between threads.
    """

    http: httpx.Client = attrs.field(repr=False)
    url: str
    credentials: TemuCredentials = attrs.field(repr=False)
    signature: Signature
    clock: Clock
    rate_limit: CallLimit
    retry: RetryPolicy
    #: Told of every call.
    traffic: Traffic = attrs.field(factory=Traffic)

    def ask(self, operation: str, params: Mapping[str, Json]) -> Answer:
        """
        Return Temu's answer to a read, which may be a refusal.

        Raises:
            UnavailableError: No answer came, also not when asked again.
            CorruptReplyError: What came could not be read, also not when asked again.
            RejectedError: The address answers, but it is not Temu's gateway.
        """
        heard: list[Answer] = []

        def attempt() -> Answer:
            heard.clear()
            answer = self._exchange(operation, params)
            heard.append(answer)
            error = refusal(answer.envelope, operation)
            if isinstance(error, OutageError):
                raise error
            return answer

        try:
            return self.retry(attempt, worth=_worth_reading_again)
        except ConnectorError as error:
            if heard:
                return heard[0]
            raise _after_read(error) from error

    def read(self, operation: str, params: Mapping[str, Json]) -> Answer:
        """
        Return Temu's answer to a read that it did not refuse.

        Raises:
            ConnectorError: As for ``ask``, or what Temu's verdict means.
        """
        answer = self.ask(operation, params)
        if error := refusal(answer.envelope, operation):
            raise error
        return answer

    def write(self, operation: str, params: Mapping[str, Json]) -> Answer:
        """
        Return Temu's answer to a write that it accepted.

        Sent once; again only when Temu said that its rate limit kept it out.

        Raises:
            OutcomeUnknownError: It may have been done; look before writing again.
            UnavailableError: It was surely not done; write later.
            RejectedError: It was refused.
        """

        def attempt() -> Answer:
            answer = self._exchange(operation, params)
            if error := refusal(answer.envelope, operation):
                raise error
            return answer

        try:
            return self.retry(attempt, worth=_was_kept_out)
        except ConnectorError as error:
            changed = after_write(error)
            if changed is error:
                raise
            raise changed from error

    def _exchange(self, operation: str, params: Mapping[str, Json]) -> Answer:
        # The turn comes first: a signature must not age while it waits.
        self.traffic.waited(self.rate_limit.wait())
        try:
            with self.traffic.call():
                response = self.http.post(
                    self.url,
                    content=self._signed(operation, params),
                    headers={"Content-Type": "application/json"},
                )
        except _BEFORE_SENDING as error:
            raise OutageError(f"Temu cannot be reached ({type(error).__name__})") from error
        except httpx.RequestError as error:
            raise LostAnswerError(f"Temu's answer was lost ({type(error).__name__})") from error
        return self._answer(operation, response)

    def _signed(self, operation: str, params: Mapping[str, Json]) -> bytes:
        common: dict[str, Json] = {
            "type": operation,
            "app_key": self.credentials.app_key,
            "access_token": self.credentials.access_token,
            "timestamp": int(self.clock.now().timestamp()),
            "data_type": "JSON",
        }
        if clash := common.keys() & params.keys():
            raise ValueError(f"{sorted(clash)} are set by the router")
        given = parameters(common | dict(params))
        sign = self.signature.sign(given, self.credentials.app_secret)
        return body((*given, *parameters({"sign": sign})))

    def _answer(self, operation: str, response: httpx.Response) -> Answer:
        status = response.status_code
        if status == httpx.codes.TOO_MANY_REQUESTS:
            raise OutageError(
                "Temu is called too often (HTTP 429)",
                code=str(RATE_LIMITED),
                retry_after_s=_retry_after(response),
            )
        if status != httpx.codes.OK:
            # Temu says everything with 200; this is a proxy in front of it.
            raise LostAnswerError(
                f"something in front of Temu answered HTTP {status}", status=status
            )
        try:
            text = response.content.decode()
            envelope = Envelope.of(text, self.credentials.redact)
        except (UnicodeDecodeError, CorruptReplyError) as error:
            raise LostAnswerError("Temu's answer cannot be read", corrupt=True) from error
        return Answer(
            operation=operation,
            envelope=envelope,
            text=text,
            received_at=self.clock.now(),
            server_time=_date(response),
        )


def _worth_reading_again(error: ConnectorError) -> bool:
    if isinstance(error, LostAnswerError):
        return not 300 <= error.status < 500
    return isinstance(error, OutageError) and (not error.code or int(error.code) in RETRYABLE)


def _was_kept_out(error: ConnectorError) -> bool:
    return isinstance(error, OutageError) and error.code == str(RATE_LIMITED)


def _after_read(error: ConnectorError) -> ConnectorError:
    if not isinstance(error, LostAnswerError):
        return error
    if error.corrupt:
        return CorruptReplyError(error.text, code="unreadable")
    if 300 <= error.status < 500:
        text = f"temu.base_url is not the address of Temu's gateway ({error.text})"
        return SettingsError(text, code=error.code, field="temu.base_url")
    return error


def _retry_after(response: httpx.Response) -> float | None:
    seconds = response.headers.get("Retry-After", "")
    return float(seconds) if seconds.isascii() and seconds.isdigit() else None


def _date(response: httpx.Response) -> datetime | None:
    try:
        moment = parsedate_to_datetime(response.headers.get("Date", ""))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
