//! Seats a party won: "In the Berdi election of 1911 the Dawn party won 12 of 40 seats".
//!
//! The vote must be told with its year, and the seats must be all a sentence
//! counts for the party: two votes in one sentence leave it open.

use super::Rule;
use crate::facts::Found;
use crate::facts::clause;
use crate::facts::frame::{Frame, NameKind, Quantity};
use crate::facts::quantity::read_count;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{TimeAt, TimeValue, month};
use crate::language::{Tag, Word};

/// Finds seats won in dated votes.
pub struct Seats;

impl Rule for Seats {
    fn name(&self) -> &'static str {
        "seats"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .filter(|view| view.objection.is_none())
            .filter_map(|view| in_view(scene, view))
            .collect()
    }
}

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let verb = (1..words.len()).find(|at| words[*at].is_any(&["won", "gained", "took", "secured"]))?;
    let party = party_before(scene, view, verb)?;
    let following: Vec<&Word<'_>> = words[verb + 1..].iter().collect();
    let counted = read_count(&following)?;
    let of_seats = counted.quantity.of.ends_with("seats") && !counted.quantity.is_share();
    let end = verb + 1 + counted.length;
    let vote = vote_in_front(scene, view).or_else(|| vote_behind(scene, view, end))?;
    let [_only] = &view.times[..] else { return None };
    if !of_seats {
        return None;
    }
    let body = body_behind(scene, view, end);
    told(scene, view, &party, &counted.quantity, &body, &vote)
}

/// Whether words name the country, or any place or people where none is known.
fn is_placed(scene: &Scene<'_>, text: &str) -> bool {
    let lexicon = scene.lexicon;
    text.split([' ', '\'']).any(|word| {
        lexicon.country(word).is_some()
            || lexicon.place(word).is_some()
            || lexicon.country_of_adjective(word).is_some()
    })
}

fn told(
    scene: &Scene<'_>,
    view: &View<'_>,
    party: &str,
    seats: &Quantity,
    body: &str,
    vote: &str,
) -> Option<Found> {
    let named = [party, body, vote].iter().any(|text| is_placed(scene, text)) || has_name(vote);
    let place = match scene.names.country.as_ref() {
        _ if named => String::new(),
        Some(country) => {
            let takes_the = scene
                .lexicon
                .country(country)
                .is_some_and(|known| known.takes_the);
            format!(" in {}{country}", if takes_the { "the " } else { "" })
        }
        // A vote of no country: the same party names stand in many.
        None => return None,
    };
    let body = if body.is_empty() {
        String::new()
    } else {
        format!(" {body}")
    };
    let stem = format!("how many {} did {party} win{body} in {vote}{place}", seats.of);
    let statement = format!("{party} won {} {}{body} in {vote}{place}.", seats.key(), seats.of);
    Some(
        Found::begin(scene, view, "seats", statement::capitalised(&statement))
            .about(party, "seats", &seats.key())
            .worth(2, 850)
            .framed(Frame::Measure {
                stem,
                value: seats.key(),
            }),
    )
}

/// "the Velk election of 1911": a vote that bears a name other than that of a month.
fn has_name(vote: &str) -> bool {
    vote.split(' ')
        .any(|word| word.starts_with(char::is_uppercase) && month(&word.to_lowercase()).is_none())
}

