"""The sheets of a workbook, opened by openpyxl without all that nobody reads here."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl.reader.excel import ExcelReader


def sheets_of(data: bytes) -> list[Any]:
    """Those with rows, which are read one by one. Raises whatever a broken file leads to."""
    reader = _SheetsOnly(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb.worksheets


class _SheetsOnly(ExcelReader):
    """Parts that openpyxl keeps whole may fill the memory: some are left out, and the main one has
    to be where ``workbook`` has looked how long it is."""

    def read_manifest(self) -> None:
        super().read_manifest()
        main = (one for one in self.package.Override if one.ContentType.endswith(".main+xml"))
        if any(one.PartName != "/xl/workbook.xml" for one in main):
            raise ValueError("The main part is elsewhere.")

    def _leave_out(self, *_: Any) -> None: ...

    read_properties = read_custom = read_theme = read_chartsheet = _leave_out
