//! What was typed beside what was meant, letter under letter, with a sign under each that differs.

use suraq::answers::Part;
use unicode_segmentation::UnicodeSegmentation;

use crate::screen::pad;
use crate::screen::width_of;

/// Letters one above the other: typed, meant, and the sign below.
struct Pair<'a> {
    typed: &'a str,
    meant: &'a str,
    sign: &'static str,
}

/// Returns the comparison in lines of at most `width` columns; nothing where the two have little in common.
///
/// `^` stands under a letter that should be another, `+` under one that is missing, `-` under one too many.
pub fn lines(parts: &[Part], width: usize) -> Vec<String> {
    let pairs = pairs(parts);
    let kept = pairs.iter().filter(|pair| pair.sign == " ").count();
    if kept == pairs.len() || kept * 2 < pairs.len() {
        return Vec::new();
    }
    let labels = if width < 40 {
        ["you ", "key ", "    "]
    } else {
        ["you typed  ", "the answer ", "           "]
    };
    let room = width.saturating_sub(labels[0].len()).max(4);
    let mut lines = Vec::new();
    let mut rows = [String::new(), String::new(), String::new()];
    for pair in &pairs {
        let columns = width_of(pair.typed).max(width_of(pair.meant)).max(1);
        if width_of(&rows[0]) + columns > room {
            flush(&mut lines, &labels, &mut rows);
        }
        for (row, text) in rows.iter_mut().zip([pair.typed, pair.meant, pair.sign]) {
            row.push_str(&pad(text, columns));
        }
    }
    flush(&mut lines, &labels, &mut rows);
    lines
}

fn flush(lines: &mut Vec<String>, labels: &[&str; 3], rows: &mut [String; 3]) {
    for (label, row) in labels.iter().zip(rows) {
        let line = format!("{label}{row}");
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        row.clear();
    }
}

fn pairs(parts: &[Part]) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    for part in parts {
        match part {
            Part::Kept { typed, meant } => side_by_side(&mut pairs, typed, meant, " "),
            Part::Missing(meant) => side_by_side(&mut pairs, "", meant, "+"),
            Part::Extra(typed) => side_by_side(&mut pairs, typed, "", "-"),
            Part::Changed { typed, meant } => side_by_side(&mut pairs, typed, meant, "^"),
        }
    }
    pairs
}

fn side_by_side<'a>(pairs: &mut Vec<Pair<'a>>, typed: &'a str, meant: &'a str, sign: &'static str) {
    let (mut typed, mut meant) = (typed.graphemes(true), meant.graphemes(true));
    loop {
        let (one, other) = (typed.next(), meant.next());
        if one.is_none() && other.is_none() {
            return;
        }
        let (typed, meant) = (one.unwrap_or_default(), other.unwrap_or_default());
        // How thousands, words and parts of words are set apart is nobody's mistake.
        let sign = if separates(typed) && separates(meant) {
            " "
        } else {
            sign
        };
        pairs.push(Pair { typed, meant, sign });
    }
}

/// Whether `text` holds nothing but what stands between words and figures.
fn separates(text: &str) -> bool {
    const SEPARATORS: &str = ",.'’ʼ-–— \u{a0}\u{202f}";
    text.chars().all(|letter| SEPARATORS.contains(letter))
}

#[cfg(test)]
mod tests {
    use suraq::answers::difference::difference;

    use super::lines;

    fn shown(typed: &str, meant: &str, width: usize) -> String {
        lines(&difference(typed, meant), width).join("\n")
    }

    #[test]
    fn signs_stand_under_what_differs() {
        assert_eq!(
            shown("Bektanof", "Bektenov", 72),
            "you typed  Bektanof\nthe answer Bektenov\n               ^  ^"
        );
        assert_eq!(
            shown("Bektnov", "Bektenov", 20),
            "you Bekt nov\nkey Bektenov\n        +"
        );
    }

    #[test]
    fn separators_and_case_are_not_marked() {
        assert_eq!(shown("2297", "2,297", 72), "");
        assert_eq!(shown("nur-sultan", "Nur Sultan", 72), "");
        assert_eq!(
            shown("2397", "2,297", 72),
            "you typed  2 397\nthe answer 2,297\n             ^"
        );
        assert_eq!(
            shown("astna", "Astana", 72),
            "you typed  ast na\nthe answer Astana\n              +"
        );
    }

    #[test]
    fn wide_letters_keep_the_columns_straight() {
        assert_eq!(shown("漢a字", "漢字", 20), "you 漢a字\nkey 漢 字\n      -");
    }

    #[test]
    fn another_thing_altogether_is_not_compared() {
        assert_eq!(shown("Almaty", "1995", 72), "");
    }

    #[test]
    fn long_answers_go_on_below() {
        let shown = shown("one two three four", "one two three five", 20);
        assert_eq!(shown.lines().count(), 6, "{shown}");
        assert!(shown.lines().all(|line| line.len() <= 20));
    }
}
