"""Hand dead messages to the workers again."""

from collections.abc import Collection

import attrs

from job_core.ports.dead_messages import DeadMessages
from job_core.ports.run_book import RunBook
from job_core.rules.run_states import is_finished
from shared_kernel.errors import RejectedError

#: As many as are kept.
_MOST = 1000


@attrs.frozen(kw_only=True)
class Redriven:
    """
    What became of dead messages, by their ids.
    """

    sent: tuple[str, ...]
    #: Their runs have ended, or are not known: nothing was left to do.
    put_away: tuple[str, ...]


@attrs.frozen(kw_only=True)
class RedriveMessages:
    """
    Send dead messages again whose runs still wait, and put the others away.

    Twice does no more than once: whoever comes second finds nothing dead, and a
    run that is begun already is not begun again.
    """

    dead: DeadMessages
    run_book: RunBook

    def __call__(self, ids: Collection[str] | None = None) -> Redriven:
        """
        Return what became of the messages with these ids; None means all.

        Raises:
            RejectedError: One of them is not dead; code ``unknown_message``.
            UnavailableError: The queue does not answer.
        """
        known = {message.id: message for message in self.dead.newest(limit=_MOST)}
        wanted = list(known) if ids is None else list(dict.fromkeys(ids))
        for message_id in wanted:
            if message_id not in known:
                raise RejectedError(
                    f"there is no dead message {message_id}", code="unknown_message", field="ids"
                )
        runs = self.run_book.several({known[message_id].run_id for message_id in wanted})
        open_runs = {run.id for run in runs.values() if not is_finished(run)}
        left = [message_id for message_id in wanted if known[message_id].run_id in open_runs]
        over = [message_id for message_id in wanted if known[message_id].run_id not in open_runs]
        return Redriven(
            sent=tuple(self.dead.send_again(left)), put_away=tuple(self.dead.put_away(over))
        )