/// "the Dawn party", "Dawn": the party right in front of the verb.
fn party_before(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<String> {
    let noun = usize::from(view.words[verb - 1].is_any(&["party", "coalition", "bloc", "alliance"]));
    let mention = scene.mentions(view).iter().find(|mention| {
        (mention.end == verb || mention.end + noun == verb)
            && !mention.is_ambiguous
            && !matches!(
                mention.kind,
                NameKind::Person | NameKind::Country | NameKind::City | NameKind::Place | NameKind::People
            )
    })?;
    let the = usize::from(mention.start > 0 && view.words[mention.start - 1].is("the"));
    let start = mention.start - the;
    // "Ann Lund of the Dawn party won", "Dawn and the Union won": it is not the party alone.
    let is_alone =
        start == 0 || view.words[start - 1].is(",") || view.times.iter().any(|time| time.end == start);
    let phrase: Vec<usize> = (start..verb).collect();
    scene
        .phrase(view, &phrase)
        .filter(|_| is_alone)
        .map(|phrase| phrase.text)
}

const VOTES: &[&str] = &["election", "elections", "ballot", "vote"];

/// "In the election of 1911", "In the general election on 3 May 1911", "In the 1911 elections".
fn vote_in_front(scene: &Scene<'_>, view: &View<'_>) -> Option<String> {
    if let Some((vote, _)) = clause::dated_vote(scene, view) {
        return Some(vote);
    }
    let words = &view.words;
    let opens = words.first()?.is_any(&["in", "at"]);
    let comma = words.iter().take(12).position(|word| word.is(","))?;
    opens.then(|| vote_between(scene, view, 1, comma)).flatten()
}

/// "won 12 seats in the 1911 elections".
fn vote_behind(scene: &Scene<'_>, view: &View<'_>, end: usize) -> Option<String> {
    let words = &view.words;
    let stop = (end..words.len()).find(|at| words[*at].is_any(&[".", ",", ";", "and"]))?;
    let link = (end..stop).rev().find(|at| {
        words[*at].is_any(&["in", "at"]) && (*at + 1..stop).any(|word| words[word].is_any(VOTES))
    })?;
    vote_between(scene, view, link + 1, stop)
}

/// A vote with its year, and nothing else between two words.
fn vote_between(scene: &Scene<'_>, view: &View<'_>, start: usize, end: usize) -> Option<String> {
    let words = &view.words;
    let inside = |time: &&TimeAt| start < time.end && time.end <= end;
    let time = view.times.iter().find(inside)?;
    let TimeValue::Date(_) = time.value else {
        return None;
    };
    let has_vote = (start..end).any(|at| words[at].is_any(VOTES));
    let is_plain = (start..end).all(|at| {
        let timed = time.start <= at && at < time.end;
        let word = &words[at];
        timed
            || matches!(
                word.tag,
                Tag::Determiner | Tag::Noun | Tag::Name | Tag::Genitive | Tag::Number
            )
            || word.is_any(&["of", "on", "in"])
    });
    let phrase: Vec<usize> = (start..end).collect();
    let text = scene.phrase(view, &phrase)?.text;
    let the = if text.starts_with("the ") || !text.starts_with(|first: char| first.is_ascii_digit()) {
        ""
    } else {
        "the "
    };
    (has_vote && is_plain && end - start <= 9).then(|| format!("{the}{text}"))
}

/// "in the Council of Berdi" right behind the seats.
fn body_behind(scene: &Scene<'_>, view: &View<'_>, end: usize) -> String {
    let words = &view.words;
    let read = || {
        let the = usize::from(words.get(end + 1)?.is("the"));
        let mention = scene
            .mentions(view)
            .iter()
            .find(|mention| mention.start == end + 1 + the)?;
        let is_body = words[end].is("in") && mention.kind == NameKind::Organisation;
        let phrase: Vec<usize> = (end..mention.end).collect();
        scene
            .phrase(view, &phrase)
            .filter(|_| is_body)
            .map(|phrase| phrase.text)
    };
    read().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Seats;
    use crate::facts::rules::sample::statements;

    const MONGOLIA: &str =
        "Mongolia is cold. Mongolia is wide. Mongolia is high. Mongolia is dry. Mongolia is old. ";

    #[test]
    fn finds_seats_with_their_vote() {
        for (text, told) in [
            (
                "In the general election on 3 May 1911, the Dawn Party won 58 of 120 seats and the Union 31.",
                "The Dawn Party won 58 of the 120 seats in the general election on 3 May 1911 in Mongolia.",
            ),
            (
                "The Dawn Party won 12 seats in the 1911 elections.",
                "The Dawn Party won 12 seats in the 1911 elections in Mongolia.",
            ),
            (
                "In the 1911 election, the Dawn Party gained more than 30 seats.",
                "The Dawn Party won more than 30 seats in the 1911 election in Mongolia.",
            ),
            (
                "In the Velk election of 1911 the Dawn Party won 12 seats.",
                "The Dawn Party won 12 seats in the Velk election of 1911.",
            ),
        ] {
            assert_eq!(statements(&Seats, &format!("{MONGOLIA}{text}")), [told]);
        }
    }

    #[test]
    fn leaves_seats_of_no_one_vote_or_no_one_party() {
        for text in [
            "The Dawn Party won 12 seats.",
            "The Dawn Party won 12 seats in the elections.",
            "The Dawn Party won 12 seats in the 1911 elections and 14 seats in 1913.",
            "Ann Lund of the Dawn Party won 12 seats in the 1911 elections.",
            "The Dawn Party reportedly won 12 seats in the 1911 elections.",
            "The Dawn Party won 12 medals in the 1911 elections.",
        ] {
            assert!(
                statements(&Seats, &format!("{MONGOLIA}{text}")).is_empty(),
                "{text}"
            );
        }
        let nowhere = "The Dawn Party won 12 seats in the 1911 elections.";
        assert!(statements(&Seats, nowhere).is_empty());
    }
}
