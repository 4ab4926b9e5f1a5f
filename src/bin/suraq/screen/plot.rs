//! Bars made of text, with a number beside each.

use crate::screen::Screen;
use crate::screen::pad;
use crate::screen::pad_left;
use crate::screen::width_of;

/// A bar: what it is for, how long, and what it says.
pub struct Bar {
    /// Before the bar.
    pub label: String,
    /// Its length, in any unit.
    pub value: f64,
    /// After the bar.
    pub number: String,
}

const HEIGHTS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

const ASCII_HEIGHTS: [&str; 8] = [".", ".", ":", ":", "-", "=", "#", "#"];

/// Lays bars out, one a line; `full` is the value of the longest one there can be.
pub fn bars(screen: &Screen, bars: &[Bar], full: f64, width: usize) -> Vec<String> {
    let widest = |text: fn(&Bar) -> &str| bars.iter().map(|bar| width_of(text(bar))).max().unwrap_or(0);
    let (label, number) = (widest(|bar| &bar.label), widest(|bar| &bar.number));
    let room = width.saturating_sub(label + number + 3).max(1);
    let sign = screen.sign("█", "#");
    bars.iter()
        .map(|bar| {
            let share = if full > 0.0 {
                (bar.value / full).clamp(0.0, 1.0)
            } else {
                0.0
            };
            let mut length = (share * room as f64).round() as usize;
            // What is not nothing shows.
            if bar.value > 0.0 {
                length = length.max(1);
            }
            let drawn = sign.repeat(length);
            format!("{}  {drawn} {}", pad(&bar.label, label), bar.number)
                .trim_end()
                .to_owned()
        })
        .collect()
}

/// Columns side by side: a label, a bar of one sign's height, and the number under it, in as many
/// rows as the width needs.
pub fn columns(screen: &Screen, bars: &[Bar], width: usize) -> Vec<String> {
    const CELL: usize = 5;
    let full = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let each_row = (width / CELL).max(1).min(bars.len().max(1));
    let mut lines = Vec::new();
    for row in bars.chunks(each_row) {
        let line = |text: &dyn Fn(&Bar) -> String| {
            let cells: String = row.iter().map(|bar| pad_left(&text(bar), CELL)).collect();
            cells.trim_end().to_owned()
        };
        lines.push(line(&|bar| bar.label.clone()));
        lines.push(line(&|bar| height(screen, bar.value, full)));
        lines.push(line(&|bar| bar.number.clone()));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn height(screen: &Screen, value: f64, full: f64) -> String {
    if value <= 0.0 || full <= 0.0 {
        return String::new();
    }
    let step = ((value / full) * 8.0).ceil().clamp(1.0, 8.0) as usize - 1;
    screen.sign(HEIGHTS[step], ASCII_HEIGHTS[step]).repeat(3)
}

#[cfg(test)]
mod tests {
    use super::{Bar, bars, columns};
    use crate::screen::{Screen, width_of};

    const PLAIN: Screen = Screen {
        plain: true,
        colour: false,
        ascii: true,
        interactive: false,
    };

    fn three() -> Vec<Bar> {
        [("Mon", 10.0), ("Tuesday", 0.0), ("Wed", 1.0)]
            .map(|(label, value)| Bar {
                label: label.to_owned(),
                value,
                number: format!("{value}"),
            })
            .into()
    }

    #[test]
    fn every_bar_has_its_number_and_fits() {
        let lines = bars(&PLAIN, &three(), 10.0, 22);
        assert_eq!(lines, ["Mon      ########## 10", "Tuesday   0", "Wed      # 1"]);
        assert!(lines.iter().all(|line| width_of(line) <= 22));
    }

    #[test]
    fn columns_go_on_below_where_the_width_ends() {
        let lines = columns(&PLAIN, &three(), 10);
        assert_eq!(lines[0], "  MonTuesday");
        assert_eq!(lines.len(), 6);
    }
}
