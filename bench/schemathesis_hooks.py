"""What schemathesis is told that no document of an interface can say."""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import JsonSchemaError


@schemathesis.hook
def filter_failure(_: Any, failure: Failure, case: Any, response: Any) -> bool:
    """Whether it is one.

    With `fields`, rows lack what the interface calls required; and a machine that is
    busy says so, and when to come again.
    """
    if response.status_code == 503 and "retry-after" in response.headers:
        return False
    asked_for_less = "fields" in (case.query or {})
    return not (asked_for_less and isinstance(failure, JsonSchemaError))
