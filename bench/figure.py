"""One measured figure, and how it is printed."""

from __future__ import annotations

import operator
from dataclasses import dataclass

COMPARE = {"<=": operator.le, ">=": operator.ge, "==": operator.eq}


@dataclass(frozen=True, slots=True)
class Figure:
    """`aim` reads like `<= 20`; a figure without an aim is information."""

    id: str
    value: float
    unit: str = ""
    aim: str = ""
    note: str = ""

    @property
    def verdict(self) -> str:
        if not self.aim:
            return "info"
        sign, bound = self.aim.split()
        return "pass" if COMPARE[sign](self.value, float(bound)) else "fail"

    def line(self) -> str:
        parts = [self.id, f"{self.value:.6g}", self.unit or "-", self.aim or "-"]
        return "  ".join([*parts, self.verdict, self.note]).rstrip()
