//! What our own notes say besides question and answer, taken apart again into what an item has of its own.
//!
//! An export writes more than the explanation into the explanation's field: why options are wrong, what is
//! right as well, as of when. A learner may have edited all of it over there, so what is not as it was
//! written stays what it is now: text of the explanation.

use crate::items::Distractor;
use crate::items::Item;
use crate::items::Particulars;

use super::html;
use super::show::Kept;

/// How a line begins that an export adds.
const LINE: &str = "<div class=\"sq-note\">";
const LINE_END: &str = "</div>";

/// Takes an item's explanation out of the field, and gives the item what the added lines say.
pub(super) fn take(item: &mut Item, field: &str, kept: Kept<'_>) {
    let mut rest = field.trim_end();
    while let Some((before, line)) = last_line(rest) {
        let is_taken = match line.strip_prefix("Also right:<ul>") {
            Some(list) => {
                item.accept = elements(list, kept);
                true
            }
            None => take_line(item, &html::text(line, kept)),
        };
        if !is_taken {
            break;
        }
        rest = before;
    }
    if let Some((before, list)) = last_list(rest)
        && take_reasons(&mut item.distractors, &elements(list, kept))
    {
        rest = before;
    }
    let explanation = html::text(rest, kept);
    item.explanation = Some(explanation).filter(|text| !text.is_empty());
}

/// What stands before the last added line, and the line.
fn last_line(field: &str) -> Option<(&str, &str)> {
    let inner = field.strip_suffix(LINE_END)?;
    let at = inner.rfind(LINE)?;
    let line = &inner[at + LINE.len()..];
    (!line.contains(LINE_END)).then_some((&field[..at], line))
}

fn last_list(field: &str) -> Option<(&str, &str)> {
    let inner = field.strip_suffix("</ul>")?;
    let at = inner.rfind("<ul>")?;
    Some((&field[..at], &inner[at..]))
}

/// Gives the item what a line says; false where it is no line of an export.
fn take_line(item: &mut Item, line: &str) -> bool {
    if let Some(correction) = line.strip_prefix("Correct would be: ") {
        item.detail.correction = Some(correction.to_owned());
    } else if let Some(accepted) = line.strip_prefix("Also right: ") {
        item.accept = accepted.split("; ").map(str::to_owned).collect();
    } else if let Some(percent) = between(line, "Up to ", " % off counts as right.") {
        let Ok(percent) = percent.parse::<f64>() else {
            return false;
        };
        item.detail.tolerance = Some(percent / 100.0).filter(|share| (0.0..=1.0).contains(share));
    } else if let Some(date) = between(line, "As of ", ".") {
        let Ok(date) = date.parse() else {
            return false;
        };
        item.as_of = Some(date);
    } else if line.starts_with("Contested: ") {
        item.contested = true;
    } else {
        return false;
    }
    true
}

fn between<'a>(line: &'a str, start: &str, end: &str) -> Option<&'a str> {
    line.strip_prefix(start)?.strip_suffix(end)
}

/// Gives wrong options their reasons; false, and nothing given, where a reason is of no option.
fn take_reasons(options: &mut [Distractor], reasons: &[String]) -> bool {
    let mut given = Vec::new();
    for reason in reasons {
        let of = options.iter().position(|option| {
            let start = reason.strip_prefix(option.text.as_str());
            start.is_some_and(|rest| rest.starts_with(": "))
        });
        let Some(of) = of else {
            return false;
        };
        given.push((of, reason[options[of].text.len() + 2..].to_owned()));
    }
    for (of, why) in given {
        options[of].why = Some(why);
    }
    !reasons.is_empty()
}

/// Takes a matching apart: the halves, and right halves that belong to none; nothing where it is none.
pub(super) fn halves(question: &str, answer: &str, kept: Kept<'_>) -> Option<(Particulars, Vec<Distractor>)> {
    let (_, lists) = question.split_once("<ol>")?;
    let (left, right) = lists.split_once("</ol>")?;
    let (left, mut right) = (elements(left, kept), elements(right, kept));
    let lines = elements(answer, kept);
    if left.len() != lines.len() || left.len() < 2 {
        return None;
    }
    let mut detail = Particulars::default();
    for (left, line) in left.into_iter().zip(lines) {
        let half = line.strip_prefix(left.as_str())?.strip_prefix(" – ")?.to_owned();
        let at = right.iter().position(|one| *one == half)?;
        right.remove(at);
        detail.pairs.push((left, half));
    }
    let spare = |text| Distractor { text, why: None };
    Some((detail, right.into_iter().map(spare).collect()))
}

/// The elements of a list.
pub(super) fn elements(html: &str, kept: Kept<'_>) -> Vec<String> {
    html.split("<li>")
        .skip(1)
        .map(|one| html::text(one.split("</li>").next().unwrap_or(one), kept))
        .filter(|one| !one.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::take;
    use crate::items::Distractor;
    use crate::items::Item;

    fn taken(field: &str) -> Item {
        let mut item = Item::new("Which lake?", "Lake Sary");
        item.distractors = ["Lake Ana", "Lake Bel"]
            .map(|text| Distractor {
                text: text.to_owned(),
                why: None,
            })
            .to_vec();
        take(&mut item, field, &str::to_owned);
        item
    }

    #[test]
    fn lines_of_an_export_become_what_they_were_made_of() {
        let item = taken(
            "It is 90 m deep.<ul><li>Lake Bel: it is salt: very</li></ul>\
             <div class=\"sq-note\">Correct would be: 40</div>\
             <div class=\"sq-note\">Also right: Sary; the Sary</div>\
             <div class=\"sq-note\">Up to 10 % off counts as right.</div>\
             <div class=\"sq-note\">As of 2031-05.</div>\
             <div class=\"sq-note\">Contested: the sources do not agree on this.</div>",
        );
        assert_eq!(item.explanation.as_deref(), Some("It is 90 m deep."));
        assert_eq!(item.distractors[1].why.as_deref(), Some("it is salt: very"));
        assert_eq!(item.detail.correction.as_deref(), Some("40"));
        assert_eq!(item.accept, ["Sary", "the Sary"]);
        assert_eq!(item.detail.tolerance, Some(0.1));
        assert_eq!(
            item.as_of.map(|date| date.to_string()).as_deref(),
            Some("2031-05")
        );
        assert!(item.contested);
    }

    #[test]
    fn right_answers_in_a_list_stay_apart_whatever_they_hold() {
        let item = taken(
            "Deep.<div class=\"sq-note\">Also right:<ul><li>Sary; the lake</li><li>Sary</li></ul></div>\
             <div class=\"sq-note\">As of 2031.</div>",
        );
        assert_eq!(item.accept, ["Sary; the lake", "Sary"]);
        assert_eq!(item.explanation.as_deref(), Some("Deep."));
    }

    #[test]
    fn what_a_learner_wrote_there_stays_text() {
        let item =
            taken("Mine.<ul><li>Lake Tur: no option</li></ul><div class=\"sq-note\">As of then.</div>");
        assert_eq!(
            item.explanation.as_deref(),
            Some("Mine.\n• Lake Tur: no option\nAs of then.")
        );
        assert!(item.distractors.iter().all(|option| option.why.is_none()));
        let item = taken("Also right: x<div class=\"sq-note\">a</div><div>b</div>");
        assert!(item.accept.is_empty());
        assert_eq!(taken("").explanation, None);
    }
}
