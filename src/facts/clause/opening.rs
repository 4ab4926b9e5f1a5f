//! What stands in front of the subject: connectives, and times that belong to the clause.

use super::subject::is_finite;
use crate::facts::frame::NameKind;
use crate::facts::scene::Scene;
use crate::facts::scene::View;
use crate::facts::time::Link;
use crate::facts::time::TimeAt;
use crate::facts::time::TimeValue;
use crate::language::Tag;
use crate::lexicon::{Lexicon, Role};

/// Words in front of a sentence that only tie it to the one before.
pub(super) const OPENERS: &[&str] = &[
    "however",
    "moreover",
    "furthermore",
    "nevertheless",
    "additionally",
    "also",
    "thus",
    "therefore",
    "consequently",
    "finally",
    "eventually",
    "initially",
    "originally",
    "indeed",
    "meanwhile",
    "similarly",
    "nonetheless",
    "notably",
    "subsequently",
    "ultimately",
    "afterwards",
    "accordingly",
    "likewise",
];

/// Skips connectives and takes a time in front of the subject.
pub(super) fn opening(
    scene: &Scene<'_>,
    view: &View<'_>,
    seq: &[usize],
    times: &mut Vec<TimeAt>,
) -> Result<(usize, Vec<usize>), &'static str> {
    let words = &view.words;
    let mut at = 0;
    if let Some(first) = seq.first()
        && words[*first].is_any(OPENERS)
        && seq.get(1).is_some_and(|next| words[*next].is(","))
    {
        at = 2;
    }
    if seq
        .get(at)
        .is_some_and(|first| words[*first].is_any(&["thus", "yet", "subsequently", "and", "but", "so"]))
    {
        at += 1;
    }
    at += link_before_time(view, seq, at);
    let Some(first) = seq.get(at).copied() else {
        return Err("empty");
    };
    if let Some(time) = view.times.iter().find(|time| time.start == first) {
        times.push(time.clone());
        while seq.get(at).is_some_and(|index| *index < time.end) {
            at += 1;
        }
        if seq.get(at).is_some_and(|index| words[*index].is(",")) {
            at += opener_behind_time(view, seq, at);
            let further =
                place_in_front(scene, view, seq, at + 1).or_else(|| remark_in_front(view, seq, at + 1));
            return Ok(further.unwrap_or((at + 1, Vec::new())));
        }
        // "In 2008 parliamentary elections": the year belongs to what follows.
        let next = seq.get(at).map(|index| words[*index].tag);
        let after = seq.get(at + 1).map(|index| words[*index].tag);
        let has_day = matches!(time.value, TimeValue::Date(date) if date.day.is_some());
        let names_person = after == Some(Tag::Name)
            && seq.get(at).is_some_and(|index| {
                let role = Lexicon::shipped().role(&words[*index].lower);
                words[*index].tag == Tag::Noun && role == Some(Role::Calling)
            });
        let joins = !has_day
            && !names_person
            && !is_whole_subject(view, &seq[at..])
            && (matches!(next, Some(Tag::Noun | Tag::Ing | Tag::Participle))
                || (next == Some(Tag::Name) && after == Some(Tag::Noun)));
        return if joins {
            Err("a year that may belong to a noun")
        } else {
            Ok((at, Vec::new()))
        };
    }
    if let Some(opened) = dated_opening(view, seq, at, times).or_else(|| timed_opening(view, seq, at, times))
    {
        return Ok(opened);
    }
    if let Some((start, place)) = place_in_front(scene, view, seq, at) {
        let time = seq
            .get(start)
            .and_then(|first| view.times.iter().find(|time| time.start == *first));
        let Some(time) = time else {
            return Ok((start, place));
        };
        times.push(time.clone());
        let behind = (start..seq.len())
            .find(|at| seq[*at] >= time.end)
            .ok_or("empty")?;
        let comma = usize::from(seq.get(behind).is_some_and(|index| words[*index].is(",")));
        return Ok((behind + comma, place));
    }
    if let Some(start) = behind_pointer(view, seq, at) {
        return Ok((start, Vec::new()));
    }
    match words[first].tag {
        Tag::Preposition
        | Tag::To
        | Tag::Subordinator
        | Tag::Relative
        | Tag::Ing
        | Tag::Past
        | Tag::Participle
        | Tag::Conjunction
        | Tag::Adverb => Err("an opening that is not a time"),
        _ => Ok((at, Vec::new())),
    }
}

