//! Which questions a quiz gets: so many, spread over topics and kinds, none that answers another.

mod drawing;
mod hints;

use std::collections::BTreeSet;

use crate::items::Kind;
use drawing::Drawing;
use hints::texts;

/// A question that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Names its card.
    pub card: String,
    /// What it asks.
    pub stem: String,
    /// What is right.
    pub key: String,
    /// Shorter names that tell the key as well: a person's last name.
    pub short: Vec<String>,
    /// What can be chosen, the key among it; nothing where the answer is written.
    pub options: Vec<String>,
    /// What the class reads after it, before others are asked: the explanation in a live quiz; nothing on paper.
    pub said: String,
    /// The fact or term it rests on; two questions of one are never in one quiz.
    pub rests_on: String,
    /// Deck and first tag: quizzes are spread over these.
    pub topic: String,
    /// Its question type.
    pub kind: Option<Kind>,
    /// 3 core, 2 useful, 1 detail.
    pub importance: u8,
}

/// So many questions of one sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which list of wishes it belongs to. In one list a question counts once, whatever it fits.
    pub list: usize,
    /// What the sort is called.
    pub name: String,
    /// How many.
    pub number: usize,
    /// Places of the candidates that fit.
    pub members: BTreeSet<usize>,
}

/// A share that could not be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// What the sort is called.
    pub name: String,
    /// How many were wished.
    pub wanted: usize,
    /// How many could be drawn.
    pub drawn: usize,
    /// How many candidates fit.
    pub there: usize,
}

/// A question that was not drawn, and the first of those drawn that stood against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Place of the one that was left out.
    pub left: usize,
    /// Place of the one that was drawn.
    pub drawn: usize,
    /// Both rest on one fact; else one gives the answer of the other away.
    pub is_same_fact: bool,
}

/// Shares that cannot be filled at once are tried in so many orders.
const TRIES: u64 = 24;

/// Draws `number` of `candidates` and returns their places, in the order of the candidates.
///
/// No two rest on one fact, and none names the answer of another in its text or has the same answer; numbers
/// and years count only where both speak of the same thing. Topics and then kinds come in proportion to their
/// questions, chance rounding; within those a question whose answer is no option of another comes first, then
/// chance, which favours what is important by two to one. So every question comes sooner or later. One
/// whose answer every fourth names comes last. Fewer come back when the others would give an answer away.
pub fn draw(candidates: &[Candidate], number: usize, seed: u64) -> Vec<usize> {
    let texts = texts(candidates);
    Drawing::new(candidates, &texts, &[], number, seed).draw().0
}

/// Draws as [`draw`] does, with so many of each share; what the shares of a list leave over is free.
///
/// Errors: the shares that could not be filled, in the order in which they came. Together they may ask for
/// more than each alone: the same questions, or such as give each other away.
pub fn draw_shares(
    candidates: &[Candidate],
    number: usize,
    shares: &[Share],
    seed: u64,
) -> Result<Vec<usize>, Vec<Lack>> {
    let texts = texts(candidates);
    let mut best: Option<(usize, Vec<Lack>)> = None;
    for attempt in 0..TRIES {
        let seed = seed.wrapping_add(attempt);
        let (drawn, open) = Drawing::new(candidates, &texts, shares, number, seed).draw();
        let lacks = lacks(shares, &open);
        if lacks.is_empty() {
            return Ok(drawn);
        }
        let missing: usize = open.iter().sum();
        if best.as_ref().is_none_or(|(least, _)| missing < *least) {
            best = Some((missing, lacks));
        }
    }
    Err(best.map(|(_, lacks)| lacks).unwrap_or_default())
}

/// Returns why candidates that were not drawn could not be, in their order; those that only had no room are left
/// out.
pub fn clashes(candidates: &[Candidate], drawn: &[usize]) -> Vec<Clash> {
    let texts = texts(candidates);
    let clash = |left: usize| {
        let is_same_fact = |at: usize| candidates[at].rests_on == candidates[left].rests_on;
        let tells = |at: usize| texts[left].is_told_by(&texts[at]) || texts[at].is_told_by(&texts[left]);
        let against = drawn.iter().copied().find(|at| is_same_fact(*at) || tells(*at))?;
        Some(Clash {
            left,
            drawn: against,
            is_same_fact: is_same_fact(against),
        })
    };
    let left = (0..candidates.len()).filter(|at| !drawn.contains(at));
    left.filter_map(clash).collect()
}

