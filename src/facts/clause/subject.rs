//! Where the subject of a clause ends and its verb stands.

use super::rest::{is_inner_dash, is_of_number};
use crate::facts::scene::View;
use crate::language::Tag;
use crate::language::Word;

pub(super) fn is_finite(word: &Word<'_>) -> bool {
    matches!(word.tag, Tag::Past | Tag::Be | Tag::Have | Tag::Do | Tag::Modal)
        || (word.tag == Tag::Present && word.forms.third)
}

/// Finds the end of the subject and the verb behind it.
pub(super) fn subject(
    words: &[Word<'_>],
    seq: &[usize],
    start: usize,
    view: &View<'_>,
) -> Result<(usize, usize), &'static str> {
    let mut at = start;
    let mut comma = None;
    while at < seq.len() {
        let word = &words[seq[at]];
        if comma.is_none() && is_finite(word) && at > start {
            // "a team led by Ann Lund began": the participle belongs to the subject.
            let describes = word.forms.participle
                && word.tag == Tag::Past
                && seq.get(at + 1).is_some_and(|next| words[*next].is("by"))
                && seq[at + 2..]
                    .iter()
                    .take_while(|index| words[**index].tag != Tag::Mark)
                    .any(|index| is_finite(&words[*index]));
            if !describes {
                return Ok((at, at));
            }
        }
        match word.tag {
            Tag::Mark if word.is(",") => {
                if let Some(verb) = list_of_names(words, seq, start).filter(|_| comma.is_none()) {
                    return Ok((verb, verb));
                }
                if let Some(open) = comma {
                    // The comma that closes an insertion: the verb must follow.
                    let next = seq.get(at + 1).map(|next| &words[*next]);
                    return if next.is_some_and(is_finite) && is_insertion(words, &seq[open + 1..at], view) {
                        Ok((open, at + 1))
                    } else {
                        Err("a list before the verb")
                    };
                }
                comma = Some(at);
            }
            Tag::Mark if is_of_number(words, seq[at]) || is_inner_dash(words, seq[at]) => {}
            // "Ann Lund, a mine/mill owner, founded": inside the remark.
            Tag::Mark if comma.is_some() && word.text == "/" => {}
            Tag::Mark => return Err("a mark before the verb"),
            Tag::Relative | Tag::Subordinator | Tag::To if comma.is_none() => {
                return Err("a clause before the verb");
            }
            Tag::Pronoun if at > start && comma.is_none() => return Err("a pronoun before the verb"),
            Tag::Negation => return Err("denied"),
            _ => {}
        }
        at += 1;
    }
    Err("no verb found")
}

/// "Ann Lund, Bo Karsu and Otto Velk founded": where the verb stands behind a list of names alone.
fn list_of_names(words: &[Word<'_>], seq: &[usize], start: usize) -> Option<usize> {
    let verb = start + seq[start..].iter().position(|index| is_finite(&words[*index]))?;
    let last = seq[start..verb]
        .iter()
        .rposition(|index| words[*index].is("and"))?
        + start;
    let is_list = seq[start..verb].iter().all(|index| {
        let word = &words[*index];
        word.tag == Tag::Name || word.is(",") || word.is("and") || word.is("the")
    });
    let is_name = |at: usize| seq.get(at).is_some_and(|index| words[*index].tag == Tag::Name);
    let ends = is_name(verb.checked_sub(1)?)
        && last > start
        && !seq[last..verb].iter().any(|index| words[*index].is(","));
    (is_list && is_name(start) && ends).then_some(verb)
}

/// Whether the words between two commas only say more about the subject.
fn is_insertion(words: &[Word<'_>], inside: &[usize], _view: &View<'_>) -> bool {
    let Some(first) = inside.first().map(|first| &words[*first]) else {
        return false;
    };
    let finite = inside.iter().filter(|index| is_finite(&words[**index])).count();
    match first.tag {
        Tag::Relative => true,
        // "81 candidates, or 12 per cent,": the same number in other words.
        Tag::Conjunction => {
            let next = inside.get(1).map(|next| words[*next].tag);
            first.is("or") && next == Some(Tag::Number) && finite == 0
        }
        _ => finite == 0 || matches!(first.tag, Tag::Past | Tag::Participle | Tag::Ing),
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::clause::sample::told;

    #[test]
    fn a_list_of_names_is_one_subject() {
        assert_eq!(
            told("In 1911 Ann Lund, Bo Karsu and Ida Berdi founded the Velk Fund."),
            Ok("Ann Lund, Bo Karsu and Ida Berdi | found | the Velk Fund".to_owned())
        );
        assert_eq!(
            told("The Velk–Berdi Bridge opened on 3 May 1911."),
            Ok("the Velk–Berdi Bridge | open | ".to_owned())
        );
    }

    #[test]
    fn a_list_with_more_than_names_is_none() {
        let text = "In 1911 Ann Lund, the head of the mill, and a miner founded the Velk Fund.";
        assert!(told(text).is_err(), "{:?}", told(text));
    }
}