/// "In 1911 Velk miners founded", "In 1911 composer and critic Ann Lund founded": between the year and the verb
/// stands one noun phrase, which is the subject; the year cannot belong to it.
fn is_whole_subject(view: &View<'_>, behind: &[usize]) -> bool {
    #[rustfmt::skip]
    const YEARLY: &[&str] = &[
        "election", "elections", "referendum", "vote", "census", "season", "championship", "championships", "cup",
        "games", "war", "conference", "final", "finals", "report", "edition", "tournament", "survey", "study",
        "campaign", "budget", "draft", "olympics", "race", "film", "book", "novel", "album", "song", "series",
        "version", "article", "interview", "paper", "treaty", "act", "agreement", "law", "constitution",
    ];
    let Some(verb) = behind.iter().position(|index| is_finite(&view.words[*index])) else {
        return false;
    };
    let subject: Vec<_> = behind[..verb].iter().map(|index| &view.words[*index]).collect();
    let is_calling = |lower: &str| Lexicon::shipped().role(lower) == Some(Role::Calling);
    let fits = |at: usize| {
        let word = subject[at];
        let next = subject.get(at + 1);
        match word.tag {
            Tag::Noun if next.is_some_and(|next| next.tag == Tag::Name) => {
                is_calling(&word.lower) || word.is_any(&["von", "van", "de", "di", "da", "del"])
            }
            // "voters of one, miners of another": a plural hardly stands before its noun.
            Tag::Noun if next.is_some_and(|next| next.tag == Tag::Noun) => !word.lower.ends_with('s'),
            // "French legislation": of many a year.
            Tag::Name if next.is_some_and(|next| next.tag == Tag::Noun) => {
                Lexicon::shipped().country_of_adjective(word.text).is_none()
                    || next.is_some_and(|next| is_calling(&next.lower))
            }
            Tag::Noun | Tag::Name => true,
            _ => word.is("and") && at > 0 && is_calling(&subject[at - 1].lower) && next.is_some(),
        }
    };
    let is_plain = (0..subject.len()).all(fits) && !subject.iter().any(|word| word.is_any(YEARLY));
    (1..8).contains(&subject.len()) && is_plain
}

/// "In 1911, however, Lund": how many words behind the comma only tie the sentence to another.
fn opener_behind_time(view: &View<'_>, seq: &[usize], comma: usize) -> usize {
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let is_tie = word(comma + 1).is_some_and(|word| word.is_any(OPENERS));
    let closes = word(comma + 2).is_some_and(|word| word.is(","));
    if is_tie && closes { 2 } else { 0 }
}

/// "Also in 1911", "Then, on 3 May 1911", "In addition, Lund": how many words only tie the sentence to another.
fn link_before_time(view: &View<'_>, seq: &[usize], at: usize) -> usize {
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let is_time = |at: usize| {
        seq.get(at).is_some_and(|index| {
            view.times
                .iter()
                .any(|time| time.start == *index && time.link == Link::At)
        })
    };
    let is_comma = |at: usize| word(at).is_some_and(|word| word.is(","));
    let is = |at: usize, wanted: &[&str]| word(at).is_some_and(|word| word.is_any(wanted));
    let is_phrase = is(at, &["in"]) && is(at + 1, &["addition", "fact", "turn"])
        || is(at, &["as"]) && is(at + 1, &["well"]);
    if is_phrase && is_comma(at + 2) {
        return 3;
    }
    let is_outcome = is(at, &["as"]) && is(at + 1, &["a"]) && is(at + 2, &["result", "consequence"]);
    if is_outcome && is_comma(at + 3) {
        return 4;
    }
    let links = [
        "also",
        "then",
        "later",
        "finally",
        "eventually",
        "again",
        "shortly",
        "afterwards",
    ];
    match is(at, &links[..]) {
        true if is_time(at + 1) => 1,
        true if is_comma(at + 1) && is_time(at + 2) => 2,
        _ => 0,
    }
}

/// "In Berdi, ...": a place in front that goes behind the verb; where the clause begins, and the place.
fn place_in_front(
    scene: &Scene<'_>,
    view: &View<'_>,
    seq: &[usize],
    at: usize,
) -> Option<(usize, Vec<usize>)> {
    let first = *seq.get(at)?;
    let the = usize::from(view.words[*seq.get(at + 1)?].is("the"));
    let name = *seq.get(at + 1 + the)?;
    let mention = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.start == name)?;
    let comma = seq.iter().position(|index| *index == mention.end)?;
    let is_place = matches!(mention.kind, NameKind::Country | NameKind::City | NameKind::Place);
    let follows = &view.words[*seq.get(comma + 1)?];
    let starts_clause = matches!(
        follows.tag,
        Tag::Determiner | Tag::Name | Tag::Noun | Tag::Pronoun | Tag::Preposition
    );
    let is_plain = view.words[first].is("in") && is_place && !mention.is_ambiguous && starts_clause;
    // "In Berdi, Velk and Karsu mills": a list.
    let behind_name = seq[comma + 1..]
        .iter()
        .find(|index| view.words[**index].tag != Tag::Name)
        .map(|index| &view.words[*index]);
    let is_list = follows.tag == Tag::Name && behind_name.is_some_and(|next| next.is(",") || next.is("and"));
    // "In Berdi, Velkland, the mill": a larger place follows.
    let goes_on = scene.mentions(view).iter().any(|next| {
        let is_next = Some(&next.start) == seq.get(comma + 1);
        is_next
            && seq
                .iter()
                .any(|index| *index == next.end && view.words[*index].is(","))
    });
    (is_plain && !goes_on && !is_list && view.words[seq[comma]].is(","))
        .then(|| (comma + 1, seq[at..comma].to_vec()))
}