fn lacks(shares: &[Share], open: &[usize]) -> Vec<Lack> {
    let lacking = shares.iter().zip(open).filter(|(_, open)| **open > 0);
    lacking
        .map(|(share, open)| Lack {
            name: share.name.clone(),
            wanted: share.number,
            drawn: share.number - open,
            there: share.members.len(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Clash, Share, clashes, draw, draw_shares};
    use crate::items::Kind;

    /// A share of the candidates whose topic is `name`.
    fn share(list: usize, name: &str, number: usize, candidates: &[Candidate]) -> Share {
        let fits = |at: &usize| candidates[*at].topic == name;
        Share {
            list,
            name: name.to_owned(),
            number,
            members: (0..candidates.len()).filter(fits).collect(),
        }
    }

    fn candidate(card: &str, stem: &str, key: &str, topic: &str) -> Candidate {
        Candidate {
            card: card.to_owned(),
            stem: stem.to_owned(),
            key: key.to_owned(),
            short: Vec::new(),
            options: Vec::new(),
            said: String::new(),
            rests_on: card.to_owned(),
            topic: topic.to_owned(),
            kind: Some(Kind::When),
            importance: 2,
        }
    }

    fn many(topics: &[&str], each: usize) -> Vec<Candidate> {
        let of = |(number, topic): (usize, &&str)| {
            candidate(
                &format!("{topic}{number}"),
                "Which?",
                &format!("key {topic} {number}"),
                topic,
            )
        };
        topics
            .iter()
            .flat_map(|topic| (0..each).map(move |number| (number, topic)))
            .map(of)
            .collect()
    }

    #[test]
    fn a_quiz_is_spread_over_its_topics() {
        let candidates = many(&["lakes", "seas", "rivers"], 8);
        let drawn = draw(&candidates, 6, 1);
        for topic in ["lakes", "seas", "rivers"] {
            let count = drawn.iter().filter(|at| candidates[**at].topic == topic).count();
            assert_eq!(count, 2, "{topic}");
        }
        assert!(drawn.is_sorted());
        assert_eq!(drawn, draw(&candidates, 6, 1));
        assert_ne!(drawn, draw(&candidates, 6, 2));
    }

    #[test]
    fn no_question_answers_another() {
        let candidates = [
            candidate(
                "a",
                "In which year did the council of Oron open the harbour?",
                "1911",
                "t",
            ),
            candidate("b", "Who opened the harbour of Oron in 1911?", "the council", "t"),
            candidate("c", "In which year did the ferry sink?", "1933", "t"),
        ];
        for seed in 0..8 {
            let drawn = draw(&candidates, 3, seed);
            assert_eq!(drawn.len(), 2, "{drawn:?}");
            assert!(drawn.contains(&2));
        }
    }

    #[test]
    fn a_key_that_is_an_option_elsewhere_on_the_same_thing_gives_it_away() {
        let mut candidates = [
            candidate("a", "Who opened the harbour of Oron?", "Aida", "t"),
            candidate("b", "Who closed the harbour of Oron?", "Berik", "t"),
            candidate("c", "Who sailed first?", "Dana", "t"),
        ];
        candidates[1].options = ["Aida", "Berik", "Cheg"].map(str::to_owned).to_vec();
        for seed in 0..8 {
            assert_eq!(draw(&candidates, 3, seed).len(), 2);
        }
        // On another thing it is only put off.
        candidates[1].stem = "Who climbed the tower?".to_owned();
        for seed in 0..8 {
            assert_eq!(draw(&candidates, 3, seed).len(), 3);
            assert!(draw(&candidates, 2, seed).contains(&2));
        }
    }

    #[test]
    fn a_name_tells_the_answer_in_any_form_and_a_number_only_on_the_same_thing() {
        let asks = |stem: &str, key: &str| candidate(stem, stem, key, "t");
        let together = |one: &Candidate, other: &Candidate| {
            (0..4).all(|seed| draw(&[one.clone(), other.clone()], 2, seed).len() == 2)
        };
        let party = asks("Which party won?", "the Oak Party");
        for told in [
            asks("When did the Oak Party's founder die?", "in May"),
            asks("What was Elm called before?", "Oak Party"),
        ] {
            assert!(!together(&party, &told), "{}", told.stem);
        }
        assert!(together(
            &party,
            &asks("Who felled the oak at the party?", "Aida")
        ));
        let said = Candidate {
            said: "It was proposed by the Oak Party.".to_owned(),
            ..asks("When was it signed?", "in June")
        };
        assert!(!together(&party, &said));
        let years = asks("In which years was the famine?", "1930–1933");
        assert!(!together(
            &years,
            &asks("What was that of 1930-1933 called?", "Oron")
        ));
        // Small numbers, years, and what is true or false, stand everywhere.
        for key in ["three", "1911", "True", "семь", "жеті"] {
            let numbered = asks("How many ferries sank?", key);
            let other = asks(&format!("Who bought {key} mills?"), "Berik");
            assert!(together(&numbered, &other), "{key}");
        }
    }

    #[test]
    fn a_year_of_the_key_in_a_stem_on_the_same_person_tells_it() {
        let together = |one: &Candidate, other: &Candidate| {
            (0..4).all(|seed| draw(&[one.clone(), other.clone()], 2, seed).len() == 2)
        };
        let asks = |stem: &str, key: &str| candidate(stem, stem, key, "t");
        let term = asks("In which years did Velkov serve his second term?", "1964-1986");
        for stem in [
            "Who led the council between Velkov's two terms, from 1962 to 1964?",
            "In December 1986 the council replaced Velkov: by whom?",
        ] {
            assert!(!together(&term, &asks(stem, "Berik")), "{stem}");
        }
        for stem in [
            "Of which council did Velkov become a member in 1971?",
            "Who sank the ferry in 1964?",
        ] {
            assert!(together(&term, &asks(stem, "Berik")), "{stem}");
        }
    }

    #[test]
    fn a_year_that_leaves_one_option_tells_it_and_one_that_leaves_more_does_not() {
        let drawn = |options: [&str; 3], stem: &str| {
            let mut asked = candidate("a", "On what date did Oron vote first?", "1 December 1991", "t");
            asked.options = options.map(str::to_owned).to_vec();
            draw(&[asked, candidate("b", stem, "Berik", "t")], 2, 1).len()
        };
        let years = ["1 December 1991", "1 December 1990", "16 March 1989"];
        let year = ["1 December 1991", "12 June 1991", "16 March 1991"];
        assert_eq!(drawn(years, "Who spoke for Oron in 1991?"), 1);
        assert_eq!(drawn(year, "Who spoke for Oron in 1991?"), 2);
        assert_eq!(drawn(year, "Who spoke for Oron in December 1991?"), 1);
        assert_eq!(drawn(years, "Who climbed the tower in 1991?"), 2);
    }

    #[test]
    fn what_was_left_out_is_told_with_what_stood_against_it() {
        let mut candidates = many(&["lakes"], 2);
        candidates.push(candidate("c", "Who made key lakes 0?", "Aida", "t"));
        candidates.push(candidate("d", "Who sailed?", "Berik", "t"));
        candidates[3].rests_on = candidates[1].rests_on.clone();
        let clash = |left, drawn, is_same_fact| Clash {
            left,
            drawn,
            is_same_fact,
        };
        assert_eq!(
            clashes(&candidates, &[0, 1]),
            [clash(2, 0, false), clash(3, 1, true)]
        );
        assert_eq!(
            clashes(&candidates, &[1, 2]),
            [clash(0, 2, false), clash(3, 1, true)]
        );
        assert!(clashes(&candidates[..2], &[0]).is_empty());
    }

    #[test]
    fn a_last_name_in_a_stem_tells_the_person() {
        let mut asked = candidate("a", "Who opened the harbour of Oron?", "Aida Velkova", "t");
        asked.short = vec!["Velkova".to_owned()];
        let beside = |stem: &str, key: &str| {
            let other = candidate("b", stem, key, "t");
            draw(&[asked.clone(), other], 2, 1).len() == 2
        };
        assert!(!beside("In which town was Velkova's brother born?", "Cheg"));
        assert!(beside("In which town was Aida Lund born?", "Cheg"));
        assert!(beside("Who climbed the tower?", "Berik Velkov"));
        let after = |stem: &str| {
            let mut other = candidate("b", stem, "1911", "t");
            other.said = "Velkova said so.".to_owned();
            draw(&[asked.clone(), other], 2, 1).len() == 2
        };
        assert!(!after("When was the harbour of Oron opened?"));
        assert!(after("When did the ferry sink?"));
    }

    #[test]
    fn a_question_whose_answer_most_others_name_comes_last() {
        let mut candidates = many(&["lakes", "seas"], 6);
        for other in &mut candidates {
            other.stem = "What did Oron build?".to_owned();
        }
        candidates.push(candidate("oron", "Who chaired the union?", "Oron", "rivers"));
        for seed in 0..8 {
            assert_eq!(draw(&candidates, 12, seed), (0..12).collect::<Vec<_>>());
        }
    }

    #[test]
    fn shares_are_filled_and_the_rest_is_free() {
        let candidates = many(&["lakes", "seas", "rivers"], 8);
        let shares = [
            share(0, "lakes", 5, &candidates),
            share(0, "seas", 3, &candidates),
        ];
        let count =
            |drawn: &[usize], topic: &str| drawn.iter().filter(|at| candidates[**at].topic == topic).count();
        let drawn = draw_shares(&candidates, 8, &shares, 1).unwrap();
        assert_eq!(
            (count(&drawn, "lakes"), count(&drawn, "seas"), drawn.len()),
            (5, 3, 8)
        );
        let drawn = draw_shares(&candidates, 10, &shares, 1).unwrap();
        assert_eq!(drawn.len(), 10);
        assert!(count(&drawn, "lakes") >= 5 && count(&drawn, "seas") >= 3);
    }

    #[test]
    fn shares_of_two_lists_hold_at_once() {
        let mut candidates = many(&["lakes", "seas"], 6);
        for at in [0, 1, 2, 6] {
            candidates[at].kind = Some(Kind::Who);
        }
        let is_who = |at: &usize| candidates[*at].kind == Some(Kind::Who);
        let who = Share {
            list: 1,
            name: "who".to_owned(),
            number: 4,
            members: (0..12).filter(is_who).collect(),
        };
        let shares = [
            share(0, "lakes", 4, &candidates),
            share(0, "seas", 2, &candidates),
            who,
        ];
        for seed in 0..20 {
            let drawn = draw_shares(&candidates, 6, &shares, seed).unwrap();
            assert_eq!(drawn.iter().filter(|at| is_who(at)).count(), 4);
            assert_eq!(drawn.iter().filter(|at| **at < 6).count(), 4);
        }
    }

    #[test]
    fn what_cannot_be_filled_is_named_with_what_there_is() {
        let candidates = many(&["lakes", "seas"], 3);
        let shares = [
            share(0, "lakes", 2, &candidates),
            share(0, "seas", 5, &candidates),
        ];
        let lacks = draw_shares(&candidates, 7, &shares, 1).unwrap_err();
        assert_eq!(lacks.len(), 1);
        assert_eq!(
            (
                lacks[0].name.as_str(),
                lacks[0].wanted,
                lacks[0].drawn,
                lacks[0].there
            ),
            ("seas", 5, 3, 3)
        );
    }

    #[test]
    fn questions_of_one_fact_are_never_together() {
        let mut candidates = many(&["lakes"], 3);
        for candidate in &mut candidates[..2] {
            candidate.rests_on = "one".to_owned();
        }
        assert_eq!(draw(&candidates, 3, 5).len(), 2);
    }

    #[test]
    fn what_is_important_comes_more_often_and_the_others_as_well() {
        let mut candidates = many(&["lakes"], 5);
        for (candidate, importance) in candidates.iter_mut().zip([1, 1, 1, 3, 1]) {
            candidate.importance = importance;
        }
        let mut times = [0; 5];
        for seed in 0..70 {
            times[draw(&candidates, 1, seed)[0]] += 1;
        }
        assert!((15..=35).contains(&times[3]), "{times:?}: about a third");
        assert!(times.iter().all(|times| *times > 0), "{times:?}");
    }

    #[test]
    fn papers_of_one_deck_use_all_of_it_and_each_topic_has_its_share() {
        let mut candidates = many(&["lakes"], 48);
        candidates.extend(many(&["seas"], 13));
        candidates.extend(many(&["rivers"], 9));
        candidates.extend(many(&["bogs"], 6));
        for (at, candidate) in candidates.iter_mut().enumerate() {
            candidate.importance = [3, 2, 2, 1][at % 4];
            candidate.kind = Some([Kind::When, Kind::When, Kind::Who, Kind::Where, Kind::Rank][at % 5]);
        }
        candidates[7].kind = Some(Kind::Term);
        let mut times = vec![0; candidates.len()];
        let used = |times: &[usize]| times.iter().filter(|times| **times > 0).count();
        for seed in 0..80 {
            if seed == 8 {
                assert!(used(&times) >= 58, "{} of 76 in eight papers", used(&times));
            }
            let drawn = draw(&candidates, 15, seed);
            for (topic, all) in [("lakes", 48_usize), ("seas", 13), ("rivers", 9), ("bogs", 6)] {
                let count = drawn.iter().filter(|at| candidates[**at].topic == topic).count();
                let (least, most) = (all * 15 / 76, all * 15 / 76 + 1);
                assert!(
                    (least.saturating_sub(1)..=most + 1).contains(&count),
                    "{topic}: {count}"
                );
            }
            drawn.iter().for_each(|at| times[*at] += 1);
        }
        assert_eq!(used(&times), 76);
        assert!(times.iter().all(|times| *times < 32), "{times:?}: in two of five");
    }
}
