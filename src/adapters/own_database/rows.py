"""What a row is before it is stored, and after."""

from typing import Any, TypeAlias

import sqlalchemy as sa

#: Values by column.
Values: TypeAlias = dict[str, object]
#: A stored row; its columns are those of its table.
Stored: TypeAlias = sa.Row[Any]
