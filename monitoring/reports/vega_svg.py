"""The program that draws one Vega-Lite chart: its JSON comes in, SVG goes out.

Vega needs an engine for JavaScript, which takes 165 MB. A process that shows pages does not
keep it: this one ends with its chart.
"""

import sys
from pathlib import Path

import vl_convert

FONTS = Path(__file__).parent / "fonts"


def main() -> None:
    """Draw without network, with the documents' font."""
    vl_convert.register_font_directory(str(FONTS))
    drawn = vl_convert.vegalite_to_svg(sys.stdin.buffer.read().decode(), allowed_base_urls=[])
    sys.stdout.buffer.write(drawn.encode())


if __name__ == "__main__":
    main()
