//! Bars made of text, with a number beside each.

use crate::screen::Screen;
use crate::screen::pad;
use crate::screen::pad_left;
use crate::screen::width_of;
use crate::screen::wrap_indented;

/// Bars shorter than this say nothing; their numbers then stand below them.
const SHORTEST: usize = 8;

/// A bar: what it is for, how long, and what it says.
#[derive(Clone, Debug)]
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
///
/// Where the numbers leave no room, each stands on a line below its bar.
pub fn bars(screen: &Screen, bars: &[Bar], full: f64, width: usize) -> Vec<String> {
    let widest = |text: fn(&Bar) -> &str| bars.iter().map(|bar| width_of(text(bar))).max().unwrap_or(0);
    let (label, number) = (widest(|bar| &bar.label), widest(|bar| &bar.number));
    let is_narrow = label + number + 3 + SHORTEST > width;
    let taken = if is_narrow { label + 2 } else { label + number + 3 };
    let room = width.saturating_sub(taken).max(1);
    let sign = screen.sign("█", "#");
    if screen.spoken {
        return said(bars, width);
    }
    let mut lines = Vec::new();
    for bar in bars {
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
        let (name, drawn) = (pad(&bar.label, label), sign.repeat(length));
        if is_narrow {
            lines.push(format!("{name}  {drawn}").trim_end().to_owned());
            lines.extend(wrap_indented(&bar.number, width, "  ", "  "));
        } else {
            lines.push(format!("{name}  {drawn} {}", bar.number).trim_end().to_owned());
        }
    }
    lines
}

/// Bars as a voice reads them out: what each is for, and its number.
fn said(bars: &[Bar], width: usize) -> Vec<String> {
    let line = |bar: &Bar| wrap_indented(&format!("{}: {}", bar.label, bar.number), width, "", "  ");
    bars.iter().flat_map(line).collect()
}

/// The shade of a day with so many answers, 0 for none and 4 for the most there are.
pub fn step(answers: u32, most: u32) -> usize {
    match (answers, most) {
        (0, _) | (_, 0) => 0,
        _ => (u64::from(answers) * 4).div_ceil(u64::from(most)).clamp(1, 4) as usize,
    }
}

/// Columns side by side: a label, a bar of one sign's height, and the number under it, in as many
/// rows as the width needs.
pub fn columns(screen: &Screen, bars: &[Bar], width: usize) -> Vec<String> {
    const CELL: usize = 5;
    if screen.spoken {
        let all = bars.iter().map(|bar| format!("{} {}", bar.label, bar.number));
        return wrap_indented(&all.collect::<Vec<_>>().join(", "), width, "", "  ");
    }
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
    use super::{Bar, bars, columns, step};
    use crate::screen::{Screen, width_of};

    const PLAIN: Screen = Screen {
        plain: true,
        colour: false,
        ascii: true,
        interactive: false,
        spoken: false,
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

    #[test]
    fn numbers_without_room_stand_below_their_bars() {
        let mut long = three();
        long[0].number = "91 % (20 of 22) young 90 %, mature 92 %".to_owned();
        let lines = bars(&PLAIN, &long, 10.0, 24);
        assert_eq!(lines[0], "Mon      ###############");
        assert_eq!(lines[1], "  91 % (20 of 22) young");
        assert!(lines.iter().all(|line| width_of(line) <= 24), "{lines:?}");
    }

    #[test]
    fn the_darkest_shade_is_the_most_and_a_single_answer_shows() {
        assert_eq!(
            [0, 1, 50, 51, 100].map(|answers| step(answers, 100)),
            [0, 1, 2, 3, 4]
        );
        assert_eq!(step(0, 0), 0);
    }

    #[test]
    fn a_voice_reads_words_and_numbers_and_no_bars() {
        let spoken = Screen {
            spoken: true,
            ..PLAIN
        };
        assert_eq!(
            bars(&spoken, &three(), 10.0, 40),
            ["Mon: 10", "Tuesday: 0", "Wed: 1"]
        );
        assert_eq!(columns(&spoken, &three(), 40), ["Mon 10, Tuesday 0, Wed 1"]);
    }
}
