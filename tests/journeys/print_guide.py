"""Prints the guides in docs as PDFs for A4, in a real browser. From the project's folder:

    PYTHONPATH=tests .venv/bin/python -m journeys.print_guide

Each guide, in each language, is a Markdown file of its own. The desk links to the PDFs. Look at
it before it is committed.
"""

from base64 import b64encode
from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import Browser, sync_playwright

from rig.chromium import launch_options
from rig.databases import ROOT

FOLDER = ROOT / "static" / "pwa" / "desk" / "public"
# (file, its language, how many pages it may take)
GUIDES = (
    ("officers-guide.md", "en-GB", 1),
    ("officers-guide.cy.md", "cy", 1),
    ("coordinators-guide.md", "en-GB", 2),
)
_STYLE = """
@page { size: A4; margin: 10mm 13mm 8mm; }
body { margin: 0; font: 9pt/1.32 system-ui, 'Segoe UI', roboto, arial, sans-serif; color: #0b0c0c;
       columns: 2; column-gap: 8mm; }
h1, h1 + p, h2:has(+ table), table { column-span: all; }
ol, li { break-inside: avoid; }
h2:has(+ table) { margin-top: 1mm; }
h1 { margin: 0 0 1.5mm; font-size: 19pt; line-height: 1.1; }
h1 + p { margin: 0 0 3mm; padding-bottom: 2mm; border-bottom: .8mm solid #0f7a52; font-size: 10.5pt; }
h2 { margin: 0 0 .8mm; font-size: 11.5pt; line-height: 1.15; break-after: avoid; }
p, ol, ul { margin: 0 0 2.6mm; }
ol, ul { padding-left: 4.5mm; }
li + li { margin-top: .7mm; }
em { font-style: normal; font-weight: 600; }
table { width: 100%; margin: 1mm 0 3mm; border-spacing: 0; table-layout: fixed; }
th, td { padding: 0 2mm; text-align: center; vertical-align: top; }
th { padding-bottom: 1mm; font-size: 9.3pt; }
img { width: 31mm; border: .3mm solid #858686; border-radius: 2mm; }
/* Two pages: larger type, and pictures of a desk that can be read. */
body.coordinators-guide { font-size: 10.4pt; line-height: 1.36; }
.coordinators-guide ol { break-inside: auto; }
.coordinators-guide img { width: 84mm; height: 78mm; object-fit: cover; object-position: top; }
.coordinators-guide table:last-child img { height: 54mm; }
"""


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for name, language, pages in GUIDES:
            print_guide(browser, ROOT / "docs" / name, language, pages)
        browser.close()


def print_guide(browser: Browser, guide: Path, language: str, most: int) -> None:
    """The guide as a PDF. RuntimeError where it needs more pages than it may take."""
    page = browser.new_page()
    page.set_content(as_html(language, guide), wait_until="load")
    printed = page.pdf(prefer_css_page_size=True, tagged=True)
    page.close()
    pages = printed.count(b"/Type /Page\n")
    if pages > most:
        raise RuntimeError(f"{guide.name} needs {pages} pages")
    file = FOLDER / f"{guide.stem}.pdf"
    file.write_bytes(printed)
    print(f"{file.name}: {len(printed) / 1000:.0f} kB")


def as_html(language: str, guide: Path) -> str:
    """A whole page, with its pictures in it."""
    text = guide.read_text("utf-8")
    body = MarkdownIt("commonmark").enable("table").render(text)
    for picture in guide.parent.glob("pictures/*.png"):
        held = f"data:image/png;base64,{b64encode(picture.read_bytes()).decode()}"
        body = body.replace(f'src="pictures/{picture.name}"', f'src="{held}"')
    title = text.splitlines()[0].removeprefix("# ")
    sort = guide.name.partition(".")[0]
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body class="{sort}">{body}</body></html>'


if __name__ == "__main__":
    main()