/// "In 1911, during a fair in the valley, Lund sold": what else was going on may go.
fn remark_in_front(view: &View<'_>, seq: &[usize], at: usize) -> Option<(usize, Vec<usize>)> {
    const LONGEST: usize = 12;
    const LOOSE: &[&str] = &[
        "during",
        "after",
        "following",
        "amid",
        "despite",
        "before",
        "as",
        "at",
        "alongside",
        "by",
        "upon",
        "under",
    ];
    let first = &view.words[*seq.get(at)?];
    let length = seq[at..]
        .iter()
        .take(LONGEST)
        .position(|index| view.words[*index].is(","))?;
    let is_plain = seq[at..at + length].iter().all(|index| {
        let word = &view.words[*index];
        !is_finite(word)
            && !matches!(
                word.tag,
                Tag::Pronoun | Tag::Relative | Tag::Subordinator | Tag::Mark
            )
            && !view.times.iter().any(|time| time.start == *index)
    });
    let next = &view.words[*seq.get(at + length + 1)?];
    let follows = matches!(next.tag, Tag::Determiner | Tag::Name | Tag::Pronoun);
    // "at the mill, the shop and the inn": a list.
    let is_list = seq[at + length + 1..]
        .iter()
        .map(|index| &view.words[*index])
        .take_while(|word| !is_finite(word))
        .any(|word| word.is("and") || word.is(","));
    let fits = first.is_any(LOOSE) && is_plain && follows && !is_list;
    fits.then(|| (at + length + 1, Vec::new()))
}

/// "During this turmoil Berdiland": words that only point back may go, where a name follows them.
fn behind_pointer(view: &View<'_>, seq: &[usize], at: usize) -> Option<usize> {
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let points = word(at)?.is_any(&["during", "after", "following", "amid", "despite"])
        && word(at + 1)?.is_any(&["this", "that", "these", "those"])
        && word(at + 2)?.tag == Tag::Noun;
    let follows = word(at + 3)?;
    (points && follows.tag == Tag::Name).then_some(at + 3)
}

/// "In a June 5 referendum, ...": takes the date out and keeps the rest for the end of the clause.
fn dated_opening(
    view: &View<'_>,
    seq: &[usize],
    at: usize,
    times: &mut Vec<TimeAt>,
) -> Option<(usize, Vec<usize>)> {
    let words = &view.words;
    let first = &words[*seq.get(at)?];
    if !first.is_any(&["in", "at", "during"]) {
        return None;
    }
    let comma = at + seq[at..].iter().position(|index| words[*index].is(","))?;
    let inside = &seq[at..comma];
    let time = view
        .times
        .iter()
        .find(|time| inside.contains(&time.start) && matches!(time.value, TimeValue::Date(_)))?;
    let is_attributive = words.get(time.end).is_some_and(|word| word.tag == Tag::Noun);
    let is_plain = inside.len() <= 7
        && inside.iter().all(|index| {
            matches!(
                words[*index].tag,
                Tag::Preposition | Tag::Determiner | Tag::Noun | Tag::Name | Tag::Number
            )
        });
    let opens_with_a = inside
        .get(1)
        .is_some_and(|index| words[*index].is_any(&["a", "an"]));
    if !is_attributive || !is_plain || !opens_with_a {
        return None;
    }
    times.push(TimeAt {
        link: Link::At,
        ..time.clone()
    });
    let kept = inside
        .iter()
        .copied()
        .filter(|index| *index < time.start || *index >= time.end)
        .collect();
    Some((comma + 1, kept))
}

