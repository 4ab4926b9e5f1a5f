//! A screen as a picture: what stands on it, where, and in which colour.

use std::fmt::Write;

/// Columns and rows in points; letters are 14 points high.
const COLUMN: f32 = 8.4;
const ROW: f32 = 18.0;

/// Around the screen.
const MARGIN: f32 = 14.0;

const STYLE: &str = "\
.page{fill:#fbfaf7;stroke:#d9d5cc}.t{fill:#22252a;font:14px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;\
white-space:pre}.b{font-weight:bold}.d{opacity:.6}.u{text-decoration:underline}.c1{fill:#b3261e}.c2{fill:#1c7a3a}\
.c3{fill:#8a6100}@media (prefers-color-scheme:dark){.page{fill:#15181c;stroke:#2e343b}.t{fill:#e7e5e0}\
.c1{fill:#f2867e}.c2{fill:#7fd199}.c3{fill:#e3c067}}";

/// How some letters in a row look: the names of [`STYLE`].
fn look(cell: &vt100::Cell) -> String {
    let mut look = "t".to_owned();
    if let vt100::Color::Idx(colour @ 1..=3) = cell.fgcolor() {
        let _ = write!(look, " c{colour}");
    }
    for (is_so, name) in [(cell.bold(), " b"), (cell.dim(), " d"), (cell.underline(), " u")] {
        if is_so {
            look.push_str(name);
        }
    }
    look
}

/// Draws the screen as SVG, in the colours of day or night.
pub fn draw(screen: &vt100::Screen) -> String {
    let (rows, columns) = screen.size();
    let last = (0..rows)
        .rev()
        .find(|row| !text(screen, *row, 0, columns).trim().is_empty());
    let rows = last.map_or(1, |row| row + 1);
    let width = f32::from(columns) * COLUMN + 2.0 * MARGIN;
    let height = f32::from(rows) * ROW + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\">\n<style>{STYLE}</style>\n<rect class=\"page\" x=\".5\" y=\".5\" \
         width=\"{:.0}\" height=\"{:.0}\" rx=\"8\"/>\n",
        width - 1.0,
        height - 1.0
    );
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            let begun = column;
            let Some(style) = screen.cell(row, column).map(look) else {
                break;
            };
            while column < columns && screen.cell(row, column).map(look).as_ref() == Some(&style) {
                column += 1;
            }
            let run = text(screen, row, begun, column);
            if run.trim().is_empty() {
                continue;
            }
            let blanks = run.chars().take_while(|letter| *letter == ' ').count();
            let x = MARGIN + (f32::from(begun) + blanks as f32) * COLUMN;
            let y = MARGIN + f32::from(row) * ROW + 14.0;
            let _ = writeln!(
                svg,
                "<text class=\"{style}\" x=\"{x:.1}\" y=\"{y:.0}\">{}</text>",
                escaped(run.trim())
            );
        }
    }
    svg + "</svg>\n"
}

fn text(screen: &vt100::Screen, row: u16, from: u16, to: u16) -> String {
    let mut text = String::new();
    for cell in (from..to).filter_map(|column| screen.cell(row, column)) {
        match cell.contents() {
            _ if cell.is_wide_continuation() => {}
            "" => text.push(' '),
            letters => text.push_str(letters),
        }
    }
    text
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    // Blanks inside a line are kept on every viewer.
    text.replace(' ', "\u{a0}")
}
