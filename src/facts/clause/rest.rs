//! What follows the verb, up to the first place where it can be cut without harm.

use super::subject::is_finite;
use crate::facts::frame::NameKind;
use crate::facts::scene::Scene;
use crate::facts::scene::View;
use crate::language::Tag;
use crate::language::Word;

/// The words behind the verb up to the first place where they can be cut.
pub(super) fn rest(
    words: &[Word<'_>],
    seq: &[usize],
    scene: &Scene<'_>,
    view: &View<'_>,
) -> Result<Vec<usize>, &'static str> {
    let end = seq
        .iter()
        .rposition(|index| words[*index].tag != Tag::Mark || is_of_number(words, *index))
        .map_or(0, |last| last + 1);
    let seq = &seq[..end];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < seq.len() {
        let index = seq[at];
        let word = &words[index];
        let in_time = view
            .times
            .iter()
            .any(|time| time.start <= index && index < time.end);
        if in_time {
            kept.push(index);
            at += 1;
            continue;
        }
        match word.tag {
            Tag::Mark if word.is(",") => match comma(words, seq, at, scene, view).or_else(|reason| {
                // A list inside "to demand ..." goes with its purpose clause.
                let purpose = purpose(words, &kept).ok_or(reason)?;
                kept.truncate(purpose);
                Ok::<Comma, &'static str>(Comma::Cut)
            })? {
                Comma::Cut => {
                    let named = apposition_and_time(seq, at, scene, view);
                    let behind = if named.is_empty() {
                        behind_remark(seq, at, view)
                    } else {
                        named
                    };
                    kept.extend(behind);
                    break;
                }
                Comma::Keep => kept.push(index),
                Comma::Drop => {}
            },
            Tag::Mark if is_inner_dash(words, index) => kept.push(index),
            // "an 80–79 win": no place to cut.
            Tag::Mark if word.text == "–" && !word.is_apart => return Err("a mark in the sentence"),
            Tag::Mark if matches!(word.text, ";" | ":" | "–" | "—") => break,
            Tag::Mark if is_of_number(words, index) => kept.push(index),
            Tag::Mark => return Err("a mark in the sentence"),
            // "for the second time leading a government": the clause is whole without it.
            Tag::Ing if kept.last().is_some_and(|last| words[*last].is("time")) => break,
            Tag::Subordinator | Tag::Relative
                if word.is("that")
                    && kept.last().is_some_and(|last| words[*last].tag == Tag::Name)
                    && seq.get(at + 1).is_some_and(|next| is_finite(&words[*next])) =>
            {
                // "the Velk Act that bans": said of the name, unless somebody is told "that he ...".
                break;
            }
            Tag::Relative => {
                let after_name = kept.last().is_some_and(|last| words[*last].tag == Tag::Name);
                if word.is_any(&["when", "where"]) || (after_name && word.is_any(&["who", "whom", "which"])) {
                    break;
                }
                return Err("a clause that cannot be cut");
            }
            // "the final of the Velk Cup in which Berdi lost": the name says which, without what follows.
            Tag::Preposition
                if seq.get(at + 1).is_some_and(|next| words[*next].is("which"))
                    && kept.last().is_some_and(|last| words[*last].tag == Tag::Name) =>
            {
                break;
            }
            Tag::Subordinator
                if word.is_any(&["while", "although", "though", "because", "whereas", "so"]) =>
            {
                break;
            }
            Tag::Subordinator => return Err("a clause that cannot be cut"),
            Tag::Preposition
                if word.is_any(&["after", "before", "until", "as", "since"])
                    && clause_follows(words, seq, at) =>
            {
                break;
            }
            Tag::Conjunction if word.is("and") && has_own_time_behind(words, seq, at, view) => break,
            Tag::Conjunction if predicate_follows(words, seq, at, scene, view) => break,
            Tag::Be | Tag::Have | Tag::Do | Tag::Modal => return Err("a second verb"),
            Tag::Past if !is_postmodifier(words, seq, at) => return Err("a second verb"),
            Tag::Negation => return Err("denied"),
            Tag::Pronoun if !word.is("itself") => return Err("a pronoun"),
            _ => kept.push(index),
        }
        at += 1;
    }
    Ok(kept)
}

