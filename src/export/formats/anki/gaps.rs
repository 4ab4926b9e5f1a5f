//! The text of a cloze with the gaps that somebody made in Anki.

use crate::items::Item;
use crate::items::gapped::Gap;
use crate::items::gapped::Gapped;
use crate::items::gapped::OWN;

use super::html::Pen;
use super::wording;

/// Returns the text of an item with its own gaps and those that its note has `there`; where these cannot be put into it
/// any more, the text as it is there. Says whether it is the item's own.
pub(super) fn cloze(item: &Item, there: &Gapped) -> (String, bool) {
    let pen = Pen::of(item);
    let (text, own) = revealed(item);
    match there.moved_to(&text, own) {
        Some(gaps) => (written(pen, &text, &gaps), true),
        None => (written(pen, &there.text, &there.gaps), false),
    }
}

/// The sentence with nothing hidden, and where its gaps are.
fn revealed(item: &Item) -> (String, Vec<Gap>) {
    let mut hints = wording::hints(item).into_iter();
    let mut pieces = item.stem.split(wording::BLANK);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    let mut gaps = Vec::new();
    for (hidden, after) in wording::deletions(item).into_iter().zip(pieces) {
        let from = text.len();
        text.push_str(hidden);
        gaps.push(Gap {
            number: OWN,
            from,
            to: text.len(),
            hint: hints.next().flatten().unwrap_or_default().to_owned(),
        });
        text.push_str(after);
    }
    (text, gaps)
}

/// Writes a sentence with its gaps, each before those within it.
fn written(mut pen: Pen, text: &str, gaps: &[Gap]) -> String {
    let mut html = String::new();
    let mut at = 0;
    let mut open: Vec<&Gap> = Vec::new();
    let mut gaps = gaps.iter().peekable();
    loop {
        let end = open.last().map_or(text.len(), |gap| gap.to);
        let gap = gaps.next_if(|gap| gap.from < end);
        let to = gap.map_or(end, |gap| gap.from);
        let (part, later) = (text.get(at..to), text.get(to..));
        let part = piece(
            &mut pen,
            part.unwrap_or_default(),
            later.unwrap_or_default(),
            html.is_empty(),
        );
        html.push_str(&part);
        at = to;
        match gap {
            Some(gap) => {
                html.push_str(wording::apart(&part, "{"));
                html.push_str(&format!("{{{{c{}::", gap.number));
                open.push(gap);
            }
            None => match open.pop() {
                Some(gap) => {
                    let hint = wording::shown_hint(pen, &gap.hint);
                    html.push_str(wording::apart(&part, if hint.is_empty() { "}" } else { "}:" }));
                    html.push_str(&format!("{hint}}}}}"));
                }
                None => return html,
            },
        }
    }
}

/// A piece of a sentence, whose blanks and ends of lines at both ends are the sentence's own.
fn piece(pen: &mut Pen, text: &str, later: &str, is_first: bool) -> String {
    let (lead, trail) = wording::outer(text);
    let lead = if is_first {
        String::new()
    } else {
        wording::gap(lead)
    };
    lead + &pen.write(text, later) + &wording::gap(trail)
}

#[cfg(test)]
mod tests {
    use super::cloze;
    use crate::items::Item;
    use crate::items::ItemId;
    use crate::items::Kind;
    use crate::items::gapped::Gap;
    use crate::items::gapped::Gapped;

    fn gap(number: u32, from: usize, to: usize, hint: &str) -> Gap {
        Gap {
            number,
            from,
            to,
            hint: hint.to_owned(),
        }
    }

    fn there() -> Gapped {
        Gapped {
            text: "Which river leaves it?".to_owned(),
            gaps: vec![gap(1, 6, 11, ""), gap(3, 12, 21, ""), gap(2, 12, 18, "verb")],
            ..Gapped::default()
        }
    }

    fn item(stem: &str) -> Item {
        Item {
            kind: Some(Kind::Cloze),
            ..Item::new(stem, "river")
        }
    }

    #[test]
    fn gaps_from_there_go_back_also_in_other_words() {
        let (text, is_own) = cloze(&item("Say which ____ leaves it & why."), &there());
        assert!(is_own);
        assert_eq!(
            text,
            "Say which {{c1::river}} {{c3::{{c2::leaves::verb}} it}} &amp; why."
        );
    }

    #[test]
    fn a_formula_stays_one_and_its_braces_are_not_those_of_a_gap() {
        let text = "\\(E = mc^{2}\\) by him";
        let from = text.find("mc").unwrap();
        let there = Gapped {
            text: text.to_owned(),
            gaps: vec![gap(2, from, from + 6, ""), gap(1, text.len() - 3, text.len(), "")],
            ..Gapped::default()
        };
        let item = Item {
            id: ItemId("anki-abcdefghijklm-1".to_owned()),
            ..Item::new("\\(E = mc^{2}\\) by ____", "him")
        };
        let (text, is_own) = cloze(&item, &there);
        assert!(is_own);
        assert_eq!(text, "\\(E = {{c2::mc^{2} }}\\) by {{c1::him}}");
    }

    #[test]
    fn a_text_that_lost_the_words_of_a_gap_stays_as_it_is_there() {
        let (text, is_own) = cloze(&item("Which ____ is in it?"), &there());
        assert!(!is_own);
        assert_eq!(text, "Which {{c1::river}} {{c3::{{c2::leaves::verb}} it}}?");
    }
}
