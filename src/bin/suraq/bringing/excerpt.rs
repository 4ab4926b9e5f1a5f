//! Two texts that differ, shortened so that the difference is seen.

use crate::screen::cut;
use crate::screen::one_line;
use crate::screen::width_of;

/// Columns of what both have that stand before the difference.
const BEFORE: usize = 14;

/// Returns both in one line of at most `width` columns: from the beginning, or from a little before where they differ.
pub(super) fn excerpts(one: &str, other: &str, width: usize) -> [String; 2] {
    let (one, other) = (one_line(one), one_line(other));
    let same = common(&one, &other);
    let start = match width_of(&one[..same]) + BEFORE < width {
        true => 0,
        false => word_before(&one[..same]),
    };
    [one, other].map(|text| match start {
        0 => cut(&text, width),
        _ => format!("…{}", cut(&text[start..], width.saturating_sub(1))),
    })
}

/// Bytes that both begin with.
fn common(one: &str, other: &str) -> usize {
    let letters = one.char_indices().zip(other.chars());
    let differs = letters.into_iter().find(|((_, letter), other)| letter != other);
    differs.map_or(one.len().min(other.len()), |((at, _), _)| at)
}

/// Where the word begins that has `BEFORE` columns behind it, up to the end of `text`.
fn word_before(text: &str) -> usize {
    let behind = |at: &usize| width_of(&text[*at..]) >= BEFORE;
    let words = text.match_indices(' ').map(|(at, _)| at + 1);
    let last = words.take_while(behind).last().unwrap_or(0);
    // A word longer than all that is shown is cut.
    let letters = text.char_indices().map(|(at, _)| at);
    let near = letters
        .take_while(|at| width_of(&text[*at..]) >= 2 * BEFORE)
        .last();
    last.max(near.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::excerpts;

    #[track_caller]
    fn check(one: &str, other: &str, shown: [&str; 2]) {
        assert_eq!(excerpts(one, other, 40), shown);
    }

    #[test]
    fn what_differs_is_seen() {
        check("Lake Sary", "Lake Oron", ["Lake Sary", "Lake Oron"]);
        check(
            "Which river of Kazakhstan is the longest?",
            "Which river of Kazakhstan is the longest? [image: map.png]",
            ["…is the longest?", "…is the longest? [image: map.png]"],
        );
        check(
            "Қай өзен Қазақстандағы ең ұзын өзен болып табылады?",
            "Қай өзен Қазақстандағы ең ұзын өзен болып саналады?",
            ["…ұзын өзен болып табылады?", "…ұзын өзен болып саналады?"],
        );
        let long = "a".repeat(60);
        check(
            &format!("{long}b"),
            &format!("{long}c"),
            ["…aaaaaaaaaaaaaaaaaaaaaaaaaaaab", "…aaaaaaaaaaaaaaaaaaaaaaaaaaaac"],
        );
    }
}
