"""Turns that are counted in Redis."""

from typing import cast

import attrs
import redis
from pyrate_limiter import Rate, RateItem, RedisBucket

from adapters.http.rate_limit import SECOND_MS

#: Does what the library's own script does, on the clock of Redis.  With the clocks of those who
#: ask, a call that comes late would not see those that overtook it, and be one too many.
#: Arguments: the asker's time, weight, name, number of rates, then per rate the window's start on
#: the asker's clock, the limit, and how far back the call lies that must leave the window.
_PUT_ITEM = """
local bucket = KEYS[1]
local asker = tonumber(ARGV[1])
local weight = tonumber(ARGV[2])
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local longest = 0
for i = 1, tonumber(ARGV[4]) do
    local start = now - (asker - tonumber(ARGV[2 + 3 * i]))
    local limit = tonumber(ARGV[3 + 3 * i])
    local rank = tonumber(ARGV[4 + 3 * i])
    longest = math.max(longest, now - start)
    if limit - redis.call('zcount', bucket, start, '+inf') < weight then
        local blocking = -1
        if rank >= 0 then
            local found = redis.call('zrange', bucket, -1 - rank, -1 - rank, 'withscores')
            if found[2] then blocking = math.max(0, tonumber(found[2]) - now + asker) end
        end
        return {i - 1, blocking}
    end
end
redis.call('zremrangebyscore', bucket, 0, now - longest - 1)
for i = 1, weight do
    redis.call('zadd', bucket, now, ARGV[3] .. i)
end
redis.call('pexpire', bucket, 2 * longest)
return {-1, -1}
"""

#: The asker's clock shows this; only differences to it count.
_ASKER_MS = 3_600_000


@attrs.define
class SharedTurns:
    """
    So many calls in any one second, by whoever counts under the same key.

    A turn whose answer was lost is lost too, never given twice.
    """

    client: "redis.Redis"
    key: str
    per_second: int
    _script: str = attrs.field(default="", init=False)

    def take(self) -> float:
        """
        Take a turn and return 0, or return the seconds until asking again makes sense.

        Raises:
            redis.RedisError: Redis does not answer.
        """
        try:
            return self._take()
        except redis.exceptions.NoScriptError:
            # It was restarted or emptied.
            self._script = ""
            return self._take()

    def _take(self) -> float:
        if not self._script:
            self._script = self.client.script_load(_PUT_ITEM)
        # A bucket remembers its last answer, so threads do not share one.
        rate = Rate(self.per_second, SECOND_MS)
        bucket = RedisBucket([rate], self.client, self.key, self._script)
        item = RateItem("call", _ASKER_MS)
        if bucket.put(item):
            return 0.0
        return max(1, cast(int, bucket.waiting(item))) / 1000