/// "In the final at Velk on 3 May 1911, Lund defeated": takes the date and keeps where it was for the end.
fn timed_opening(
    view: &View<'_>,
    seq: &[usize],
    at: usize,
    times: &mut Vec<TimeAt>,
) -> Option<(usize, Vec<usize>)> {
    const LONGEST: usize = 12;
    let words = &view.words;
    let first = &words[*seq.get(at)?];
    let mut own = view
        .times
        .iter()
        .filter(|time| time.start > *seq.get(at).unwrap_or(&0));
    let time = own
        .next()
        .filter(|time| time.link == Link::At && matches!(time.value, TimeValue::Date(_)))?;
    let begin = seq.iter().position(|index| *index == time.start)?;
    let end = seq.iter().position(|index| *index == time.end)?;
    let inside = &seq[at..begin];
    let is_plain = (2..LONGEST).contains(&inside.len())
        && inside.iter().all(|index| {
            matches!(
                words[*index].tag,
                Tag::Preposition | Tag::Determiner | Tag::Noun | Tag::Name | Tag::Number
            ) && !words[*index].is_any(&["after", "before", "until", "since", "as", "this", "that", "these"])
        });
    let is_closed = words[seq[end]].is(",");
    let next = &words[*seq.get(end + 1)?];
    let starts_clause = matches!(next.tag, Tag::Determiner | Tag::Name | Tag::Pronoun | Tag::Noun);
    let fits = first.is_any(&["in", "at", "during", "on"]) && is_plain && is_closed && starts_clause;
    fits.then(|| {
        times.push(time.clone());
        (end + 1, inside.to_vec())
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::clause::sample::told;

    #[test]
    fn a_place_in_front_goes_behind_the_verb() {
        let moved = Ok("Ann Lund | found | the Velk Fund in Finland".to_owned());
        assert_eq!(told("In Finland, Ann Lund founded the Velk Fund in 1911."), moved);
        assert_eq!(
            told("In 1911, in Finland, Ann Lund founded the Velk Fund."),
            moved
        );
        assert_eq!(
            told("In Finland, in 1911, Ann Lund founded the Velk Fund."),
            moved
        );
    }

    #[test]
    fn one_noun_phrase_before_the_verb_is_the_subject_and_not_of_the_year() {
        for (text, subject) in [
            ("In 1911 Finland miners founded the Velk Fund.", "Finland miners"),
            (
                "In 1911 composer and critic Ann Lund founded the Velk Fund.",
                "composer and critic Ann Lund",
            ),
        ] {
            assert_eq!(
                told(text),
                Ok(format!("{subject} | found | the Velk Fund")),
                "{text}"
            );
        }
        for text in [
            "In 1911 French legislation ended the Velk Fund.",
            "In 1911 city elections voters chose Ann Lund.",
            "In 1911 mayoral election Ann Lund defeated Ida Berdi.",
            "In 1911 mill fire Ann Lund lost the Velk Fund.",
        ] {
            assert!(told(text).is_err(), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn a_remark_behind_the_time_goes() {
        assert_eq!(
            told("In 1911, during a fair in the valley, Ann Lund founded the Velk Fund."),
            Ok("Ann Lund | found | the Velk Fund".to_owned())
        );
        let list = "In 1911, after the fair, the mill and the inn burned.";
        assert!(told(list).is_err(), "{:?}", told(list));
    }

    #[test]
    fn a_meeting_with_its_date_goes_behind_the_verb() {
        assert_eq!(
            told("In the final of the Velk Cup on 3 May 1911, Ann Lund defeated Ida Berdi."),
            Ok("Ann Lund | defeat | Ida Berdi in the final of the Velk Cup".to_owned())
        );
        let after = "After the fall of the Velk Fund in 1911, Ann Lund defeated Ida Berdi.";
        assert_ne!(
            told(after),
            Ok("Ann Lund | defeat | Ida Berdi after the fall of the Velk Fund".to_owned())
        );
    }

    #[test]
    fn words_that_only_tie_go() {
        for text in [
            "Also in 1911 Ann Lund founded the Velk Fund.",
            "Then, on 3 May 1911, Ann Lund founded the Velk Fund.",
            "In addition, Ann Lund founded the Velk Fund in 1911.",
        ] {
            assert_eq!(
                told(text),
                Ok("Ann Lund | found | the Velk Fund".to_owned()),
                "{text}"
            );
        }
        assert!(told("Also with Otto Karsu Ann Lund founded the Velk Fund in 1911.").is_err());
    }

    #[test]
    fn however_behind_the_time_goes() {
        for text in [
            "In 1911, however, Ann Lund founded the Velk Fund.",
            "Nonetheless, Ann Lund founded the Velk Fund in 1911.",
            "As a result, Ann Lund founded the Velk Fund in 1911.",
            "In 1911, by the Treaty of Velk, Ann Lund founded the Velk Fund.",
        ] {
            assert_eq!(
                told(text),
                Ok("Ann Lund | found | the Velk Fund".to_owned()),
                "{text}"
            );
        }
        assert!(told("In 1911, reportedly, Ann Lund founded the Velk Fund.").is_err());
    }

    #[test]
    fn a_second_place_and_a_list_stay_where_they_are() {
        for text in [
            "In Finland, Ann Lund founded the Velk Fund in Moscow in 1911.",
            "In Finland, Sweden and Norway miners founded the Velk Fund in 1911.",
        ] {
            assert!(told(text).is_err(), "{text}: {:?}", told(text));
        }
    }
}
