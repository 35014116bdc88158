"""One sheet of a workbook, written from the top: its few looks, and sentences that keep to its width."""

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# In points, of a line of text in the usual size.
LINE = 15
_SIDES = ("left", "right")


class Sheet:
    """One sheet, written from the top, with the workbook's few looks."""

    def __init__(self, book: xlsxwriter.Workbook, name: str) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.row = 0
        self.plain = book.add_format({"valign": "top"})
        self.wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        heads = {"bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"}
        self.head, self.head_right = (book.add_format({**heads, "align": side}) for side in _SIDES)
        self._texts = {
            (side, bold): book.add_format({"valign": "top", "align": side, "bold": bold})
            for side in _SIDES
            for bold in (False, True)
        }
        self.title = book.add_format(
            {"bold": True, "font_size": 16, "text_wrap": True, "valign": "top"}
        )
        self._numbers = {
            (decimals, bold): book.add_format(
                {"num_format": pattern, "bold": bold, "align": "right"}
            )
            for decimals, pattern in enumerate(("0", "0.0", "0.00"))
            for bold in (False, True)
        }
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        # The name of the sheet and how many pages there are, on paper only.
        self.sheet.set_header('&L&"-,Bold"&A')
        self.sheet.set_footer("&RPage &P of &N")

    def numbers(self, text: str, bold: bool) -> Format:
        """The look of a number with as many decimals as its text has."""
        return self._numbers[len(text.partition(".")[2]), bold]

    def text(self, column: int, bold: bool, left: int = 0) -> Format:
        """The look of text: to the left in the first columns, else over and under numbers to the right."""
        return self._texts["left" if column <= left else "right", bold]

    def say(self, *texts: str, looks: Sequence[Format]) -> None:
        """One row of text."""
        for column, (text, look) in enumerate(zip(texts, looks, strict=True)):
            self.sheet.write_string(self.row, column, text, look)
        self.row += 1

    def sentence(self, text: str, last_column: int, wide: int) -> None:
        """One row of text over all columns up to the last, on as many lines as it takes at so many letters each.

        Without it a long sentence would run off the screen, and on paper make everything small.
        """
        self._over(last_column, text, self.wrapped, LINE * lines_of(text, wide))

    def heading(self, text: str, last_column: int, wide: int) -> None:
        """The same in large letters, of which half as many go on a line."""
        self._over(last_column, text, self.title, 22 * lines_of(text, wide // 2))

    def _over(self, last_column: int, text: str, look: Format, high: int) -> None:
        self.sheet.merge_range(self.row, 0, self.row, last_column, "", look)
        self.sheet.write_string(self.row, 0, text, look)
        self.sheet.set_row(self.row, high)
        self.row += 1


def lines_of(text: str, wide: int) -> int:
    """Capitals and figures are wider than the letter that widths are counted in."""
    return -(-len(text) * 11 // (wide * 10)) or 1