/// Whether a sign belongs to the number beside it: "60%", "$36 million".
pub(super) fn is_of_number(words: &[Word<'_>], index: usize) -> bool {
    let beside = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| word.tag == Tag::Number)
    };
    match words[index].text {
        "%" => beside(index.checked_sub(1)),
        "$" | "€" | "£" | "¥" | "₸" | "₩" | "US$" => beside(Some(index + 1)),
        _ => false,
    }
}

/// Whether a dash stands inside a name: "the Velk–Berdi Bridge".
pub(super) fn is_inner_dash(words: &[Word<'_>], index: usize) -> bool {
    let is_glued_name =
        |word: Option<&Word<'_>>| word.is_some_and(|word| !word.is_apart && word.tag == Tag::Name);
    let before = index.checked_sub(1).and_then(|before| words.get(before));
    matches!(words[index].text, "–" | "-")
        && !words[index].is_apart
        && before.is_some_and(|before| before.tag == Tag::Name)
        && is_glued_name(words.get(index + 1))
}

/// Where a purpose clause ("to" and a verb) begins among the kept words, with enough before it.
fn purpose(words: &[Word<'_>], kept: &[usize]) -> Option<usize> {
    (2..kept.len().saturating_sub(1)).find(|at| {
        words[kept[*at]].tag == Tag::To
            && words[kept[at + 1]].forms.base
            && words[kept[at + 1]].tag == Tag::Present
    })
}

/// "its first port, Velk, in 1911": the name between commas and the time that ends the clause.
fn apposition_and_time(seq: &[usize], comma: usize, scene: &Scene<'_>, view: &View<'_>) -> Vec<usize> {
    let read = || {
        let start = *seq.get(comma + 1)?;
        let mention = scene
            .mentions(view)
            .iter()
            .find(|mention| mention.start == start)?;
        let close = seq.iter().position(|index| *index == mention.end)?;
        let opens = *seq.get(close + 1)?;
        let time = view.times.iter().find(|time| time.start == opens)?;
        let end = seq
            .iter()
            .position(|index| *index >= time.end)
            .unwrap_or(seq.len());
        let ends = seq.get(end).is_none_or(|next| view.words[*next].tag == Tag::Mark);
        let is_closed = view.words[seq[close]].is(",") && ends;
        let mut kept = seq[comma..close].to_vec();
        kept.extend(&seq[close + 1..end]);
        is_closed.then_some(kept)
    };
    read().unwrap_or_default()
}

/// "by Ann Lund, a chemist of Berdi, in Velk in 1911": the place and time behind a remark between commas.
fn behind_remark(seq: &[usize], comma: usize, view: &View<'_>) -> Vec<usize> {
    const LONGEST: usize = 14;
    let read = || {
        let words = &view.words;
        let word = |at: usize| seq.get(at).map(|index| &words[*index]);
        let opens = word(comma + 1)?;
        let is_remark =
            matches!(opens.tag, Tag::Determiner | Tag::Noun) || opens.is_any(&["who", "then", "also", "now"]);
        let length = seq[comma + 1..]
            .iter()
            .take(LONGEST)
            .position(|index| words[*index].is(","))?;
        let close = comma + 1 + length;
        let inside = &seq[comma + 1..close];
        let is_timed = |index: &usize| {
            view.times
                .iter()
                .any(|time| time.start <= *index && *index < time.end)
        };
        let is_plain = !inside.iter().any(|index| {
            words[*index].is_any(&["and", "or"]) && !opens.is("who") || is_timed(index) && !opens.is("who")
        });
        let tail = &seq[close + 1..];
        let end = tail
            .iter()
            .position(|index| words[*index].tag == Tag::Mark && !is_timed(index))
            .unwrap_or(tail.len());
        let tail = &tail[..end];
        let is_where_and_when = tail.iter().all(|index| {
            is_timed(index)
                || matches!(words[*index].tag, Tag::Name | Tag::Determiner)
                || words[*index].is_any(&["in", "at", "on"])
        });
        let has_time = tail.iter().any(is_timed);
        let begins = tail
            .first()
            .is_some_and(|first| is_timed(first) || words[*first].is_any(&["in", "at", "on"]));
        (is_remark && is_plain && is_where_and_when && has_time && begins).then(|| tail.to_vec())
    };
    read().unwrap_or_default()
}

enum Comma {
    Cut,
    Keep,
    Drop,
}

/// What a comma behind the verb means.
fn comma(
    words: &[Word<'_>],
    seq: &[usize],
    at: usize,
    scene: &Scene<'_>,
    view: &View<'_>,
) -> Result<Comma, &'static str> {
    let Some(next_index) = seq.get(at + 1).copied() else {
        return Ok(Comma::Cut);
    };
    let next = &words[next_index];
    let time = view
        .times
        .iter()
        .find(|time| time.start <= next_index && next_index < time.end);
    if let Some(time) = time {
        // "in Berdi, on 3 May 1911": only when nothing but the end or a cut follows.
        let after = seq.iter().position(|index| *index >= time.end);
        let ends = after.is_none_or(|after| words[seq[after]].is(","));
        return Ok(if ends { Comma::Drop } else { Comma::Cut });
    }
    let before_is_time = seq
        .get(at.wrapping_sub(1))
        .is_some_and(|index| view.times.iter().any(|time| time.end == index + 1));
    let place = scene.mentions(view).iter().find(|mention| {
        mention.start == next_index
            && (matches!(mention.kind, NameKind::Country | NameKind::Place | NameKind::City))
    });
    if let Some(place) = place {
        let after = seq.iter().position(|index| *index >= place.end);
        let before_is_name = seq
            .get(at.wrapping_sub(1))
            .is_some_and(|index| words[*index].tag == Tag::Name);
        let ends = after.is_none_or(|after| {
            words[seq[after]].is(",")
                || view.times.iter().any(|time| time.start == seq[after])
                || words[seq[after]].is("and")
        });
        let is_list =
            after.is_some_and(|after| words[seq[after]].is("and") || list_goes_on(words, seq, after));
        if is_list {
            return Err("a list");
        }
        return Ok(if before_is_name && ends {
            Comma::Keep
        } else {
            Comma::Cut
        });
    }
    // "opened in Velk in 1911, and in Berdi in 1913": each of the two has its own time.
    let has_own_time = next.is("and")
        && before_is_time
        && view.times.iter().any(|time| time.start > next_index)
        && !seq[at + 2..]
            .iter()
            .any(|index| words[*index].is_any(&[",", "respectively"]));
    if has_own_time {
        return Ok(Comma::Cut);
    }
    if list_goes_on(words, seq, at) {
        return Err("a list");
    }
    if before_is_time && matches!(next.tag, Tag::Preposition) {
        return Ok(Comma::Cut);
    }
    Ok(Comma::Cut)
}

/// Whether the comma at `at` is one of a list: "A, B and C", "A, B, C".
fn list_goes_on(words: &[Word<'_>], seq: &[usize], at: usize) -> bool {
    let Some(first) = seq.get(at + 1).map(|index| &words[*index]) else {
        return false;
    };
    if matches!(
        first.tag,
        Tag::Relative
            | Tag::Ing
            | Tag::Past
            | Tag::Participle
            | Tag::Preposition
            | Tag::Subordinator
            | Tag::Adverb
            | Tag::Pronoun
            | Tag::Be
            | Tag::Have
            | Tag::Modal
    ) {
        return false;
    }
    if first.tag == Tag::Conjunction {
        return !seq[at + 2..].iter().any(|index| is_finite(&words[*index]));
    }
    for index in seq[at + 1..].iter().take(9) {
        let word = &words[*index];
        if word.is_any(&["and", "or", "&"]) {
            return true;
        }
        if (word.tag == Tag::Mark && !word.is(",")) || is_finite(word) || word.tag == Tag::Relative {
            return false;
        }
    }
    false
}

/// "joined the Velk League in 1911 and the Berdi Union in 1913": the second of two has a time of its own.
fn has_own_time_behind(words: &[Word<'_>], seq: &[usize], at: usize, view: &View<'_>) -> bool {
    let is_time = |index: usize| {
        view.times
            .iter()
            .any(|time| time.start <= index && index < time.end)
    };
    let before_is_time = at.checked_sub(1).is_some_and(|before| is_time(seq[before]));
    let behind = &seq[at + 1..];
    let opens = behind
        .first()
        .is_some_and(|first| !is_time(*first) && matches!(words[*first].tag, Tag::Determiner | Tag::Name));
    let is_plain = !behind
        .iter()
        .any(|index| is_finite(&words[*index]) || words[*index].is_any(&[",", "respectively", "and"]));
    let ends = behind
        .iter()
        .rposition(|index| is_time(*index))
        .is_some_and(|last| last > 1);
    before_is_time && opens && is_plain && ends
}

/// Whether a finite verb follows, so that "after" opens a clause.
fn clause_follows(words: &[Word<'_>], seq: &[usize], at: usize) -> bool {
    seq[at + 1..]
        .iter()
        .take_while(|index| !words[**index].is(","))
        .any(|index| {
            is_finite(&words[*index]) || words[*index].tag == Tag::Ing && seq.get(at + 1) == Some(index)
        })
}

/// Whether "and" goes on with a second predicate or clause, which can be cut.
fn predicate_follows(
    words: &[Word<'_>],
    seq: &[usize],
    at: usize,
    _scene: &Scene<'_>,
    view: &View<'_>,
) -> bool {
    let after: Vec<&usize> = seq[at + 1..]
        .iter()
        .take_while(|index| !words[**index].is(","))
        .collect();
    let Some(first) = after.first() else {
        return false;
    };
    let word = &words[**first];
    let opens_time = view.times.iter().any(|time| time.start == **first);
    matches!(
        word.tag,
        Tag::Be | Tag::Have | Tag::Modal | Tag::Past | Tag::Adverb | Tag::Pronoun
    ) || opens_time
        || (word.tag == Tag::Present && word.forms.third)
        || after
            .iter()
            .any(|index| matches!(words[**index].tag, Tag::Be | Tag::Have | Tag::Modal | Tag::Past))
}

/// "the coalition called Unity", "a bill signed by": a past form that only describes the noun before it.
fn is_postmodifier(words: &[Word<'_>], seq: &[usize], at: usize) -> bool {
    let word = &words[seq[at]];
    let before = at.checked_sub(1).map(|before| words[seq[before]].tag);
    let after = seq.get(at + 1).map(|index| &words[*index]);
    let describes = matches!(before, Some(Tag::Noun | Tag::Name))
        && word.forms.participle
        && after.is_some_and(|after| after.is_any(&["by", "in", "for", "as", "on", "at", "from", "to"]));
    let is_adjective = after.is_some_and(|after| matches!(after.tag, Tag::Noun | Tag::Name))
        && matches!(
            before,
            Some(
                Tag::Determiner
                    | Tag::Noun
                    | Tag::Preposition
                    | Tag::Number
                    | Tag::Genitive
                    | Tag::Possessive
            )
        )
        && !matches!(before, Some(Tag::Noun));
    describes || is_adjective
}

#[cfg(test)]
mod tests {
    use crate::facts::clause::sample::told;

    #[test]
    fn place_and_time_behind_a_remark_stay() {
        assert_eq!(
            told("The Velk lamp was invented by Ann Lund, a chemist of the north, in Moscow in 1911."),
            Ok("the Velk lamp | invent | by Ann Lund in Moscow".to_owned())
        );
    }

    #[test]
    fn what_is_said_of_a_name_behind_which_goes() {
        assert_eq!(
            told("On 3 May 1911 Ann Lund opened the final of the Velk Cup in which Moscow lost."),
            Ok("Ann Lund | open | the final of the Velk Cup".to_owned())
        );
        assert_eq!(
            told("On 3 May 1911 Ann Lund opened the Velk Theatre that closed later."),
            Ok("Ann Lund | open | the Velk Theatre".to_owned())
        );
        for text in [
            "On 3 May 1911 Ann Lund opened a mill in which miners lived.",
            "On 3 May 1911 Ann Lund opened a mill that closed later.",
        ] {
            assert!(told(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_second_of_two_with_times_of_their_own_goes() {
        assert_eq!(
            told("Ann Lund opened the Velk Theatre in 1911 and the Berdi Museum in 1913."),
            Ok("Ann Lund | open | the Velk Theatre".to_owned())
        );
        let both = "Ann Lund opened the Velk Theatre in 1911 and 1913.";
        assert_eq!(told(both), Err("several times"));
        assert_eq!(
            told("Ann Lund opened the Velk Theatre in 1911, and the Berdi Museum in 1913."),
            Ok("Ann Lund | open | the Velk Theatre".to_owned())
        );
    }

    #[test]
    fn a_list_behind_it_does_not() {
        let list = "The Velk lamp was invented by Ann Lund, a chemist, and a miner, in 1911.";
        assert_ne!(told(list), Ok("the Velk lamp | invent | by Ann Lund".to_owned()));
    }
}
