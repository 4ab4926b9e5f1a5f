//! Clozes of ours to which somebody gave further gaps over there.

use crate::items::gapped::Gap;
use crate::items::gapped::Gapped;
use crate::items::gapped::OWN;

use super::cloze;
use super::cloze::MARKS;
use super::html;
use super::show::Kept;

/// The highest number of a gap that makes a card over there.
const HIGHEST: u64 = 500;

/// Reads the text of a note; nothing where it has no gap but those of its own card, or where it cannot be told where
/// they are.
pub(super) fn gapped(text: &str, kept: Kept<'_>) -> Option<Gapped> {
    let numbers = cloze::numbers(text);
    let has_others = numbers.iter().any(|number| *number != u64::from(OWN));
    if !has_others || !numbers.contains(&u64::from(OWN)) || text.contains(MARKS) {
        return None;
    }
    let (marked, deletions) = cloze::marked(text);
    let shown = html::text(&marked, kept);
    let mut whole = String::with_capacity(shown.len());
    let mut gaps: Vec<Gap> = Vec::new();
    let mut open: Vec<Vec<usize>> = Vec::new();
    let mut deletions = deletions.into_iter();
    for sign in shown.chars() {
        if sign == MARKS[0] {
            let deletion = deletions.next()?;
            let hint = html::text(&deletion.hint, kept);
            let first = gaps.len();
            gaps.extend(deletion.numbers.iter().filter_map(|number| {
                Some(Gap {
                    number: u32::try_from(*number)
                        .ok()
                        .filter(|_| (1..=HIGHEST).contains(number))?,
                    from: whole.len(),
                    to: whole.len(),
                    hint: hint.clone(),
                })
            }));
            open.push((first..gaps.len()).collect());
        } else if sign == MARKS[1] {
            for place in open.pop()? {
                gaps[place].to = whole.len();
            }
        } else {
            whole.push(sign);
        }
    }
    // What hides nothing makes no card.
    gaps.retain(|gap| gap.from < gap.to);
    let found = Gapped {
        text: whole,
        gaps,
        ..Gapped::default()
    };
    (!found.others().is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::gapped;

    #[test]
    fn gaps_are_where_their_words_stand_in_the_text() {
        let text = "Which {{c1::<b>river</b>}} {{c3::{{c2::leaves::verb &amp; more}} it}}?<br>{{c1,2::Tur}}";
        let found = gapped(text, &str::to_owned).unwrap();
        assert_eq!(found.text, "Which river leaves it?\nTur");
        let gaps: Vec<(u32, &str, &str)> = found
            .gaps
            .iter()
            .map(|gap| (gap.number, &found.text[gap.from..gap.to], gap.hint.as_str()))
            .collect();
        let expected = [
            (1, "river", ""),
            (3, "leaves it", ""),
            (2, "leaves", "verb & more"),
            (1, "Tur", ""),
            (2, "Tur", ""),
        ];
        assert_eq!(gaps, expected);
        assert_eq!(found.others(), [2, 3]);
        assert_eq!(gapped("{{c1::a}} and {{c1::b}}", &str::to_owned), None);
        assert_eq!(gapped("{{c2::a}} alone", &str::to_owned), None);
    }
}
